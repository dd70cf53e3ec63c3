package io.github.wakegate;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.LockSupport;

/**
 * Where one waiter waits: a synchronizer of its own. The first change of its state decides how the wait ends; a second
 * one says that whoever was released is awake. What is behind it is a thread that parks here, unless a subclass says
 * otherwise.
 */
class Gate extends AbstractQueuedSynchronizer {
    private static final long serialVersionUID = 1L;
    static final int WAITING = 0;
    static final int RELEASED = 1;
    static final int AWAKE = 2;
    private static final int LEFT = 3;

    /** Thread.isVirtual(), on a JDK that has virtual threads. */
    private static final MethodHandle IS_VIRTUAL;

    static {
        MethodHandle isVirtual;
        try {
            isVirtual = MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException e) {
            isVirtual = MethodHandles.dropArguments(
                    MethodHandles.constant(boolean.class, false), 0, Thread.class);
        }
        IS_VIRTUAL = isVirtual;
    }

    /** The crowd it joined, if it came to that. */
    transient Crowd crowd;

    /** The gate below in the stack of the crowd. */
    transient volatile Gate next;

    /** Whether this waiter, once released, is to release others: a platform thread, which runs without a carrier. */
    final boolean helps;

    /** The thread that waits, if it is one. */
    transient Thread thread;

    private final transient Object awaited;

    /** A gate for a thread, or for something else that waits if that is null. */
    Gate(Object awaited, Thread thread) {
        this.awaited = awaited;
        this.thread = thread;
        helps = thread != null && !isVirtual(thread);
    }

    static boolean isVirtual(Thread thread) {
        try {
            return (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e); // none is declared
        }
    }

    boolean isWaiting() {
        return getState() == WAITING;
    }

    /**
     * Releases the waiter, unless it was released or gave up before. Whoever meets one that was released and is not
     * known to be awake wakes it as well: the other may be suspended just then, or fail for want of stack or memory.
     *
     * @return whether this call released it, and it is sure to help
     */
    boolean open() {
        boolean opened = isWaiting() && compareAndSetState(WAITING, RELEASED);
        if (getState() != RELEASED) {
            return false;
        }
        boolean sure = wake();
        setState(AWAKE);
        return opened && sure;
    }

    /** Lets the waiter know that the gate is open. Returns whether it is sure to help, since it is parked here. */
    boolean wake() {
        boolean sure = helps && LockSupport.getBlocker(thread) == this;
        LockSupport.unpark(thread);
        return sure;
    }

    /** Gives up, unless the waiter was released before: then returns false, and it owes its crowd help. */
    boolean giveUp() {
        if (!isWaiting() || !compareAndSetState(WAITING, LEFT)) {
            return false;
        }
        forget();
        return true;
    }

    /** The crowd may keep the gate for a while, but not what is behind it. */
    void forget() {
        thread = null;
    }

    boolean hasGivenUp() {
        return getState() == LEFT;
    }

    /** However the wait ends: leaves the crowd, if it is in one. */
    void leave() {
        if (crowd != null) {
            crowd.leave(this);
        }
    }

    /**
     * Parks until the gate is open or the deadline has passed. A fork-join pool may run another thread meanwhile; if it
     * refuses, since it has too many already or is stopping, or fails to, the thread parks all the same.
     */
    void await(boolean timed, long deadline) throws InterruptedException {
        if (!(thread instanceof ForkJoinWorkerThread)) {
            park(timed, deadline);
            return;
        }
        Blocker blocker = new Blocker(timed, deadline);
        try {
            ForkJoinPool.managedBlock(blocker);
        } catch (Throwable e) {
            if (blocker.parked) {
                throw e; // an interrupt, or an Error: behind what that left in the queue another wait would never end
            }
            park(timed, deadline);
        }
    }

    /** What a fork-join pool is asked to make up for. */
    private final class Blocker implements ForkJoinPool.ManagedBlocker {
        private final boolean timed;
        private final long deadline;
        private boolean parked;

        Blocker(boolean timed, long deadline) {
            this.timed = timed;
            this.deadline = deadline;
        }

        @Override
        public boolean isReleasable() {
            return !isWaiting();
        }

        @Override
        public boolean block() throws InterruptedException {
            parked = true;
            park(timed, deadline);
            return true;
        }
    }

    private void park(boolean timed, long deadline) throws InterruptedException {
        if (timed) {
            tryAcquireNanos(0, deadline - System.nanoTime());
        } else {
            acquireInterruptibly(0);
        }
    }

    @Override
    protected boolean tryAcquire(int unused) {
        return !isWaiting();
    }

    /** In a dump of threads, or from LockSupport.getBlocker: the event or events that the thread is waiting for. */
    @Override
    public String toString() {
        return awaited.toString();
    }
}
