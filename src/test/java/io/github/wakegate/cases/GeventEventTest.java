// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What gevent's tests of its Event try (src/gevent/tests/test__event.py). */
class GeventEventTest {
    private final Event event = new Event();

    /** Set and cleared at once, it still releases all that wait, also those that wait in order. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void setAndClearedAtOnce(Kind kind) throws Exception {
        List<Waiter<Boolean>> waiters = Waiter.parked(5, kind, () -> event.await(Waiter.LONG));
        event.set();
        event.clear();
        Waiter.assertAllTrue(waiters);
        assertFalse(event.isSet());
    }

    /** The answer of a wait says whether the event was set, not whether it is. */
    @Test
    void answer() throws Exception {
        assertFalse(event.await(Duration.ofMillis(1)));
        Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
        event.pulse();
        assertTrue(waiter.result());
        assertFalse(event.await(Duration.ZERO));
    }

    /** A thread that is killed while it waits leaves nothing behind, and the others wait on. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void killed(Kind kind) throws Exception {
        Waiter<Boolean> killed = Waiter.start(kind, () -> event.await(Waiter.LONG)).parked();
        Waiter<Boolean> other = Waiter.start(kind, () -> event.await(Waiter.LONG)).parked();
        killed.thread.interrupt();
        Waiter.until(killed::isDone);
        assertEquals(1, event.getQueueLength());
        event.set();
        assertTrue(other.result());
    }

    /** What its text says follows its state. */
    @Test
    void text() {
        assertTrue(event.toString().contains("Clear"));
        event.set();
        assertTrue(event.toString().contains("Set"));
    }
}
