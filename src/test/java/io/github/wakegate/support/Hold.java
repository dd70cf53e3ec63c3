// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds a thread in the stepped library, the first time that it comes before a line with one of some marks, until it is
 * let go. It is held on a monitor, since to park would use up the permit of a wait.
 */
public final class Hold {
    private static final Map<Thread, Hold> HOLDS = new ConcurrentHashMap<>();

    private final Set<String> marks;
    private final Error failure;
    private final CountDownLatch came = new CountDownLatch(1);
    private volatile boolean there;
    private volatile boolean again;
    private boolean free;

    private Hold(Set<String> marks, Error failure) {
        this.marks = marks;
        this.failure = failure;
        Step.tell(Hold::step);
    }

    public static Hold at(String... marks) {
        return new Hold(Set.of(marks), null);
    }

    /** Does not hold the thread, but has it fail there. */
    public static Hold failing(Error failure, String... marks) {
        return new Hold(Set.of(marks), failure);
    }

    /** Is for what the current thread does in an action. */
    public <T> T during(Callable<T> action) throws Exception {
        HOLDS.put(Thread.currentThread(), this);
        try {
            return action.call();
        } finally {
            HOLDS.remove(Thread.currentThread());
            came.countDown();
        }
    }

    /** Whether the thread has come there. */
    public boolean isThere() {
        return there;
    }

    /** Whether it has come there once more. */
    public boolean comesAgain() {
        return again;
    }

    /** Waits until the thread has come there, or has ended the action without. False if it takes too long. */
    public boolean comes(Duration patience) throws InterruptedException {
        return came.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    public synchronized void letGo() {
        free = true;
        notifyAll();
    }

    private static void step(String mark) {
        Hold hold = HOLDS.get(Thread.currentThread());
        if (hold == null || !hold.marks.contains(mark)) {
            return;
        }
        if (hold.there) {
            hold.again = true;
        } else {
            hold.hold();
        }
    }

    private void hold() {
        there = true;
        came.countDown();
        if (failure != null) {
            throw failure;
        }
        if (stay()) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a monitor; returns whether it was interrupted. */
    private synchronized boolean stay() {
        boolean interrupted = false;
        for (long start = System.nanoTime(); !free;) {
            try {
                wait(Waiter.PATIENCE.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (System.nanoTime() - start > Waiter.LONG.toNanos()) {
                throw new AssertionError("held for too long");
            }
        }
        return interrupted;
    }
}
