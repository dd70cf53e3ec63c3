// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tests of pevents try (neosmart/pevents, tests): a set event never times out, not even at zero. */
class PeventsTest {
    private final Event event = new Event(true);

    /** While it is set, no look of any thread says otherwise, though others set it again and again. */
    @Test
    void neverTimesOutAtZero() throws Exception {
        List<Waiter<Boolean>> lookers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lookers.add(Waiter.start(() -> {
                for (int round = 0; round < 2_000; round++) {
                    event.set();
                    if (!event.await(Duration.ZERO) || Event.awaitAny(Duration.ZERO, event) != event
                            || !Event.awaitAll(Duration.ZERO, event, event)) {
                        return false;
                    }
                }
                return true;
            }));
        }
        Waiter.assertAllTrue(lookers);
    }

    /** Of an auto-reset event, exactly one of two looks succeeds. */
    @Test
    void takenOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            event.set();
            Waiter<Boolean> other = Waiter.start(() -> event.awaitAndClear(Duration.ZERO));
            boolean here = event.awaitAndClear(Duration.ZERO);
            assertTrue(here ^ other.result());
            assertFalse(event.isSet());
        }
    }

    /** A wait for several at zero finds the set one, and nothing when it is cleared. */
    @Test
    void severalAtZero() throws Exception {
        Event clear = new Event();
        assertSame(event, Event.awaitAny(Duration.ZERO, clear, event));
        assertFalse(Event.awaitAll(Duration.ZERO, clear, event));
        clear.set();
        assertTrue(Event.awaitAll(Duration.ZERO, clear, event));
    }
}
