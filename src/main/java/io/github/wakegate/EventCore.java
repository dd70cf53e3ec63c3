// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
import org.jspecify.annotations.Nullable;

/** What an event and its views share: the epoch, the stack of threads that wait, the queue of threads that take. */
final class EventCore extends AbstractQueuedLongSynchronizer implements ThreadWait.Goal {
    /*
     * The epoch counts transitions. Every wait looks at it when it begins, and is for the end of that epoch. A flag of
     * 0 and 1 would not do: a waiter that runs only after a clear() would find 0 and park again. An epoch does not come
     * back for centuries.
     *
     *     epoch            0      1      2      3   ...     -2     -1      (one-shot events never leave these two)
     *     the event is     clear  set    clear  set         clear  set
     *     the inverse is   set    clear  set    clear       set    clear
     *     a ticket is      clear in the one epoch in which it was made (or in one that is over), and set in all others
     *
     *     set()    from a clear epoch to the next, from a set one to itself
     *     clear()  from a set epoch to the next, from a clear one to itself
     *     pulse()  to the next clear epoch beyond the present one
     *
     * Each is a compare-and-set that succeeds (C1), even if it writes the state back unchanged. One that only read
     * would publish nothing: a consumer that clears the event and then looks for data could miss what was written.
     *
     * A thread that has to wait joins a stack. No waiter is lost, because:
     *
     * JOINING. The one that comes second sees the other:
     *
     *     waiter                               setter
     *     J4  pushes its entry                 C1  ends the epoch
     *     W6  looks at the epoch again         R1  looks at the stack
     *
     * ONE EPOCH AT A TIME. A waiter takes off the entries whose epoch is over (J2), and joins only others of its own
     * epoch (J3). So the whole stack waits for the same: either all of it may be released, by any thread at any time,
     * or none of it. Even a set() that changes nothing releases waiters that an earlier one has not reached.
     *
     * RELEASING. A waiter is woken (R2) before it is taken off (R3), so no thread ever holds a waiter that the others
     * can't see. To wake it twice does no harm. A setter need not wake them all: it watches the 1st that it has woken
     * (R9) and the last of the 2nd, 4th, 8th (R8), and returns once one of the two has left (R5). For then that thread
     * runs, looks at the stack after it has left (H1), and goes on by the same rule. Nobody relies on a thread that has
     * not been seen to run, or lacks the room to call (H2). If a setter is suspended or fails, the next to come by
     * wakes the rest.
     *
     * LEAVING. The answer of an await comes from the epoch alone: there is nothing to decide between a waiter that
     * gives up and a setter that wakes it. One write (L1) marks an entry as left, for good. It is taken off if it is
     * uppermost (L4), and swept out (L6) once so many may have left: a constant, and half as many as waited at the last
     * sweep (L7). If sweeps overlap, or a sweep and a pop, at worst one that has left comes back.
     *
     * TAKING. Threads that take the event (awaitAndClear) wait in the queue of the synchronizer instead, in shared
     * mode: set() wakes the first (C4), and each that takes the event wakes the next, since the event may have been set
     * again before it left the queue. One that gives up passes its wake-up on; the superclass sees to all that.
     *
     * The stack is Treiber's. Its closest relative is java.util.concurrent.Phaser, which also parks the waiters of one
     * phase on a stack; to wait for a number to change is Reed and Kanodia's eventcount.
     */
    private static final long serialVersionUID = 1L;

    /** How many entries may leave, besides half as many as wait, before a sweep. */
    private static final int SLACK = 32; // L8

    /** Made when first needed, not in an initializer: a class whose initializer fails stays unusable. */
    private static volatile @Nullable AtomicReferenceFieldUpdater<EventCore, WaitNode> topUpdater; // I1

    final transient Event event;
    transient volatile @Nullable Extras extras;
    transient volatile @Nullable WaitNode top;

    /** How many may still leave before the next sweep; null before anybody leaves others behind. */
    private transient volatile @Nullable AtomicInteger slack;

    EventCore(Event event, long epoch) {
        this.event = event;
        setState(epoch);
    }

    long epoch() {
        return getState();
    }

    @Override
    public boolean tryEnd(long epoch) {
        return getState() != epoch;
    }

    /** To the next epoch of that parity that is at least so many steps away. Returns whether that took one more. */
    boolean advance(int steps, int parity) {
        long from;
        long more;
        do {
            from = getState();
            more = (from + steps ^ parity) & 1;
        } while (!compareAndSetState(from, later(from, steps + more))); // C1
        Throwable failure = releaseAll(steps, parity);
        if (failure != null) {
            throw new IllegalStateException("a thread that waits for " + event.identity() + " can't be woken", failure);
        }
        return more != 0;
    }

    /** So many steps later. An epoch that is not negative stays so: the others are those of one-shot events. */
    private static long later(long epoch, long steps) {
        return epoch + steps & (epoch | Long.MAX_VALUE);
    }

