// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.LONG;
import static io.github.wakegate.jcstress.Waiting.await;
import static io.github.wakegate.jcstress.Waiting.uninterrupted;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
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
    abstract static class Table extends Guarded.Set {
    }

    /** The event is set, so that the pulse clears it: from the answer the reader knows that it came later. */
    @JCStressTest
    @State
    public static class ToIsSet extends Table {
        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = event.isSet() ? -1 : data;
        }
    }

    @JCStressTest
    @State
    public static class ToFailedAwait extends Table {
        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = await(event, Duration.ZERO) ? -1 : data;
        }
    }

    @JCStressTest
    @State
    public static class ToWinningSet extends Table {
        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void setter(I_Result r) {
            r.r1 = event.set() ? data : -1;
        }
    }

    @JCStressTest
    @State
    public static class ToLosingClear extends Table {
        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void clearer(I_Result r) {
            r.r1 = event.clear() ? -1 : data;
        }
    }

    @JCStressTest
    @State
    public static class ToAnotherPulse extends Table {
        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void other(I_Result r) {
            r.r1 = event.pulse() ? data : -1;
        }
    }

    /** The data is read before the ticket is asked, so that next() alone has to make it visible. */
    @JCStressTest
    @State
    public static class ToNext extends Table {
        @Actor
        public void pulse() {
            writeAndPulse();
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
    abstract static class ToWaiters extends Guarded.Clear {
        volatile boolean released;

        final void writeAndPulseUntilReleased() {
            data = 1;
            do {
                event.pulse();
            } while (!released);
        }
    }

    /** The first pulses may come too early for the waiter, so there are more until it has gone on. */
    @JCStressTest
    @State
    public static class ToAwait extends ToWaiters {
        @Actor
        public void pulses() {
            writeAndPulseUntilReleased();
        }

        @Actor
        public void waiter(I_Result r) {
            await(event);
            r.r1 = data;
            released = true;
        }
    }

    @JCStressTest
    @State
    public static class ToAwaitAny extends ToWaiters {
        private final Event never = new Event();

        @Actor
        public void pulses() {
            writeAndPulseUntilReleased();
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
    public static class ToAFuture extends Guarded.Clear {
        private final CompletableFuture<Void> future = event.whenSet(Runnable::run);

        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = future.isDone() ? data : -1;
        }
    }
}
