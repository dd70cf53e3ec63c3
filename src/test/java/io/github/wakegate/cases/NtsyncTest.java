// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Waiter;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the tests of Linux' ntsync driver try (selftests/drivers/ntsync/ntsync.c), for manual-reset events. */
class NtsyncTest {
    private final Event first = new Event();
    private final Event second = new Event();

    /** Each change tells the state before it. */
    @Test
    void states() {
        assertTrue(first.set());
        assertFalse(first.set());
        assertTrue(first.clear());
        assertFalse(first.clear());
        assertTrue(first.pulse());
        assertFalse(first.isSet());
        first.set();
        assertFalse(first.pulse());
        assertFalse(first.isSet());
    }

    /** A wait leaves a manual-reset event set, and one that takes an auto-reset event clears it. */
    @Test
    void manualAndAuto() throws Exception {
        first.set();
        assertTrue(first.await(Duration.ZERO));
        assertTrue(first.await(Duration.ZERO));
        assertTrue(first.awaitAndClear(Duration.ZERO));
        assertFalse(first.awaitAndClear(Duration.ZERO));
    }

    /** The same event may be given twice, to any and to all. */
    @Test
    void sameEventTwice() throws Exception {
        Waiter<Event> any = Waiter.start(() -> Event.awaitAny(first, second, first)).parked();
        Waiter<Boolean> all = Waiter.start(() -> Event.awaitAll(Waiter.LONG, first, second, first)).parked();
        first.pulse();
        assertSame(first, any.result());
        second.pulse();
        assertTrue(all.result());
    }

    /** If several are set, the lowest index wins. */
    @Test
    void lowestIndexWins() throws Exception {
        second.set();
        assertSame(second, Event.awaitAny(first, second));
        first.set();
        assertSame(first, Event.awaitAny(first, second));
        assertSame(second, Event.awaitAny(second, first));
    }

    /** A wait for any that is over takes no other event with it. */
    @Test
    void takesNothingElse() throws Exception {
        first.set();
        second.set();
        Event.awaitAny(first, second);
        assertTrue(second.isSet());
        assertTrue(first.isSet());
    }

    /** Unlike there, a wait for all does not ask for one moment at which all are set. */
    @Test
    void allOneAfterTheOther() throws Exception {
        Waiter<Boolean> all = Waiter.start(() -> Event.awaitAll(Waiter.LONG, first, second)).parked();
        first.pulse();
        assertFalse(first.isSet());
        second.set();
        assertTrue(all.result());
        assertNull(Event.awaitAny(Duration.ZERO, first));
    }

    /** A thread is released even if nobody but a view refers to its event any more. */
    @Test
    void droppedWhileWaiting() throws Exception {
        Event[] dropped = {new Event()};
        Event inverse = dropped[0].inverse();
        WeakReference<Event> reference = new WeakReference<>(dropped[0]);
        Waiter<Boolean> waiter = Waiter.start(() -> {
            Event event = dropped[0];
            dropped[0] = null;
            return event.await(Waiter.LONG);
        }).parked();
        System.gc();
        assertEquals(1, reference.get().getQueueLength());
        inverse.clear();
        assertTrue(waiter.result());
    }
}
