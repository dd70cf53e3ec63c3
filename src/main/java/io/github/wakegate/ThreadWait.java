// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;

/** How a thread waits, whatever for: it looks, spins, tells its pool and Flight Recorder, and parks. */
final class ThreadWait {
    private static volatile boolean hasRecorder = true;

    private ThreadWait() {
    }

    /** What a thread waits for. */
    interface Goal {
        /** Whether the wait is over. To ask may take the event, so nobody asks again after a yes. */
        boolean tryEnd(long epoch);

        /** Joins those that wait, parks, and leaves; tells whether the wait is over. */
        boolean block(long epoch, long deadline, boolean interruptible);

        /** The events: those that one look is at. */
        Event[] events(long epoch);

        /** How many these are. */
        default int size() {
            return 1;
        }
    }

    /** Waits until the wait is over. False if the time ran out before. */
    static boolean await(Goal goal, long epoch, long nanos) throws InterruptedException {
        boolean over = !Thread.currentThread().isInterrupted() && await(goal, epoch, nanos, true);
        if (!over && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return over;
    }

    /** The same. An interrupt ends the wait, or does not; it is there afterwards. */
    static boolean await(Goal goal, long epoch, long nanos, boolean interruptible) {
        if (goal.tryEnd(epoch)) {
            return true;
        }
        if (nanos <= 0) {
            return false; // W1
        }
        long deadline = nanos > Long.MAX_VALUE / 2 ? 0 : System.nanoTime() + nanos | 1; // W2: a century never ends
        if (!isVirtual() && Spin.await(goal, epoch, nanos)) {
            return true;
        }
        return Thread.currentThread() instanceof ForkJoinWorkerThread
                ? blockInPool(goal, epoch, deadline, interruptible)
                : block(goal, epoch, deadline, interruptible);
    }

    /** Java 17 has no Thread.isVirtual. */
    private static boolean isVirtual() {
        return Thread.currentThread().getClass().getName().equals("java.lang.VirtualThread");
    }

    private static boolean block(Goal goal, long epoch, long deadline, boolean interruptible) {
        return isRecorded() ? WaitRecord.block(goal, epoch, deadline, interruptible)
                : goal.block(epoch, deadline, interruptible);
    }

    /** Whether a recording wants this wait. Before there is one, that loads one class, and no more. */
    private static boolean isRecorded() {
        try {
            return hasRecorder && FlightRecorder.isInitialized() && WaitRecord.isWanted();
        } catch (LinkageError e) { // not on this platform, or not for this class loader
            hasRecorder = false;
            return false;
        }
    }

    /** Parks until the wait is over, the deadline has passed, or an interrupt ends it. A dump shows that object. */
    static void park(Goal goal, long epoch, long deadline, boolean interruptible, Object shown) {
        boolean interrupted = false;
        try {
            while (!goal.tryEnd(epoch) && !hasPassed(deadline) && !(interrupted && interruptible)) { // W6
                if (Thread.interrupted()) {
                    interrupted = true; // W9
                } else if (deadline == 0) {
                    LockSupport.park(shown); // W7
                } else {
                    LockSupport.parkNanos(shown, deadline - System.nanoTime()); // W8
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static boolean hasPassed(long deadline) {
        return deadline != 0 && deadline - System.nanoTime() <= 0;
    }

    /** Has the pool run another thread meanwhile; if it refuses or fails to, parks all the same. */
    private static boolean blockInPool(Goal goal, long epoch, long deadline, boolean interruptible) {
        class Blocker implements ForkJoinPool.ManagedBlocker {
            boolean acts;
            boolean over;

            /** A pool that is stopping is left alone: it might try again and again to start a thread. */
            @Override
            public boolean isReleasable() {
                acts = true;
                over = over || goal.tryEnd(epoch); // W4: asked again, a turn that was taken may be over for others
                acts = false;
                return over || hasPassed(deadline)
                        || ForkJoinTask.getPool().isTerminating(); // W5
            }

            @Override
            public boolean block() {
                acts = true;
                over = ThreadWait.block(goal, epoch, deadline, interruptible);
                return true;
            }
        }

        Blocker blocker = new Blocker();
        try {
            ForkJoinPool.managedBlock(blocker);
        } catch (InterruptedException e) {
            // so says a pool that is stopping
        } catch (RuntimeException | Error e) {
            if (blocker.acts) {
                throw e; // W3: it comes not from the pool
            }
        }
        return blocker.over || !blocker.acts && blocker.block() && blocker.over;
    }
}
