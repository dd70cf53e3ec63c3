// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Inside;
import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** awaitAny and awaitAll: what the contract of a single event (see Form) does not say. */
class AwaitSeveralTest {
    private static final int ATTEMPTS = 4;

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

    /** 2 000 events, the last one set. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void anyOfMany(Kind kind) throws Exception {
        Event[] events = Stream.generate(Event::new).limit(2_000).toArray(Event[]::new);
        Event last = events[events.length - 1];
        Waiter<Event> waiter = Waiter.start(kind, () -> Event.awaitAny(events)).parked();
        last.set();
        assertSame(last, waiter.result());
        assertSame(last, Event.awaitAny(events));
        for (Event event : events) {
            assertEquals(0, Inside.count(event));
        }
    }

    /** Who waits for all goes on when each was set since, in any order, even if it was cleared again at once. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
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

    /** Ten events are set one after the other, in twice the time of a wait for all of them: how often is it true? */
    static final class OneAfterTheOther implements Callable<Integer> {
        private static final Duration TIMEOUT = Duration.ofMillis(100);

        @Override
        public Integer call() throws Exception {
            int released = 0;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Event[] events = Stream.generate(Event::new).limit(10).toArray(Event[]::new);
                Waiter<Boolean> waiter = Waiter.start(() -> Event.awaitAll(TIMEOUT, events));
                Waiter.until(() -> events[0].getQueueLength() == 1 || waiter.isDone());
                for (Event event : events) {
                    assertFalse(new Event().await(TIMEOUT.dividedBy(4)));
                    event.set();
                }
                released += waiter.result() ? 1 : 0;
            }
            return released;
        }
    }

    /** One timeout for all of them, not for each. Only a thread that a busy machine holds up may find all set. */
    @Test
    void allShareOneTimeout() throws Exception {
        assertTrue(new OneAfterTheOther().call() < ATTEMPTS, "each has its time");
    }

    /** Control: if it begins anew with each, they are released. */
    @Tag("control")
    @Test
    void withATimeoutEachTheyHaveLonger() throws Exception {
        Mutant each = Mutant.at("A3", "deadline = nanos + System.nanoTime(); $");
        assertTrue(each.call(OneAfterTheOther.class) > 0);
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
}
