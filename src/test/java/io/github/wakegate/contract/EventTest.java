// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What one thread can see of an event: how it is made, changed, asked and misused. */
class EventTest {

    @Nested
    class Made {
        /** A new event is clear. */
        @Test
        void isClear() {
            assertFalse(new Event().isSet());
        }

        /** An event can be made set: a gate that starts open. */
        @Test
        void isSetIfAsked() throws Exception {
            Event gate = new Event(true);
            assertTrue(gate.isSet());
            assertTrue(gate.await(Duration.ZERO));
            assertTrue(gate.clear());
            assertFalse(gate.isSet());
        }

        /** An event can be made clear by the same constructor. */
        @Test
        void isClearIfAsked() {
            Event event = new Event(false);
            assertFalse(event.isSet());
            assertTrue(event.set());
            assertTrue(event.clear());
        }

        /** A one-shot event is clear. */
        @Test
        void isClearIfOneShot() {
            assertFalse(Event.oneShot().isSet());
        }

        /** Every one-shot event is a new one. */
        @Test
        void isNewIfOneShot() {
            Event.oneShot().set();
            assertFalse(Event.oneShot().isSet());
        }
    }

    @Nested
    class Changed {
        private final Event event = new Event();

        /** set() makes it set, and returns true if it was clear. */
        @Test
        void setOfClear() {
            assertTrue(event.set());
            assertTrue(event.isSet());
        }

        /** set() leaves a set event set, and returns false. */
        @Test
        void setOfSet() {
            event.set();
            assertFalse(event.set());
            assertTrue(event.isSet());
        }

        /** clear() makes it clear, and returns true if it was set. */
        @Test
        void clearOfSet() {
            event.set();
            assertTrue(event.clear());
            assertFalse(event.isSet());
        }

        /** clear() leaves a clear event clear, and returns false. */
        @Test
        void clearOfClear() {
            assertFalse(event.clear());
            assertFalse(event.isSet());
        }

        /** An event can be set and cleared any number of times. */
        @Test
        void anyNumberOfTimes() {
            for (int i = 0; i < 100_000; i++) {
                assertTrue(event.set());
                assertTrue(event.clear());
            }
        }

        /** A one-shot event can be set; the first set() returns true, all others false. */
        @Test
        void setOfOneShot() {
            Event oneShot = Event.oneShot();
            assertTrue(oneShot.set());
            assertFalse(oneShot.set());
            assertTrue(oneShot.isSet());
        }

        /** A one-shot event releases its waiters as any other. */
        @ParameterizedTest
        @EnumSource
        void setOfOneShotReleases(Form form) throws Exception {
            Event oneShot = Event.oneShot();
            Waiter<Boolean> waiter = Waiter.start(() -> form.await(oneShot)).parked();
            oneShot.set();
            assertTrue(waiter.result());
            assertTrue(Waiter.start(() -> form.await(oneShot)).result());
        }
    }

    @Nested
    class Monitored {
        private final Event event = new Event();

        /** getQueueLength() is the number of threads that wait. */
        @ParameterizedTest
        @MethodSource("io.github.wakegate.support.Kind#available")
        void queueLength(Kind kind) throws Exception {
            assertEquals(0, event.getQueueLength());
            List<Waiter<Boolean>> waiters = Waiter.parked(3, kind, () -> event.await(Waiter.LONG));
            assertEquals(3, event.getQueueLength());
            event.set();
            Waiter.assertAllTrue(waiters);
            assertEquals(0, event.getQueueLength());
        }

        /** toString() is the identity of the event and [Set]. */
        @Test
        void toStringOfSet() {
            event.set();
            assertEquals(identity() + "[Set]", event.toString());
        }

