// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.await;
import static io.github.wakegate.jcstress.Waiting.awaitInTime;
import static io.github.wakegate.jcstress.Waiting.uninterrupted;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
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
    abstract static class Table extends Guarded.Clear {
        final Event ticket = event.next();
    }

    @JCStressTest
    @State
    public static class SetToIsSet extends Table {
        @Actor
        public void setter() {
            writeAndSet();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = ticket.isSet() ? data : -1;
        }
    }

    @JCStressTest
    @State
    public static class PulseToIsSet extends Table {
        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = ticket.isSet() ? data : -1;
        }
    }

    @JCStressTest
    @State
    public static class PulseToAwait extends Table {
        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void waiter(I_Result r) {
            await(ticket);
            r.r1 = data;
        }
    }

    @JCStressTest
    @State
    public static class PulseToTimedAwait extends Table {
        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void waiter(I_Result r) {
            awaitInTime(ticket);
            r.r1 = data;
        }
    }

    @JCStressTest
    @State
    public static class PulseToAwaitAny extends Table {
        private final Event never = new Event();

        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = uninterrupted(() -> Event.awaitAny(never, ticket)) == ticket ? data : 0;
        }
    }

    @JCStressTest
    @State
    public static class PulseToAFuture extends Table {
        @Actor
        public void pulse() {
            writeAndPulse();
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
    public static class ClearToTicketOfTheInverse extends Guarded.Set {
        private final Event ticket = event.inverse().next();

        @Actor
        public void clearer() {
            writeAndClear();
        }

        @Actor
        public void waiter(I_Result r) {
            awaitInTime(ticket);
            r.r1 = data;
        }
    }
}
