// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.transitions;


import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Parked;
import java.util.concurrent.atomic.AtomicInteger;

/** How often an event was set, so that a test can set it as often as there are threads that take it. */
final class Takings {
    private final Event event;
    private final AtomicInteger count = new AtomicInteger();

    Takings(Event event) {
        this.event = event;
    }

    /** A thread that waits to take the event. */
    Parked parked() {
        return new Parked(() -> {
            event.awaitAndClear();
            return 1;
        });
    }

    /** Sets the event, and counts it if it was clear. */
    void set() {
        if (event.set()) {
            count.incrementAndGet();
        }
    }

    /** An actor has taken the event: none of the parked threads gets that. */
    void takenByAnActor(boolean taken) {
        if (taken) {
            count.decrementAndGet();
        }
    }

    /**
     * Sets the event until so many have been there for the parked threads. It can be set again only when the one before
     * was taken; if nobody takes it for ten seconds, it stays set, and the threads are found stranded.
     */
    void setUntil(int wanted) {
        long start = System.nanoTime();
        while (count.get() < wanted && System.nanoTime() - start < 10_000_000_000L) {
            set();
            Thread.yield();
        }
    }

    /** How many of the threads went on; as {@link Parked#end} says, if one did not. */
    static int through(Parked one, Parked other) {
        int first = one.end();
        int second = other.end();
        return first < 0 || second < 0 ? Math.min(first, second) : first + second;
    }
}
