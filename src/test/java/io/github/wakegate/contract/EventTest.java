// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Waiter;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What one thread can see of an event beside the {@link io.github.wakegate.specification.Spec}: names and messages. */
class EventTest {
    @Nested
    class Monitored {
        private final Event event = new Event();

        /** With a name, toString() shows it, whatever the state; a later name replaces an earlier one. */
        @Test
        void named() {
            assertSame(event, event.named("begun"));
            event.named("ready");
            assertEquals(identity() + "[ready: Clear, queue length = 0]", event.toString());
            event.set();
            assertEquals(identity() + "[ready: Set]", event.toString());
            assertEquals("[empty: Clear, one-shot, queue length = 0]",
                    Event.oneShot().named("empty").toString().replaceFirst(".*@[0-9a-f]+", ""));
        }

        /** Views have the name of their event. */
        @Test
        void namedViews() {
            Event inverse = event.inverse();
            Event ticket = event.next().named("ready");
            for (Event view : List.of(inverse, ticket, inverse.next())) {
                assertSame(view, view.named("ready"));
            }
            assertTrue(event.toString().contains("[ready: Clear"), event.toString());
            assertTrue(inverse.toString().contains("[ready: Set"), inverse.toString());
            assertTrue(ticket.toString().contains("[ready: Clear"), ticket.toString());
            assertSame(inverse, event.inverse());
        }

        private String identity() {
            return "io.github.wakegate.Event@" + Integer.toHexString(System.identityHashCode(event));
        }

        /** Events can't be serialized: there would be nobody to wait for. */
        @Test
        void isNotSerializable() {
            assertFalse(Serializable.class.isInstance(event));
        }

        /** Events are compared by identity. */
        @Test
        void identityIsEquality() {
            assertNotEquals(new Event(), event);
            assertEquals(event, event);
        }
    }

    @Nested
    class Misused {
        /** The exception says which argument was null. */
        @Test
        void nullIsNamed() {
            Event event = new Event();
            assertEquals("timeout", assertThrows(NullPointerException.class, () -> event.await(null)).getMessage());
            assertEquals("unit", assertThrows(NullPointerException.class, () -> event.await(1, null)).getMessage());
            assertEquals("events[1]", assertThrows(NullPointerException.class,
                    () -> Event.awaitAny(event, null)).getMessage());
        }

        /** Or that there were no events. */
        @Test
        void noEventsIsNamed() {
            assertEquals("no events to wait for",
                    assertThrows(IllegalArgumentException.class, Event::awaitAny).getMessage());
        }

        /** The exception says what was wrong. */
        @Test
        void notAllowedIsNamed() {
            Event event = Event.oneShot().named("stop");
            assertNamed("a one-shot event can't be cleared or pulsed: ", event, event::clear);
            Event inverse = event.inverse();
            assertNamed("the inverse of a one-shot event can't be set or pulsed: ", inverse, inverse::set);
            Event ticket = event.next();
            assertNamed("a ticket made by next() can only be waited for: ", ticket, ticket::pulse);
        }

        private static void assertNamed(String reason, Event event, Executable misuse) {
            assertEquals(reason + event, assertThrows(UnsupportedOperationException.class, misuse).getMessage());
        }
    }

    /** Every timeout there is can be asked for: none is refused. */
    @Nested
    class Timeouts {
        private final Event event = new Event();

        /** A timeout of zero or less does not wait: false if clear. */
        @Test
        void zeroAndNegativeOfClear() throws Exception {
            for (Callable<Boolean> await : zeroAndNegative()) {
                assertFalse(await.call());
            }
            assertEquals(0, event.getQueueLength());
        }

        /** A timeout of zero or less does not wait: true if set. */
        @Test
        void zeroAndNegativeOfSet() throws Exception {
            event.set();
            for (Callable<Boolean> await : zeroAndNegative()) {
                assertTrue(await.call());
            }
        }

        private List<Callable<Boolean>> zeroAndNegative() {
            return Stream.concat(
                    Stream.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))
                            .flatMap(timeout -> Stream.<Callable<Boolean>>of(
                                    () -> event.await(timeout), () -> event.awaitUninterruptibly(timeout))),
                    Stream.of(0L, -1L, Long.MIN_VALUE)
                            .flatMap(timeout -> Stream.of(TimeUnit.values())
                                    .map(unit -> () -> event.await(timeout, unit))))
                    .toList();
        }

        /** A timeout too long to be counted waits as long as need be. */
        @Test
        void huge() throws Exception {
            List<Callable<Boolean>> awaits = List.of(
                    () -> event.await(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
                    () -> event.awaitUninterruptibly(Duration.ofSeconds(Long.MAX_VALUE)),
                    () -> event.await(Long.MAX_VALUE, TimeUnit.DAYS),
                    () -> event.await(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
            List<Waiter<Boolean>> waiters = awaits.stream().map(Waiter::start).toList();
            for (Waiter<Boolean> waiter : waiters) {
                waiter.parked();
            }
            event.set();
            Waiter.assertAllTrue(waiters);
        }
    }
}
