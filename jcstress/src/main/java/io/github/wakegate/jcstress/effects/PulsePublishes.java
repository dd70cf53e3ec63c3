// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.LONG;
import static io.github.wakegate.jcstress.Waiting.await;
import static io.github.wakegate.jcstress.Waiting.uninterrupted;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a thread wrote before pulse() is visible to the threads it releases, and to all that look later. */
public class PulsePublishes {

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Saw what was written before pulse().")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Looked before pulse().")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "Looked after pulse(), but without the write.")
    public static class Table {
    }

    /** The event is set, so that the pulse clears it: from the answer the reader knows that it came later. */
    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToIsSet {
        private final Event event = new Event(true);
        private int data;

        @Actor
        public void pulse() {
            data = 1;
            event.pulse();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = event.isSet() ? -1 : data;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToFailedAwait {
        private final Event event = new Event(true);
        private int data;

        @Actor
        public void pulse() {
            data = 1;
            event.pulse();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = await(event, Duration.ZERO) ? -1 : data;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToWinningSet {
        private final Event event = new Event(true);
        private int data;

        @Actor
        public void pulse() {
            data = 1;
            event.pulse();
        }

        @Actor
        public void setter(I_Result r) {
            r.r1 = event.set() ? data : -1;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToLosingClear {
        private final Event event = new Event(true);
        private int data;

        @Actor
        public void pulse() {
            data = 1;
            event.pulse();
        }

        @Actor
        public void clearer(I_Result r) {
            r.r1 = event.clear() ? -1 : data;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToAnotherPulse {
        private final Event event = new Event(true);
        private int data;

        @Actor
        public void pulse() {
            data = 1;
            event.pulse();
        }

        @Actor
        public void other(I_Result r) {
            r.r1 = event.pulse() ? data : -1;
        }
    }

    /** The data is read before the ticket is asked, so that next() alone has to make it visible. */
    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToNext {
        private final Event event = new Event(true);
        private int data;

        @Actor
        public void pulse() {
            data = 1;
            event.pulse();
        }

        @Actor
        public void reader(I_Result r) {
            Event next = event.next();
            int seen = data;
            r.r1 = next.isSet() ? -1 : seen;
        }
    }

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Released, and saw what was written before the first pulse.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "Released without the write.")
    public static class ToWaiters {
    }

    /** The first pulses may come too early for the waiter, so there are more until it has gone on. */
    @JCStressTest
    @JCStressMeta(ToWaiters.class)
    @State
    public static class ToAwait {
        private final Event event = new Event();
        private int data;
        private volatile boolean released;

        @Actor
        public void pulses() {
            data = 1;
            do {
                event.pulse();
            } while (!released);
        }

        @Actor
        public void waiter(I_Result r) {
            await(event);
            r.r1 = data;
            released = true;
        }
    }

    @JCStressTest
    @JCStressMeta(ToWaiters.class)
    @State
    public static class ToAwaitAny {
        private final Event never = new Event();
        private final Event event = new Event();
        private int data;
        private volatile boolean released;

        @Actor
        public void pulses() {
            data = 1;
            do {
                event.pulse();
            } while (!released);
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = uninterrupted(() -> Event.awaitAny(LONG, never, event)) == event ? data : 0;
            released = true;
        }
    }

    /** The pulse of a clear event leaves no trace, but the future that it completes. */
    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToAFuture {
        private final Event event = new Event();
        private final CompletableFuture<Void> future = event.whenSet(Runnable::run);
        private int data;

        @Actor
        public void pulse() {
            data = 1;
            event.pulse();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = future.isDone() ? data : -1;
        }
    }
}
