// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/** A wait for the end of an epoch: how a thread waits, whatever for, and its entry in the stack of an event. */
class Wait implements ForkJoinPool.ManagedBlocker {
    private static final String SPIN_NANOS = "io.github.wakegate.spinNanos";

    /** So many looks before the first yield take well under a microsecond. */
    private static final int LOOKS = 16;

    /** Read when first needed, not in an initializer: a class whose initializer fails stays unusable. */
    private static volatile long spinNanos = -1;
    private static volatile boolean hasRecorder = true;

    final long epoch;

    /** When to give up, by System.nanoTime, or 0 for never. */
    final long deadline;

    /** The entry below. Between the two were at most some that have left. */
    volatile @Nullable Wait next;

    private final Goal goal;

    /** This one; or, if a thread waits for any of several events, the one that stands for the thread. */
    private final Wait whole;
    private volatile @Nullable Thread thread;
    private boolean parked;
    private boolean over;

    Wait(Goal goal, long epoch, long deadline) {
        this.goal = goal;
        this.epoch = epoch;
        this.deadline = deadline;
        whole = this;
        thread = Thread.currentThread();
    }

    Wait(Wait whole, long epoch) {
        this.goal = whole.goal;
        this.epoch = epoch;
        this.deadline = whole.deadline;
        this.whole = whole;
    }

    /** What a thread waits for: the end of an epoch. */
    interface Goal {
        boolean isOver(long epoch);

        /** Parks until the epoch is over, the deadline has passed, or the thread is interrupted; says whether it is. */
        boolean park(Wait wait) throws InterruptedException;

        List<Event> events();
    }

    /** Looks, spins, yields, and then parks until the epoch is over. False if the time ran out before. */
    static boolean await(Goal goal, long epoch, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (goal.isOver(epoch)) {
            return true;
        }
        if (nanos <= 0) {
            return false; // W1
        }
        long deadline = nanos > Long.MAX_VALUE / 2 ? 0 : System.nanoTime() + nanos | 1; // W2: a century never ends
        return spin(goal, epoch, nanos) || new Wait(goal, epoch, deadline).await();
    }

    /** Looks at full speed for a moment; then lets others run between looks, who often are those that end the wait. */
    private static boolean spin(Goal goal, long epoch, long nanos) {
        long bound = inVirtualThread() ? 0 : Math.min(nanos, spinNanos());
        if (bound <= 0) {
            return false;
        }
        for (int i = 0; i < LOOKS; i++) { // P1
            Thread.onSpinWait();
            if (goal.isOver(epoch)) {
                return true;
            }
        }
        boolean over = false;
        for (long start = System.nanoTime(); !over && System.nanoTime() - start < bound; over = goal.isOver(epoch)) {
            Thread.yield(); // P2
        }
        return over;
    }

    static boolean inVirtualThread() {
        Class<?> type = Thread.currentThread().getClass();
        return type != Thread.class && type.getName().startsWith("java.lang.");
    }

    /** Has a fork-join pool run another thread meanwhile; if it refuses or fails to, parks all the same. */
    private boolean await() throws InterruptedException {
        if (thread instanceof ForkJoinWorkerThread) {
            try {
                ForkJoinPool.managedBlock(this);
            } catch (Throwable e) {
                if (parked) {
                    throw e; // W3: an interrupt, or an Error that ended the wait
                }
            }
        }
        if (!over && !parked) {
            block();
        }
        return over;
    }

    /** A pool that is stopping is left alone: it might start threads without end. */
    @Override
    public boolean isReleasable() {
        over = over || goal.isOver(epoch); // W4: asked again, a turn that was taken may be over for others
        return over || hasPassed()
                || ForkJoinTask.getPool().isTerminating(); // W5
    }

    @Override
    public boolean block() throws InterruptedException {
        parked = true;
        over = isRecorded() ? Waited.park(goal, this) : goal.park(this);
        return true;
    }

    /** Whether a recording wants this wait. Before there is one, that loads one class, and no more. */
    private static boolean isRecorded() {
        try {
            return hasRecorder && FlightRecorder.isInitialized() && Waited.isWanted();
        } catch (LinkageError e) { // not on this platform, or not for this class loader
            hasRecorder = false;
            return false;
        }
    }

    /** Parks in a loop. A thread dump shows the given object. */
    void park(Object shown) throws InterruptedException {
        while (!goal.isOver(epoch) && !hasPassed()) { // W6
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (deadline == 0) {
                LockSupport.park(shown); // W7
            } else {
                LockSupport.parkNanos(shown, deadline - System.nanoTime()); // W8
            }
        }
    }

    boolean hasPassed() {
        return deadline != 0 && deadline - System.nanoTime() <= 0;
    }

    void leave() {
        thread = null;
    }

    /** Whether nobody waits here any more. Once true it stays so. */
    boolean hasLeft() {
        return whole.thread == null;
    }

    /** Tells the thread or the futures that the epoch is over. May be called more than once. */
    void wake() {
        LockSupport.unpark(whole.thread); // R4
    }

    /** Adds the thread, if one waits here, and returns how many futures do. */
    int count(Set<Thread> threads) {
        Thread waiting = whole.thread;
        if (waiting != null) {
            threads.add(waiting);
        }
        return 0;
    }

    private static long spinNanos() {
        if (spinNanos < 0) {
            long nanos = 10_000;
            try {
                nanos = Math.max(0, Long.parseLong(System.getProperty(SPIN_NANOS, "10000")));
            } catch (RuntimeException e) { // code that may not read it gets the default
                if (e instanceof NumberFormatException) { // S1
                    System.getLogger(SPIN_NANOS).log(System.Logger.Level.WARNING, "Ignored: not a number", e);
                }
            }
            spinNanos = Runtime.getRuntime().availableProcessors() == 1 ? 0 : nanos;
        }
        return spinNanos;
    }
}
