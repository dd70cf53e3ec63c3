// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.stream.Stream;

/** The stack of an event: those that wait, and what is left of those that waited. */
final class Entries {
    private Entries() {
    }

    static Stream<Wait> of(Event event) {
        return Stream.iterate(event.sync.top, entry -> entry != null, entry -> entry.next);
    }

    static long count(Event event) {
        return of(event).count();
    }
}
