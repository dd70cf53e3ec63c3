package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** awaitAny and awaitAll: what the contract of a single event (see Form) does not say. */
class AwaitSeveralTest {
    private final Event one = new Event();
    private final Event two = new Event();
    private final Event three = new Event();

    /** Of those already set, the first in the order of the arguments is returned. */
    @Test
    void anyPrefersTheFirst() throws Exception {
        two.set();
        three.set();
        assertSame(two, Event.awaitAny(one, two, three));
        assertSame(three, Event.awaitAny(Duration.ZERO, one, three, two));
    }

    /** Who waits for any is released by a pulse of each of them, and told which it was. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.Kind#available")
    void pulseOfAnyReleases(Kind kind) throws Exception {
        for (Event event : List.of(one, two, three)) {
            Waiter<Event> waiter = Waiter.start(kind, () -> Event.awaitAny(one, two, three)).parked();
            assertTrue(event.set());
            assertTrue(event.clear());
            assertSame(event, waiter.result());
            assertEquals(0, gates());
        }
    }

    /** Each event counts the thread as one that waits for it. */
    @Test
    void anyWaitsForEach() throws Exception {
        Waiter<Event> waiter = Waiter.start(() -> Event.awaitAny(one, two, two)).parked();
        assertEquals(1, one.getQueueLength());
        assertEquals(1, two.getQueueLength());
        two.set();
        assertSame(two, waiter.result());
    }

    /** null if the time elapses, after no less than that time, and nothing is left behind. */
    @Test
    void anyTimesOut() throws Exception {
        Duration timeout = Duration.ofMillis(20);
        long start = System.nanoTime();
        assertNull(Event.awaitAny(timeout, one, two));
        assertTrue(System.nanoTime() - start >= timeout.toNanos(), "early");
        assertNull(Event.awaitAny(Duration.ZERO, one, two));
        assertNull(Event.awaitAny(Duration.ofSeconds(-1), one, two));
        assertEquals(0, gates());
    }

    /** 2 000 events, the last one set. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.Kind#available")
    void anyOfMany(Kind kind) throws Exception {
        Event[] events = Stream.generate(Event::new).limit(2_000).toArray(Event[]::new);
        Event last = events[events.length - 1];
        Waiter<Event> waiter = Waiter.start(kind, () -> Event.awaitAny(events)).parked();
        last.set();
        assertSame(last, waiter.result());
        assertSame(last, Event.awaitAny(events));
        for (Event event : events) {
            assertEquals(0, event.sync.gates().count());
        }
    }

    /** Who waits for all goes on when each was set since, in any order, even if it was cleared again at once. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.Kind#available")
    void allCountPulses(Kind kind) throws Exception {
        for (List<Event> order
                : List.of(List.of(one, two, three), List.of(three, two, one), List.of(two, three, one))) {
            Waiter<Boolean> waiter = Waiter.start(kind, () -> Event.awaitAll(Waiter.LONG, one, two, three)).parked();
            for (Event event : order) {
                assertFalse(waiter.parked().isDone());
                event.set();
                event.clear();
            }
            assertTrue(waiter.result());
        }
    }

    /** One that is set at the beginning counts, though it is cleared before the others are set. */
    @Test
    void allCountWhatWasSetBefore() throws Exception {
        two.set();
        Waiter<Boolean> waiter = Waiter.start(() -> Event.awaitAll(Waiter.LONG, one, two)).parked();
        two.clear();
        one.set();
        assertTrue(waiter.result());
    }

    /** false if the time elapses before each was set, whichever is missing. */
    @Test
    void allTimeOut() throws Exception {
        one.set();
        for (Duration timeout : List.of(Duration.ofMillis(20), Duration.ZERO, Duration.ofSeconds(-1))) {
            assertFalse(Event.awaitAll(timeout, one, two));
            assertFalse(Event.awaitAll(timeout, two, one));
        }
        two.set();
        assertTrue(Event.awaitAll(Duration.ZERO, one, two));
        assertEquals(0, gates());
    }

    /** One timeout for all of them, not for each. */
    @Test
    void allShareOneTimeout() throws Exception {
        Duration timeout = Duration.ofMillis(50);
        for (int attempt = 0; attempt < 100; attempt++) {
            long start = System.nanoTime();
            assertFalse(Event.awaitAll(timeout, one, two, three, new Event(), new Event(), new Event()));
            if (System.nanoTime() - start < 2 * timeout.toNanos()) {
                return;
            }
        }
        throw new AssertionError("takes twice its time");
    }

    /** The array may change meanwhile: it is copied. */
    @Test
    void arrayIsCopied() throws Exception {
        Event[] any = {one, two};
        Event[] all = {one, two};
        Waiter<Event> waiterForAny = Waiter.start(() -> Event.awaitAny(any)).parked();
        Waiter<Boolean> waiterForAll = Waiter.start(() -> Event.awaitAll(Waiter.LONG, all)).parked();
        any[1] = null;
        all[1] = null;
        two.set();
        assertSame(two, waiterForAny.result());
        one.set();
        assertTrue(waiterForAll.result());
    }

