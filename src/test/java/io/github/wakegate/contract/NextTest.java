// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Inside;
import io.github.wakegate.Event;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** next: a ticket that the next set() or pulse() sets, for good. (Its race is in src/it/blocking-queue.) */
class NextTest {
    private final Event event = new Event();

    /** It is set by the next set() or pulse(), and stays set. */
    @Test
    void setByTheNextChange() throws Exception {
        Event bySet = event.next();
        assertFalse(bySet.isSet());
        assertFalse(event.clear());
        assertFalse(bySet.isSet());
        event.set();
        assertTrue(bySet.isSet());
        event.clear();
        assertTrue(bySet.await(Duration.ZERO));
        Event byPulse = event.next();
        assertFalse(byPulse.isSet());
        event.pulse();
        assertTrue(byPulse.isSet());
        assertTrue(byPulse.whenSet().isDone());
    }

    /** If the event is set, so is the ticket, and stays it. */
    @Test
    void ofASetEvent() {
        event.set();
        Event ticket = event.next();
        assertTrue(ticket.isSet());
        event.clear();
        assertTrue(ticket.isSet());
    }

    /** A ticket of a ticket is set with it; one of the inverse by the next clear(). */
    @Test
    void ofOtherViews() {
        Event ticket = event.next().next();
        assertFalse(ticket.isSet());
        event.pulse();
        assertTrue(ticket.isSet());
        event.set();
        Event cleared = event.inverse().next();
        assertFalse(cleared.isSet());
        event.clear();
        event.set();
        assertTrue(cleared.isSet());
    }

    /** It can only be waited for. */
    @Test
    void refuses() throws Exception {
        for (boolean set : List.of(false, true)) {
            Event ticket = new Event(set).next();
            for (Executable change : List.<Executable>of(ticket::set, ticket::clear, ticket::pulse, ticket::inverse,
                    ticket::awaitAndClear, () -> ticket.awaitAndClear(Duration.ZERO))) {
                assertThrows(UnsupportedOperationException.class, change);
            }
            assertEquals(set, ticket.isSet());
        }
    }

    /** Until it is waited for it registers nothing; then threads wait for the event. */
    @Test
    void registersNothing() throws Exception {
        Event ticket = event.next();
        assertEquals(0, Inside.count(event));
        Waiter<Boolean> waiter = Waiter.start(() -> ticket.await(Waiter.LONG)).parked();
        assertEquals(1, ticket.getQueueLength());
        assertEquals(1, event.getQueueLength());
        event.pulse();
        assertTrue(waiter.result());
        assertEquals(0, ticket.getQueueLength());
    }

    /** The wrong order, step by step: another consumer clears the event between the change and the await. */
    @Test
    void clearAndLookMisses() throws Exception {
        event.clear();
        // one consumer looks, and finds nothing
        event.set(); // an item comes
        event.clear(); // another consumer is about to look for one
        Waiter<Boolean> first = Waiter.start(() -> event.await(Waiter.LONG)).parked();
        assertFalse(first.isDone(), "waits beside the item");
        event.set();
        assertTrue(first.result());
    }

    /** The right order, with the same steps between. */
    @Test
    void ticketMissesNothing() throws Exception {
        Event next = event.next();
        event.pulse(); // an item comes
        event.next(); // another consumer is about to look for one
        assertTrue(next.await(Duration.ZERO));
    }
}
