// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.waits;

import static io.github.wakegate.jcstress.Waiting.LONG;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
import io.github.wakegate.jcstress.Parked;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** A parked thread is released by pulse(), whatever races with it, and sees what was written before. */
public class PulsesInOneStep {

    @JCStressTest
    @State
    public static class AgainstClear extends Pulses.Table {
        private final Parked waiter = new Parked(event::await, () -> data);

        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void clearer() {
            event.clear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    /** The racing thread has written the same. */
    @JCStressTest
    @State
    public static class AgainstSet extends Pulses.Table {
        private final Parked waiter = new Parked(event::awaitUninterruptibly, () -> data | other);

        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void setter() {
            other = 1;
            event.set();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    @JCStressTest
    @State
    public static class AgainstPulse extends Pulses.Table {
        private final Parked waiter = new Parked(() -> event.await(LONG), () -> data | other);

        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void otherPulse() {
            other = 1;
            event.pulse();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    /** The racing thread joins, and leaves again. */
    @JCStressTest
    @State
    public static class AgainstTimeout extends Pulses.Table {
        private final Parked waiter = new Parked(event::await, () -> data);

        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void newcomer() {
            event.awaitUninterruptibly(Duration.ofNanos(1_000));
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    /** Two threads and a future wait, beside a thread that would take the event and that no pulse lets through. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "All released; the taker was not, until the event was set.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "All released, the taker as well.")
    @Outcome(expect = FORBIDDEN, desc = "A waiter or the taker is stranded, or was released without the write.")
    @State
    public static class OfAllForms extends Guarded.Clear {
        private final Event never = new Event();
        private final Parked first = new Parked(event::await, () -> data);
        private final Parked second = new Parked(() -> Event.awaitAny(never, event) == event ? data : 0);
        private final Parked taker = new Parked(event::awaitAndClear, () -> data);
        private final CompletableFuture<Integer> future = event.whenSet().thenApply(unused -> data);

        @Actor
        public void pulse() {
            writeAndPulse();
        }

        @Actor
        public void clearer() {
            event.clear();
        }

        @Arbiter
        public void arbiter(II_Result r) {
            int futures = future.completeOnTimeout(Parked.STRANDED, 10, TimeUnit.SECONDS).join();
            r.r1 = Math.min(futures, Math.min(first.end(), second.end()));
            event.set();
            int taken = taker.end();
            r.r2 = taken == 1 && event.isSet() ? 0 : taken;
        }
    }
}