    /** After a change: the threads that wait, one that takes, the futures. Returns why a thread can't be woken. */
    @Nullable Throwable releaseAll(int steps, int parity) {
        Throwable failure = release(); // C2
        if (parity != 0 && hasQueuedThreads()) {
            WaitNode.proveStack(); // H5
            releaseShared(0); // C4
        }
        if (extras != null) {
            extras.release(steps, parity);
        }
        return failure;
    }

    /** Wakes those whose epoch is over, as {@link #wake} does; wakes none, and fails, for want of stack. */
    private @Nullable Throwable release() {
        WaitNode node = top;
        if (node == null || !tryEnd(node.epoch)) {
            return null;
        }
        WaitNode.proveStack(); // H4
        return wake();
    }

    /** Wakes those whose epoch is over; or some, if one of them goes on. Returns why one could not be woken. */
    private @Nullable Throwable wake() {
        WaitNode first = null;
        WaitNode latest = null;
        Throwable failure = null;
        int woken = 0;
        for (WaitNode node = top; node != null && tryEnd(node.epoch) // R1
                && !WaitNode.goesOn(first) && !WaitNode.goesOn(latest); node = top) { // R5
            try {
                boolean waits = node.wake(); // R2
                latest = waits && Integer.bitCount(++woken) == 1 ? node : latest; // R8
                first = first == null ? latest : first; // R9
            } catch (Throwable e) { // the others are woken all the same
                failure = e; // R6
            }
            takeOff(node); // R3
        }
        return failure;
    }

    @Override
    public boolean block(long epoch, long deadline, boolean interruptible) {
        WaitNode node = new WaitNode(epoch);
        try {
            join(node); // J1
            ThreadWait.park(this, epoch, deadline, interruptible, event);
        } finally {
            node.leave(top == null); // L1
            goOn(node); // L2
        }
        return tryEnd(epoch); // L3
    }

    /** Joins the others that wait for the end of that epoch, unless it is over. The caller has to look again. */
    void join(WaitNode node) {
        WaitNode below;
        do {
            release(); // J2
            below = top;
            node.next = below;
        } while (!tryEnd(node.epoch)
                && (below != null && below.epoch != node.epoch // J3
                        || !replaceTop(below, node))); // J4
    }

    /** What a thread that has left does for the others. What goes wrong there is not its business. */
    void goOn(WaitNode left) {
        try {
            if (WaitNode.goesOn(left)) {
                wake(); // H1
            }
            sweep();
        } catch (Throwable e) {
            // it was about another thread
        }
    }

    /** Takes off the entries that have left, if they are uppermost. Others stay until there may be too many. */
    private void sweep() {
        WaitNode first = top;
        for (; first != null && first.hasLeft(); first = top) { // L4
            takeOff(first); // L11
        }
        if (first == null || tryEnd(first.epoch)) { // nobody is left below, or all are about to be released
            slack = null; // L9
            return;
        }
        AtomicInteger room = slack;
        if (room == null) {
            room = new AtomicInteger(SLACK);
            slack = room;
        }
        int left = room.decrementAndGet();
        if (left < 0 && room.compareAndSet(left, SLACK)) {
            int waiting = 0;
            for (WaitNode node = first; node != null; node = node.next) {
                waiting++;
                WaitNode below = node.next;
                while (below != null && below.hasLeft()) { // L5
                    below = below.next; // L6
                }
                node.next = below;
            }
            room.set(SLACK + waiting / 2); // L7
        }
    }

    private void takeOff(WaitNode node) {
        if (replaceTop(node, node.next)) {
            node.next = null; // R7: a thread that does not run yet may keep it for long
        }
    }

    private boolean replaceTop(@Nullable WaitNode first, @Nullable WaitNode replacement) {
        if (topUpdater == null) {
            topUpdater = AtomicReferenceFieldUpdater.newUpdater(EventCore.class, WaitNode.class, "top");
        }
        return topUpdater.compareAndSet(this, first, replacement);
    }

    /** How many threads wait for the end of that epoch; one that waits for several events may count twice. */
    int count(long epoch) {
        int waiting = 0;
        for (WaitNode node = top; node != null && !tryEnd(epoch); node = node.next) {
            waiting += node.hasLeft() || node.epoch != epoch ? 0 : 1; // Q2
        }
        return waiting;
    }

    /** Takes the event, or its inverse: from set to clear. The caller then has to release those that wait for clear. */
    boolean tryTake(int flip) {
        long epoch;
        do {
            epoch = getState();
            if (((epoch ^ flip) & 1) == 0) {
                return false;
            }
        } while (!compareAndSetState(epoch, later(epoch, 1))); // T1
        return true;
    }

    @Override
    protected long tryAcquireShared(long unused) {
        return tryTake(0) ? 1 : -1;
    }

    @Override
    protected boolean tryReleaseShared(long unused) {
        return true;
    }

    @Override
    public Event[] events(long epoch) {
        return new Event[] {(epoch & 1) == 0 ? event : Extras.of(this).inverse};
    }

    /** In a thread dump: the event that a thread waits to take. */
    @Override
    public String toString() {
        return event.toString();
    }
}
