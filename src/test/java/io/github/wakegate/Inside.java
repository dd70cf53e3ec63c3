// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.stream.Stream;

/** The inside of an event: its epoch, and the stack of those that wait, and what is left of those that waited. */
public final class Inside {
    private Inside() {
    }

    /** An event that has seen so many transitions. */
    public static Event eventAt(long epoch) {
        return new Event(epoch);
    }

    /** What toString begins with. */
    public static String identity(Event event) {
        return event.identity();
    }

    public static long epoch(Event event) {
        return event.core.epoch();
    }

    static Stream<WaitNode> entries(Event event) {
        return Stream.iterate(event.core.top, entry -> entry != null, entry -> entry.next);
    }

    public static long count(Event event) {
        return entries(event).count();
    }

    /** How many groups of futures wait for the event itself. */
    public static int futures(Event event) {
        Extras extras = event.core.extras;
        Futures futures = extras == null ? null : extras.futures(0);
        return futures == null ? 0 : futures.groups.size();
    }

    /** How many entries belong to threads that have not left. */
    public static long waiting(Event event) {
        return entries(event).filter(entry -> !entry.hasLeft()).count();
    }
}
