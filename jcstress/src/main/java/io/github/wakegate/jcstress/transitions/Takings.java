// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.transitions;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Parked;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** Two parked threads that take an event, and how often it was set, so that a test can set it as often as they do. */
abstract class Takings {
    final Event event;
    private final AtomicInteger count = new AtomicInteger();
    private final Parked one;
    private final Parked other;

    Takings(Event event) {
        this.event = event;
        one = taker(event);
        other = taker(event);
    }

    /** A thread that waits to take the event. */
    static Parked taker(Event event) {
        return new Parked(event::awaitAndClear, () -> 1);
    }

    /** Sets the event, and counts it if it was clear. */
    final void set() {
        if (event.set()) {
            count.incrementAndGet();
        }
    }

    /** An actor has taken the event: none of the parked threads gets that. */
    final void takenByAnActor(boolean taken) {
        if (taken) {
            count.decrementAndGet();
        }
    }

    /**
     * Sets the event until it was set once for each of the parked threads. It can be set again only when the one before
     * was taken; if nobody takes it for ten seconds, it stays set, and the threads are found stranded. Then tells how
     * many of them went on, or as {@link Parked#end} says if one did not, and whether the event is set in the end.
     */
    final void judge(IZ_Result r) {
        long start = System.nanoTime();
        while (count.get() < 2 && System.nanoTime() - start < 10_000_000_000L) {
            set();
            Thread.yield();
        }
        int first = one.end();
        int second = other.end();
        r.r1 = first < 0 || second < 0 ? Math.min(first, second) : first + second;
        r.r2 = event.isSet();
    }
}
