// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.stream.Stream;

/** The stack of an event: those that wait, and what is left of those that waited. */
final class Entries {
    private Entries() {
    }

    static Stream<WaitNode> of(Event event) {
        return Stream.iterate(event.core.top, entry -> entry != null, entry -> entry.next);
    }

    static long count(Event event) {
        return of(event).count();
    }
}
