// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.util.Arrays;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/** Threads that wait, certainly parked, and note when they run again. */
final class Crew {

    /** The kinds of thread. */
    public enum Kind {
        PLATFORM, VIRTUAL;

        boolean isAvailable() {
            return this == PLATFORM || Runtime.version().feature() >= 21;
        }

        /** Thread.ofVirtual() by reflection, since the benchmarks are compiled for 17. */
        ThreadFactory factory() {
            if (this == PLATFORM) {
                return action -> {
                    Thread thread = new Thread(null, action, "waiter", 1 << 18);
                    thread.setDaemon(true);
                    return thread;
                };
            }
            try {
                Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
                return (ThreadFactory) Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no virtual threads", e);
            }
        }
    }

    /** What a member does in each round: it waits. */
    interface Wait {
        void run() throws Exception;
    }

    private final Thread owner = Thread.currentThread();
    private final Thread[] threads;
    private final AtomicIntegerArray inRound;
    private final long[] ranAt;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Wait wait;
    private volatile Throwable failure;
    private volatile int round;

    Crew(Kind kind, int size) {
        threads = new Thread[size];
        inRound = new AtomicIntegerArray(size);
        ranAt = new long[size];
        ThreadFactory factory = kind.factory();
        for (int i = 0; i < size; i++) {
            int index = i;
            threads[i] = factory.newThread(() -> live(index));
            threads[i].start();
        }
    }

    /** Members stay alive between the rounds: the end of a thread would cost more than its wake-up. */
    private void live(int index) {
        for (int next = 1;; next++) {
            while (round < next) {
                LockSupport.park(this);
            }
            inRound.set(index, next);
            try {
                wait.run();
            } catch (Exception | StackOverflowError e) { // where a class is loaded the first time, that needs stack
                failure = e;
            }
            ranAt[index] = System.nanoTime();
            if (waiting.decrementAndGet() == 0) {
                LockSupport.unpark(owner);
            }
        }
    }

    long[] ids() {
        return Arrays.stream(threads).mapToLong(Thread::getId).toArray();
    }

    /** Lets all members wait: a new round. */
    Crew begin(Wait wait) {
        this.wait = wait;
        waiting.set(threads.length);
        round++;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        return this;
    }

    Crew untilParked() {
        for (int i = 0; i < threads.length; i++) {
            while (inRound.get(i) < round || threads[i].getState() != Thread.State.WAITING
                    && threads[i].getState() != Thread.State.TIMED_WAITING) {
                Thread.yield();
            }
        }
        if (waiting.get() < threads.length) {
            throw new IllegalStateException("a waiter did not wait", failure);
        }
        return this;
    }

    /** Returns when all have run; the caller is parked meanwhile and takes no processor from them. */
    void untilAllRan() {
        while (waiting.get() > 0) {
            LockSupport.park(this);
        }
        if (failure != null) {
            throw new IllegalStateException("a wait failed", failure);
        }
    }

    /** After {@link #untilAllRan}: microseconds from a moment until that part of the crew had run, 1 for all. */
    double microsUntil(double part, long since) {
        long[] sorted = ranAt.clone();
        Arrays.sort(sorted);
        return (sorted[(int) Math.ceil(part * sorted.length) - 1] - since) / 1e3;
    }
}
