// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.Inside;
import io.github.wakegate.support.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the tests of Eigen's event count and of taskflow's notifiers try (unsupported/test/cxx11_eventcount.cpp,
 * unittests/test_notifiers.cpp): no notification is missed, whatever the epoch.
 */
class EventCountTest {
    private static final int ITEMS = 1_000;

    /** A notification before the ticket does not count, one after it does, and one is enough for many tickets. */
    @Test
    void basic() throws Exception {
        Event event = new Event();
        event.pulse();
        Event ticket = event.next();
        Event other = event.next();
        assertFalse(ticket.isSet());
        event.pulse();
        ticket.await();
        other.await();
        assertFalse(event.next().isSet());
    }

    /** Producers and consumers of a bounded queue that wait for room and for items: nobody stays behind. */
    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 501})
    void boundedQueue(long epoch) throws Exception {
        Event changed = Inside.eventAt(epoch);
        AtomicInteger filled = new AtomicInteger();
        List<Waiter<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            threads.add(Waiter.start(() -> move(changed, filled, 1)));
            threads.add(Waiter.start(() -> move(changed, filled, -1)));
        }
        Waiter.assertAllTrue(threads);
        assertEquals(0, filled.get());
    }

    /** Moves so many items in or out, of which ten have room. */
    private static boolean move(Event changed, AtomicInteger filled, int direction) throws InterruptedException {
        for (int i = 0; i < ITEMS;) {
            Event next = changed.next();
            int count = filled.get();
            if (count + direction < 0 || count + direction > 10) {
                if (!next.await(Waiter.PATIENCE)) {
                    return false;
                }
            } else if (filled.compareAndSet(count, count + direction)) {
                changed.pulse();
                i++;
            }
        }
        return true;
    }

    /** A waiter of the last epochs is released by the pulse that begins them anew. */
    @Test
    void pastTheLastEpoch() throws Exception {
        Event event = Inside.eventAt(Long.MAX_VALUE - 5);
        for (int i = 0; i < 6; i++) {
            Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            event.pulse();
            assertTrue(waiter.result());
        }
    }
}
