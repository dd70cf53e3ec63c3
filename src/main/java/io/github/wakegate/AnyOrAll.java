// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Several events that one thread waits for, each looked at once, when the wait begins. */
final class AnyOrAll implements ThreadWait.Goal {
    private final Event[] events;
    private final long[] epochs;

    AnyOrAll(Event... events) {
        this.events = Objects.requireNonNull(events, "events").clone();
        epochs = new long[events.length];
        for (int i = 0; i < epochs.length; i++) {
            if (this.events[i] == null) {
                throw new NullPointerException("events[".concat(Integer.toString(i)).concat("]"));
            }
            epochs[i] = this.events[i].look(); // A4
        }
        if (epochs.length == 0) {
            throw new IllegalArgumentException("no events to wait for");
        }
    }

    /** Returns the first whose epoch is over, or null if the time ran out before. */
    @Nullable Event awaitAny(long nanos) throws InterruptedException {
        return ThreadWait.await(this, 0, nanos) ? first() : null;
    }

    /** Waits for the end of one epoch after the other, in any order: it is the last that counts. */
    boolean awaitAll(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        boolean over = true;
        for (int i = 0; over && i < epochs.length; i++) {
            over = ThreadWait.await(events[i].core, epochs[i], i == 0 ? nanos : deadline - System.nanoTime()); // A3
        }
        return over;
    }

    @Override
    public Event[] events(long unused) {
        return events;
    }

    @Override
    public int size() {
        return events.length;
    }

    private @Nullable Event first() {
        for (int i = 0; i < epochs.length; i++) {
            if (isOver(i)) {
                return events[i];
            }
        }
        return null;
    }

    private boolean isOver(int i) {
        return events[i].core.tryEnd(epochs[i]);
    }

    @Override
    public boolean tryEnd(long unused) {
        return first() != null;
    }

    /** Joins the stack of each event. Leaves all with one write, whatever happens; the rest is tidying up. */
    @Override
    public boolean block(long unused, long deadline, boolean interruptible) {
        WaitNode thread = new WaitNode(0);
        int joined = 0;
        try {
            do {
                events[joined].core.join(new WaitNode(epochs[joined], thread)); // A1
            } while (!isOver(joined) && ++joined < epochs.length); // A5
            ThreadWait.park(this, 0, deadline, interruptible, this);
        } finally {
            thread.leave(false); // A2
            for (int i = 0; i < epochs.length && i <= joined; i++) { // A6
                events[i].core.goOn(thread);
            }
        }
        return tryEnd(0);
    }

    /** What a heap dump shows, and a debugger. */
    @Override
    public String toString() {
        return Arrays.toString(events);
    }
}
