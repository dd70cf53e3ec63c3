package io.github.wakegate;

import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.LockSupport;

/** Where one waiter waits: a synchronizer of its own. The first change of its state decides how the wait ends. */
final class Gate extends AbstractQueuedSynchronizer {
    private static final long serialVersionUID = 1L;
    static final int WAITING = 0;
    static final int RELEASED = 1;
    private static final int LEFT = 2;

    /** The gate below in the stack of a crowd. */
    transient volatile Gate next;

    /** Whether this waiter, once released, is sure to run, and so can be trusted to release others. */
    final boolean helps;

    private final transient Thread thread = Thread.currentThread();
    private final transient Event event;

    Gate(Event event, boolean helps) {
        this.event = event;
        this.helps = helps;
    }

    boolean isWaiting() {
        return getState() == WAITING;
    }

    /** Releases the waiter, unless it was released or gave up before: then returns false. */
    boolean open() {
        if (!isWaiting() || !compareAndSetState(WAITING, RELEASED)) {
            return false;
        }
        LockSupport.unpark(thread);
        return true;
    }

    /** Gives up, unless the waiter was released before: then returns false, and it owes its crowd help. */
    boolean leave() {
        return isWaiting() && compareAndSetState(WAITING, LEFT);
    }

    @Override
    protected boolean tryAcquire(int unused) {
        return !isWaiting();
    }

    /** In a dump of threads, or from LockSupport.getBlocker: the event that the thread is waiting for. */
    @Override
    public String toString() {
        return event.toString();
    }
}
