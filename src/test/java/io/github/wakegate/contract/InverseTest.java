// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.HeldUp;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Race;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** inverse: a live view, set while the event is clear. */
class InverseTest {
    private final Event event = new Event(true);
    private final Event inverse = event.inverse();

    /** What threads that ask for the inverse of new events at the same moment get: rounds, then what they differ in. */
    static final class FirstToAsk implements Callable<List<Integer>> {
        private final int rounds;

        FirstToAsk(int rounds) {
            this.rounds = rounds;
        }

        @Override
        public List<Integer> call() throws Exception {
            Event[] events = Stream.generate(Event::new).limit(rounds).toArray(Event[]::new);
            Event[] inverses = new Event[rounds];
            int ran = Race.run(rounds, i -> inverses[i] = events[i].inverse(),
                    i -> assertSame(events[i], events[i].named("ready")));
            int others = 0;
            for (int i = 0; i < ran; i++) {
                boolean same = inverses[i] == events[i].inverse() && inverses[i].toString().contains("[ready: ");
                others += same ? 0 : 1;
            }
            return List.of(ran, others);
        }
    }

    /** However many threads ask for it first, or name the event, there is one inverse, and the name stays. */
    @Test
    void oneForAll() throws Exception {
        assertEquals(0, new FirstToAsk(20_000).call().get(1));
    }

    /** Control: if what is made for it is made without a lock, there are two at times, or the name is lost. */
    @Tag("control")
    @Test
    void unlockedThereAreTwo() throws Exception {
        Mutant unlocked = Mutant.at("V3", "{");
        int others = 0;
        while (others == 0) {
            others = unlocked.call(FirstToAsk.class, 20_000).get(1);
        }
        assertTrue(others > 0);
    }

    /** One that waits to take it, and loses each time: does it end when its time has run out? */
    static final class Losing implements Callable<Boolean> {
        private final Duration patience;

        Losing(Duration patience) {
            this.patience = patience;
        }

        @Override
        public Boolean call() throws Exception {
            Event inverse = new Event(true).inverse();
            Waiter<Boolean> taker = Waiter.start(() -> inverse.awaitAndClear(Duration.ofMillis(100)));
            long start = System.nanoTime();
            while (!taker.isDone() && System.nanoTime() - start < patience.toNanos()) {
                inverse.pulse(); // wakes it, and lets nobody take
                Thread.yield();
            }
            boolean ended = taker.isDone();
            inverse.set();
            taker.result();
            return ended;
        }
    }

    @Test
    void losingDoesNotProlong() throws Exception {
        assertTrue(new Losing(Waiter.PATIENCE).call());
    }

    /** Control: a timeout that begins anew after each loss does. */
    @Tag("control")
    @Test
    void beginningAnewItDoes() throws Exception {
        Mutant anew = Mutant.at("T3", "deadline = System.nanoTime() + 100_000_000_000L; $");
        assertEquals(false, anew.call(Losing.class, Duration.ofSeconds(1)));
    }

    /** The event is cleared, but the wake-up does not come in time: does one that waits to take the inverse get it? */
    static final class Cleared implements Callable<Boolean> {
        @Override
        public Boolean call() throws Exception {
            Event event = new Event();
            Event inverse = event.inverse();
            event.set();
            Waiter<Boolean> taker = Waiter.start(() -> inverse.awaitAndClear(Duration.ofMillis(300))).parked();
            HeldUp.afterClear(event);
            return taker.result();
        }
    }

    /** When its time runs out it looks once more. */
    @Test
    void lastLook() throws Exception {
        assertTrue(new Cleared().call());
    }

    /** Control: otherwise it doesn't. */
    @Tag("control")
    @Test
    void withoutItItMisses() throws Exception {
        Mutant hasty = Mutant.at("T4", "if (ThreadWait.hasPassed(deadline)) { return false; } $");
        assertEquals(false, hasty.call(Cleared.class));
    }

    /** In a dump, and in its toString, it has the identity of the event. */
    @Test
    void identity() throws Exception {
        Waiter<Boolean> waiter = Waiter.start(() -> inverse.await(Waiter.LONG)).parked();
        assertSame(event, LockSupport.getBlocker(waiter.thread));
        String hash = Integer.toHexString(System.identityHashCode(event));
        assertTrue(inverse.toString().endsWith("@" + hash + "[Clear, queue length = 1]"), inverse.toString());
        assertTrue(event.toString().endsWith("@" + hash + "[Set]"), event.toString());
        event.clear();
        assertTrue(waiter.result());
    }

    /** It is as good a flag as the event, in races too. */
    @Test
    void races() throws Exception {
        int[] wins = new int[2];
        for (int i = 0; i < 20; i++) {
            int ran = Race.run(10_000,
                    round -> wins[0] += inverse.set() ? 1 : 0, round -> wins[1] += event.set() ? 1 : 0);
            assertTrue(ran > 0);
        }
        assertTrue(Math.abs(wins[0] - wins[1]) <= 1, "each set() of one follows one of the other");
    }
}
