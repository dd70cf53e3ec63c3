package io.github.wakegate.jmh;

import java.util.Arrays;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
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
                    Thread thread = new Thread(null, action, "waiter", 1 << 17);
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

    /** What a member does: it waits. */
    interface Wait {
        void run() throws Exception;
    }

    private final Thread owner = Thread.currentThread();
    private final Thread[] threads;
    private final long[] ranAt;
    private final AtomicInteger waiting;

    Crew(Kind kind, int size, Wait wait) {
        threads = new Thread[size];
        ranAt = new long[size];
        waiting = new AtomicInteger(size);
        ThreadFactory factory = kind.factory();
        for (int i = 0; i < size; i++) {
            int index = i;
            threads[i] = factory.newThread(() -> {
                try {
                    wait.run();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                ranAt[index] = System.nanoTime();
                if (waiting.decrementAndGet() == 0) {
                    LockSupport.unpark(owner);
                }
            });
            threads[i].start();
        }
    }

    Crew untilParked() {
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
                if (!thread.isAlive()) {
                    throw new IllegalStateException("a waiter did not wait");
                }
                Thread.yield();
            }
        }
        return this;
    }

    /** Returns when all have run; the caller is parked meanwhile and takes no processor from them. */
    void untilAllRan() {
        while (waiting.get() > 0) {
            LockSupport.park(this);
        }
    }

    /** After {@link #untilAllRan}: microseconds from a moment until that part of the crew had run, 1 for all. */
    double microsUntil(double part, long since) {
        long[] sorted = ranAt.clone();
        Arrays.sort(sorted);
        return (sorted[(int) Math.ceil(part * sorted.length) - 1] - since) / 1e3;
    }
}
