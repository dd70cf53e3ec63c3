// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Inside;
import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What marl's tests of its events try (google/marl, src/event_test.cc): many timed waits, and races of a timeout. */
class MarlEventTest {
    private final Event event = new Event();

    /** A thousand timed waits end at once when the event is set. */
    @Test
    void aThousandTimedWaits() throws Exception {
        Kind kind = Kind.VIRTUAL.isAvailable() ? Kind.VIRTUAL : Kind.PLATFORM;
        List<Waiter<Boolean>> waiters = Waiter.parked(1_000, kind, () -> event.await(Waiter.LONG));
        event.set();
        Waiter.assertAllTrue(waiters);
        assertEquals(0, Inside.count(event));
    }

    /** Timeouts of 0 to 99 ms while the event is set after some 50: no wait gives up before its time. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void timeoutsAroundASet(Kind kind) throws Exception {
        List<Waiter<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            long nanos = Duration.ofMillis(i).toNanos();
            waiters.add(Waiter.start(kind, () -> {
                long start = System.nanoTime();
                boolean inTime = event.await(Duration.ofNanos(nanos));
                return inTime || System.nanoTime() - start >= nanos;
            }));
        }
        Waiter<Boolean> setter = Waiter.start(kind, () -> {
            new Event().await(Duration.ofMillis(50));
            return event.set();
        });
        Waiter.assertAllTrue(waiters);
        assertTrue(setter.result());
        assertTrue(event.await(Duration.ZERO));
    }

    /** Of an auto-reset event only one waiter is let through, of a manual-reset event all. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void autoAndManual(Kind kind) throws Exception {
        List<Waiter<Boolean>> takers = Waiter.parked(5, kind, () -> event.awaitAndClear(Waiter.LONG));
        List<Waiter<Boolean>> waiters = Waiter.parked(5, kind, () -> event.await(Waiter.LONG));
        event.set();
        Waiter.assertAllTrue(waiters);
        Waiter.until(() -> takers.stream().filter(Waiter::isDone).count() == 1);
        assertFalse(event.isSet());
        for (int i = 1; i < 5; i++) {
            event.set();
            int through = i + 1;
            Waiter.until(() -> takers.stream().filter(Waiter::isDone).count() == through);
        }
        Waiter.assertAllTrue(takers);
    }

    /** Any of several, whichever is set. */
    @Test
    void any() throws Exception {
        Event[] events = {new Event(), new Event(), new Event()};
        for (Event some : events) {
            Waiter<Event> waiter = Waiter.start(() -> Event.awaitAny(Waiter.LONG, events)).parked();
            some.set();
            assertSame(some, waiter.result());
            some.clear();
        }
    }
}
