// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Inside;
import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tests of Rust's event-listener try (smol-rs/event-listener, tests/notify.rs), with takers and tickets. */
class EventListenerTest {
    private final Event event = new Event();

    /** A notification reaches listeners made before it, and no others. */
    @Test
    void onlyThoseBefore() {
        Event before = event.next();
        event.pulse();
        Event after = event.next();
        assertTrue(before.isSet());
        assertFalse(after.isSet());
    }

    /** A listener may be dropped at any time, without a trace. */
    @Test
    void dropped() {
        for (int i = 0; i < 1_000; i++) {
            assertFalse(event.next().isSet());
        }
        assertEquals(0, Inside.count(event));
    }

    /** A listener in the queue that is dropped does not use up a notification. */
    @Test
    void droppedFromTheQueue() throws Exception {
        Waiter<Boolean> dropped = Waiter.start(() -> event.awaitAndClear(Waiter.LONG)).parked();
        Waiter<Boolean> other = Waiter.start(() -> event.awaitAndClear(Waiter.LONG)).parked();
        dropped.thread.interrupt();
        assertThrows(InterruptedException.class, dropped::result);
        event.set();
        assertTrue(other.result());
    }

    /** One notification lets one of those in the queue through, a second the next. */
    @Test
    void oneByOne() throws Exception {
        List<Waiter<Boolean>> takers = Waiter.parked(3, Kind.PLATFORM, () -> event.awaitAndClear(Waiter.LONG));
        for (int i = 1; i <= 3; i++) {
            event.set();
            int through = i;
            Waiter.until(() -> takers.stream().filter(Waiter::isDone).count() == through);
            assertFalse(event.isSet());
        }
        Waiter.assertAllTrue(takers);
    }

    /** A notification to all reaches all, however often it is repeated. */
    @Test
    void all() throws Exception {
        List<Waiter<Boolean>> waiters = Waiter.parked(3, Kind.PLATFORM, () -> event.await(Waiter.LONG));
        event.pulse();
        event.pulse();
        Waiter.assertAllTrue(waiters);
        assertEquals(0, Inside.count(event));
    }
}
