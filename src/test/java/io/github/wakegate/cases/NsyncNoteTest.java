// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Race;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What nsync's tests of notes and of waits for several try (testing/note_test.c, testing/wait_test.c). */
class NsyncNoteTest {
    private static Event[] events(int count) {
        return Stream.generate(Event::new).limit(count).toArray(Event[]::new);
    }

    /** A deadline that has passed looks only: at a clear event, and at a set one. */
    @Test
    void deadlineInThePast() throws Exception {
        Event event = new Event();
        assertFalse(event.await(Duration.ofSeconds(-1)));
        event.set();
        assertTrue(event.await(Duration.ofSeconds(-1)));
    }

    /** A deadline in the future is waited for, never less. */
    @Test
    void deadlineInTheFuture() throws Exception {
        Duration timeout = Duration.ofMillis(20);
        long start = System.nanoTime();
        assertNull(Event.awaitAny(timeout, events(50)));
        assertTrue(System.nanoTime() - start >= timeout.toNanos());
    }

    /** Whichever of many becomes ready, it is the one that is returned. */
    @Test
    void eachOfMany() throws Exception {
        Event[] events = events(50);
        for (Event event : events) {
            Waiter<Event> waiter = Waiter.start(() -> Event.awaitAny(events)).parked();
            event.pulse();
            assertSame(event, waiter.result());
        }
    }

    /** An event that becomes ready while the waiter is being queued at the others is not missed. */
    @Test
    void readyWhileBeingQueued() throws Exception {
        Event[] events = events(200);
        AtomicReference<Event> last = new AtomicReference<>();
        Race.run(1_000, i -> {
            try {
                last.set(Event.awaitAny(Waiter.PATIENCE, events));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertSame(events[i % events.length], last.get());
            events[i % events.length].clear();
        }, i -> events[i % events.length].set());
    }
}
