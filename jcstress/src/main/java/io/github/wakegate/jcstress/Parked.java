// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * A further waiter for a test that has processors for two actors only: a thread that is parked once the constructor
 * returns. Made by the constructor of a state, looked at by its arbiter.
 */
public final class Parked {
    /** What {@link #end} says of a waiter that is still waiting. */
    public static final int STRANDED = -7;

    /** What {@link #end} says of a waiter that it did not wait for: enough others were found stranded. */
    public static final int NOT_LOOKED_AT = -8;

    private static final AtomicInteger STRANDED_SO_FAR = new AtomicInteger();

    /** What the thread does: it waits, and returns what it found then, zero or more. */
    public interface Wait {
        int run() throws InterruptedException;
    }

    /** A form of await. */
    public interface Pause {
        void run() throws InterruptedException;
    }

    private final Thread thread;
    private int result;

    public Parked(Wait wait) {
        thread = new Thread(() -> {
            try {
                result = wait.run();
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts this thread", e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.yield();
        }
    }

    /** A thread that waits, and returns what is to be read then. */
    public Parked(Pause pause, IntSupplier read) {
        this(() -> {
            pause.run();
            return read.getAsInt();
        });
    }

    public void interrupt() {
        thread.interrupt();
    }

    /** The result of the wait, or {@link #STRANDED} if the thread does not end within ten seconds. */
    public int end() {
        return end(10_000);
    }

    /**
     * The result of the wait, or {@link #STRANDED} if the thread does not end within so many milliseconds. Once one was
     * found stranded the others are given less time, and in the end none.
     */
    public int end(long millis) {
        int stranded = STRANDED_SO_FAR.get();
        if (thread.isAlive() && stranded >= 10) {
            return NOT_LOOKED_AT;
        }
        try {
            thread.join(stranded == 0 ? millis : Math.min(millis, 100));
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts an arbiter", e);
        }
        if (thread.isAlive()) {
            STRANDED_SO_FAR.incrementAndGet();
            return STRANDED;
        }
        return result;
    }
}
