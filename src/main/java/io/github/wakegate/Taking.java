// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

/** The turn to take an event from set to clear, which a thread may wait for. */
final class Taking implements ThreadWait.Goal {
    private final Event event;

    Taking(Event event) {
        this.event = event;
    }

    @Override
    public boolean tryEnd(long unused) {
        return event.core.tryTake(event.flip()) && released();
    }

    @Override
    public Event[] events(long unused) {
        return new Event[] {event};
    }

    /** An inverse has no queue: all who wait for it try to take it. */
    @Override
    public boolean block(long unused, long deadline, boolean interruptible) {
        if (event.flip() == 0) { // T7
            return blockInQueue(deadline);
        }
        boolean taken;
        do {
            event.core.block(event.look(), deadline, interruptible); // T3
            taken = tryEnd(0); // T4
        } while (!taken && !ThreadWait.hasPassed(deadline) && !Thread.currentThread().isInterrupted());
        return taken;
    }

    /** The queue of the synchronizer. An interrupt ends the wait, and is there afterwards. */
    private boolean blockInQueue(long deadline) {
        EventCore core = event.core;
        boolean taken = true;
        try {
            if (deadline == 0) {
                core.acquireSharedInterruptibly(0);
            } else {
                taken = core.tryAcquireSharedNanos(0, deadline - System.nanoTime())
                        || core.tryAcquireShared(0) > 0; // T5
            }
        } catch (InterruptedException e) {
            taken = false;
            Thread.currentThread().interrupt();
        }
        return taken && released();
    }

    /** Releases those that wait until the event is clear. That one of them can't be woken is not its business. */
    private boolean released() {
        event.core.releaseAll(0, event.flip()); // T6
        return true;
    }
}
