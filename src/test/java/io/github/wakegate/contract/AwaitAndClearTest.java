// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.Pretender;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** awaitAndClear: each change to set lets one of those go on that wait in this way. */
class AwaitAndClearTest {
    private final Event event = new Event();

    /** A clear event is waited for, no less than the timeout. */
    @Test
    void timesOut() throws Exception {
        Duration timeout = Duration.ofMillis(20);
        long start = System.nanoTime();
        assertFalse(event.awaitAndClear(timeout));
        assertTrue(System.nanoTime() - start >= timeout.toNanos(), "early");
        assertFalse(event.awaitAndClear(Duration.ZERO));
        assertEquals(0, event.getQueueLength());
    }

    /** Who is woken but loses to another that clears goes on waiting until its time has run out, and no longer. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void timesOutAfterLosing(Kind kind) throws Exception {
        boolean lost;
        do {
            Waiter<Boolean> waiter = Waiter.start(kind, () -> event.awaitAndClear(Duration.ofMillis(100))).parked();
            event.set();
            lost = event.clear();
            assertEquals(!lost, waiter.result());
        } while (!lost);
    }

    /** Each set() lets exactly one go on, and those that wait in another way all the same. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void oneForEachSet(Kind kind) throws Exception {
        List<Waiter<Boolean>> consumers = new ArrayList<>();
        consumers.addAll(Waiter.parked(5, kind, () -> event.awaitAndClear(Waiter.LONG)));
        consumers.addAll(Waiter.parked(5, kind, () -> {
            event.awaitAndClear();
            return true;
        }));
        for (int left = consumers.size() - 1; left >= 0; left--) {
            List<Waiter<Boolean>> others = Waiter.parked(5, kind, () -> event.await(Waiter.LONG));
            assertTrue(event.set());
            Waiter.assertAllTrue(others);
            int waitAgain = left;
            Waiter.until(() -> !event.isSet() && event.getQueueLength() == waitAgain
                    && consumers.stream().filter(waiter -> !waiter.isDone()).count() == waitAgain);
        }
        Waiter.assertAllTrue(consumers);
    }

    private interface Pass {
        void take() throws InterruptedException;
    }

    /** 20 threads pass the event around 10 000 times in all: nobody else is in when one is. */
    @Test
    void guards() throws Exception {
        assertEquals(0, overlaps(event::awaitAndClear));
        assertTrue(event.isSet());
    }

    /** Control: a thread that awaits and then clears, without asking whether it did, is not alone. */
    @Tag("control")
    @Test
    void awaitThenClearDoesNotGuard() throws Exception {
        int overlaps = 0;
        while (overlaps == 0) {
            overlaps = overlaps(() -> {
                event.await();
                event.clear();
            });
        }
        assertTrue(overlaps > 0);
    }

    private int guarded;

    /** How often one found another inside, plus the updates of a plain field that were lost. */
    private int overlaps(Pass pass) throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        guarded = 0;
        event.clear();
        List<Waiter<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            threads.add(Waiter.start(() -> {
                for (int round = 0; round < 500; round++) {
                    pass.take();
                    if (inside.getAndIncrement() > 0) {
                        overlaps.getAndIncrement();
                    }
                    guarded++;
                    inside.getAndDecrement();
                    event.set();
                }
                return null;
            }));
        }
        event.set();
        for (Waiter<Void> thread : threads) {
            thread.result();
        }
        return overlaps.get() + 10_000 - guarded;
    }

    /** A thread takes an event for whose inverse another waits that can't be woken: what does it get? */
    static final class BesideOneThatFails implements Callable<Boolean> {
        @Override
        public Boolean call() throws Exception {
            Event event = new Event(true);
            new Pretender(event.inverse(), () -> {
                throw new IllegalStateException("can't be woken");
            });
            return event.awaitAndClear(Duration.ZERO) && !event.isSet();
        }
    }

    /** The event. */
    @Test
    void takesBesideOneThatFails() throws Exception {
        assertTrue(new BesideOneThatFails().call());
    }

    /** Control: not its failure. */
    @Tag("control")
    @Test
    void notItsFailure() throws Exception {
        Mutant telling = Mutant.at("T6",
                "if (event.core.releaseAll(0, event.flip()) != null) { throw new IllegalStateException(); }");
        assertThrows(IllegalStateException.class, () -> telling.call(BesideOneThatFails.class));
    }
}
