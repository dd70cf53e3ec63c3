// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.await;
import static io.github.wakegate.jcstress.Waiting.awaitInTime;
import static io.github.wakegate.jcstress.Waiting.uninterrupted;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a thread wrote before set() or pulse() is visible to every thread that finds a ticket set by it. */
public class TicketPublishes {

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Saw what was written before the ticket was set.")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Looked before the ticket was set, and did not wait.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The ticket is set, but the write is missing.")
    public static class Table {
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class SetToIsSet {
        private final Event event = new Event();
        private final Event ticket = event.next();
        private int data;

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = ticket.isSet() ? data : -1;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class PulseToIsSet {
        private final Event event = new Event();
        private final Event ticket = event.next();
        private int data;

        @Actor
        public void pulse() {
            data = 1;
            event.pulse();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = ticket.isSet() ? data : -1;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class PulseToAwait {
        private final Event event = new Event();
        private final Event ticket = event.next();
        private int data;

        @Actor
        public void pulse() {
            data = 1;
            event.pulse();
        }

        @Actor
        public void waiter(I_Result r) {
            await(ticket);
            r.r1 = data;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class PulseToTimedAwait {
        private final Event event = new Event();
        private final Event ticket = event.next();
        private int data;

        @Actor
        public void pulse() {
            data = 1;
            event.pulse();
        }

        @Actor
        public void waiter(I_Result r) {
            awaitInTime(ticket);
            r.r1 = data;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class PulseToAwaitAny {
        private final Event never = new Event();
        private final Event event = new Event();
        private final Event ticket = event.next();
        private int data;

        @Actor
        public void pulse() {
            data = 1;
            event.pulse();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = uninterrupted(() -> Event.awaitAny(never, ticket)) == ticket ? data : 0;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class PulseToAFuture {
        private final Event event = new Event();
        private final Event ticket = event.next();
        private int data;

        @Actor
        public void pulse() {
            data = 1;
            event.pulse();
        }

        @Actor
        public void waiter(I_Result r) {
            ticket.whenSet().join();
            r.r1 = data;
        }
    }

    /** A ticket of the inverse is set by clear(). */
    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ClearToTicketOfTheInverse {
        private final Event event = new Event(true);
        private final Event ticket = event.inverse().next();
        private int data;

        @Actor
        public void clearer() {
            data = 1;
            event.clear();
        }

        @Actor
        public void waiter(I_Result r) {
            awaitInTime(ticket);
            r.r1 = data;
        }
    }
}