    private long gates() {
        return Stream.of(one, two, three).mapToLong(event -> event.sync.gates().count()).sum();
    }

    /** Five wait for each of two events; one more waits for any of the two, and both open its gate: who is stranded? */
    static final class Helping implements Callable<Integer> {
        private final Duration patience;

        Helping(Duration patience) {
            this.patience = patience;
        }

        @Override
        public Integer call() throws Exception {
            Event one = new Event();
            Event two = new Event();
            List<Waiter<Boolean>> waiters = new ArrayList<>();
            for (Event event : List.of(one, two)) {
                waiters.addAll(Waiter.parked(5, Kind.PLATFORM, () -> event.await(Waiter.LONG)));
            }
            Waiter<Event> both = Waiter.start(() -> Event.awaitAny(one, two)).parked();
            Gate[] gates = {uppermost(one), uppermost(two)};
            HeldUp.afterChange(one);
            HeldUp.afterChange(two);
            assertTrue(gates[0].open());
            boolean second = gates[1].open(); // unless it has woken and left before
            assertSame(one, both.result());
            int stranded = Waiter.stranded(second ? waiters : waiters.subList(0, 5), patience);
            one.set();
            two.set();
            Waiter.assertAllTrue(waiters);
            return stranded;
        }

        private static Gate uppermost(Event event) {
            return event.sync.gates().findFirst().orElseThrow();
        }
    }

    /** Who waits for any helps the waiters of each event that has opened its gate. */
    @Test
    void anyHelps() throws Exception {
        assertEquals(0, new Helping(Waiter.PATIENCE).call());
    }

    /** Control: without that help they are stranded. */
    @Test
    void withoutHelpOthersAreStranded() throws Exception {
        assertTrue(Mutant.of(Several.class, "parts[i].leave();", "")
                .call(Helping.class, Duration.ofMillis(300)) >= 5);
    }

    /** One waits for the same event twice and is held up when it should wake: how many of three others are stranded? */
    static final class Twice implements Callable<Integer> {
        private final Duration patience;

        Twice(Duration patience) {
            this.patience = patience;
        }

        @Override
        public Integer call() throws Exception {
            Event event = new Event();
            List<Waiter<Boolean>> others = Waiter.parked(3, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            Waiter<Event> twice = Waiter.start(() -> Event.awaitAny(event, event)).parked();
            assertEquals(4, event.getQueueLength());
            assertTrue(HeldUp.beforeWaking(twice.thread));
            event.set();
            int stranded = Waiter.stranded(others, patience);
            LockSupport.unpark(twice.thread);
            assertSame(event, twice.result());
            Waiter.assertAllTrue(others);
            return stranded;
        }
    }

    /** A thread counts once, however often it is among the waiters of an event, and only for whoever wakes it. */
    @Test
    void sameEventTwice() throws Exception {
        assertEquals(0, new Twice(Waiter.PATIENCE).call());
    }

    /** Control: if each of its gates counts, nobody else is woken. */
    @Test
    void countedTwiceOthersAreStranded() throws Exception {
        assertEquals(3, Mutant.of(Several.class, "return whole.open();", "whole.open();\n            return true;")
                .call(Twice.class, Duration.ofMillis(300)));
    }

    /** 200 000 waits for any and 300 000 cancelled futures leave hardly anything on an event that is never set. */
    @Test
    void leaveNothingBehind() throws Exception {
        String[] left = new Jvm("-Xmx256m").run(Leaving.class).split(" ");
        assertEquals(2, left.length, String.join(" ", left));
        assertTrue(Integer.parseInt(left[0]) <= 64, left[0] + " gates");
        assertTrue(Integer.parseInt(left[1]) <= 16, left[1] + " MB");
    }

    /** Prints how many gates are left on the event, and how many megabytes of heap have been lost. */
    static final class Leaving {
        private Leaving() {
        }

        public static void main(String[] args) throws Exception {
            Event never = new Event();
            Event[] others = {new Event(), never, new Event()};
            Waiter<Boolean> waiter = Waiter.start(() -> never.await(Waiter.LONG)).parked();
            long before = usedMegabytes();
            for (int i = 0; i < 200_000; i++) {
                assertNull(Event.awaitAny(Duration.ofNanos(1), others));
            }
            for (int i = 0; i < 300_000; i++) {
                CompletableFuture<Void> future = never.whenSet();
                assertTrue(future.cancel(false));
            }
            System.out.println(never.sync.gates().count() + " " + Math.max(0, usedMegabytes() - before));
            never.set();
            waiter.result();
        }

        private static long usedMegabytes() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() >> 20;
        }
    }
}
