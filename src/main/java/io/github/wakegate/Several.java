// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Several events that one thread waits for, each looked at once, when the wait begins. */
final class Several implements Wait.Goal {
    private final Event[] events;
    private final long[] epochs;

    Several(Event... events) {
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
        return Wait.await(this, 0, nanos) ? first() : null;
    }

    /** Waits for the end of one epoch after the other, in any order: it is the last that counts. */
    boolean awaitAll(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        boolean over = true;
        for (int i = 0; over && i < epochs.length; i++) {
            over = Wait.await(events[i].sync, epochs[i], i == 0 ? nanos : deadline - System.nanoTime()); // A3
        }
        return over;
    }

    @Override
    public List<Event> events() {
        return List.of(events);
    }

    private @Nullable Event first() {
        for (int i = 0; i < epochs.length; i++) {
            if (events[i].sync.isOver(epochs[i])) {
                return events[i];
            }
        }
        return null;
    }

    @Override
    public boolean isOver(long unused) {
        return first() != null;
    }

    /** Joins the stack of each event. Leaves all with one write, whatever happens; the rest is sweeping. */
    @Override
    public boolean park(Wait whole) throws InterruptedException {
        try {
            for (int i = 0; i < epochs.length && !isOver(0); i++) {
                events[i].sync.join(new Wait(whole, epochs[i])); // A1
            }
            whole.park(this);
        } finally {
            whole.leave(); // A2
            for (Event event : events) {
                event.sync.sweep();
            }
        }
        return isOver(0);
    }

    /** What a thread dump shows. */
    @Override
    public String toString() {
        return Arrays.toString(events);
    }
}