        /** toString() is the identity of the event and [Clear, queue length = n]. */
        @Test
        void toStringOfClear() throws Exception {
            assertEquals(identity() + "[Clear, queue length = 0]", event.toString());
            List<Waiter<Boolean>> waiters = Waiter.parked(3, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            assertEquals(identity() + "[Clear, queue length = 3]", event.toString());
            event.set();
            Waiter.assertAllTrue(waiters);
        }

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

        /** No name is no name. */
        @Test
        void namedNull() {
            event.named("ready");
            assertThrows(NullPointerException.class, () -> event.named(null));
            assertTrue(event.toString().contains("[ready: "), event.toString());
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
        @AfterEach
        void forgetInterrupt() {
            Thread.interrupted();
        }

        static Stream<Supplier<Event>> events() {
            return Stream.of(Event::new, () -> new Event(true), Event::oneShot, Misused::oneShotSet);
        }

        private static Event oneShotSet() {
            Event event = Event.oneShot();
            event.set();
            return event;
        }

        /** null is refused, set or clear, one-shot or not; and first: an interrupt on entry stays what it was. */
        @ParameterizedTest
        @MethodSource("events")
        void nullTimeout(Supplier<Event> events) {
            Event event = events.get();
            for (Executable misuse : List.<Executable>of(
                    () -> event.await(null),
                    () -> event.await(1, null),
                    () -> event.await(-1, null),
                    () -> event.awaitUninterruptibly(null),
                    () -> event.awaitAndClear(null),
                    () -> Event.awaitAny((Event[]) null),
                    () -> Event.awaitAny(event, null),
                    () -> Event.awaitAny((Duration) null, event),
                    () -> Event.awaitAny((Duration) null),
                    () -> Event.awaitAny(Duration.ZERO, event, null),
                    () -> Event.awaitAny(Duration.ZERO, (Event[]) null),
                    () -> Event.awaitAll((Event[]) null),
                    () -> Event.awaitAll(event, null),
                    () -> Event.awaitAll((Duration) null, event),
                    () -> Event.awaitAll((Duration) null),
                    () -> Event.awaitAll(Duration.ZERO, event, null),
                    () -> Event.awaitAll(Duration.ZERO, (Event[]) null))) {
                assertRefused(NullPointerException.class, misuse, event);
            }
        }

        /** The exception says which argument was null. */
        @Test
        void nullIsNamed() {
            Event event = new Event();
            assertEquals("timeout", assertThrows(NullPointerException.class, () -> event.await(null)).getMessage());
            assertEquals("unit", assertThrows(NullPointerException.class, () -> event.await(1, null)).getMessage());
            assertEquals("events[1]", assertThrows(NullPointerException.class,
                    () -> Event.awaitAny(event, null)).getMessage());
        }

        /** A wait for no events is refused. */
        @Test
        void noEvents() {
            for (Executable misuse : List.<Executable>of(
                    () -> Event.awaitAny(), () -> Event.awaitAny(Duration.ZERO),
                    () -> Event.awaitAll(), () -> Event.awaitAll(Duration.ZERO))) {
                assertRefused(IllegalArgumentException.class, misuse, new Event());
            }
            assertEquals("no events to wait for",
                    assertThrows(IllegalArgumentException.class, Event::awaitAny).getMessage());
        }

        /** To clear a one-shot event is refused whether it is set or clear, and changes nothing. */
        @Test
        void clearOfOneShot() {
            for (Event event : List.of(Event.oneShot(), oneShotSet())) {
                assertRefused(UnsupportedOperationException.class, event::clear, event);
                assertRefused(UnsupportedOperationException.class, event::awaitAndClear, event);
                assertRefused(UnsupportedOperationException.class, () -> event.awaitAndClear(Duration.ZERO), event);
            }
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

        private static void assertRefused(Class<? extends Exception> with, Executable misuse, Event event) {
            String before = event.toString();
            assertThrows(with, misuse);
            assertFalse(Thread.currentThread().isInterrupted(), "interrupt status after the refusal");
            Thread.currentThread().interrupt();
            assertThrows(with, misuse);
            assertTrue(Thread.interrupted(), "interrupt status after the refusal");
            assertEquals(before, event.toString(), "the event after the refusal");
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
