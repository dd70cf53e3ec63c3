// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.waits;

import static io.github.wakegate.jcstress.Waiting.LONG;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
import io.github.wakegate.jcstress.Parked;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Pulses of one or of several events release threads parked for any or all of them, and complete a future. */
public class OtherForms {

    /** A second event, on the right, and a plain field for it. */
    abstract static class TwoEvents extends Guarded.Clear {
        final Event right = new Event();
        int beforeRight;

        final Parked parkedForAny() {
            return new Parked(() -> Event.awaitAny(event, right) == event ? data : beforeRight);
        }

        final void pulseRight() {
            beforeRight = 1;
            right.set();
            right.clear();
        }
    }

    /** The pulses are of two events: the thread is told one of them, and saw what was written before that one. */
    @JCStressTest
    @JCStressMeta(Pulses.Table.class)
    @State
    public static class AnyOfTwoPulses extends TwoEvents {
        private final Parked waiter = parkedForAny();

        @Actor
        public void left() {
            writeSetAndClear();
        }

        @Actor
        public void right() {
            pulseRight();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    /** Another waits for one of the two events only (second number): it is released all the same. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both released, and saw what was written before.")
    @Outcome(expect = FORBIDDEN, desc = "Stranded, or released without the write.")
    @State
    public static class AnyBesideAnother extends TwoEvents {
        private final Parked other = new Parked(event::await, () -> data);
        private final Parked waiter = parkedForAny();

        @Actor
        public void left() {
            writeSetAndClear();
        }

        @Actor
        public void right() {
            pulseRight();
        }

        @Arbiter
        public void arbiter(II_Result r) {
            r.r1 = waiter.end();
            r.r2 = end(other);
        }
    }

    @JCStressTest
    @JCStressMeta(Pulses.Table.class)
    @State
    public static class AllOfTwoPulses extends TwoEvents {
        private final Parked waiter = new Parked(() -> Event.awaitAll(LONG, event, right) ? data & beforeRight : 0);

        @Actor
        public void left() {
            writeSetAndClear();
        }

        @Actor
        public void right() {
            pulseRight();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
            right.set();
        }
    }

    @JCStressTest
    @State
    public static class FutureOfAPulse extends Pulses.Table {
        private final CompletableFuture<Integer> future = event.whenSet().thenApply(unused -> data);

        @Actor
        public void pulse() {
            writeSetAndClear();
        }

        @Actor
        public void clearer() {
            event.clear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = future.completeOnTimeout(Parked.STRANDED, 10, TimeUnit.SECONDS).join();
            event.set();
        }
    }

    /** A future is cancelled or completed, and a thread that waits beside it (second answer) is released. */
    @JCStressTest
    @Outcome(id = {"true, 1", "false, 1"}, expect = ACCEPTABLE, desc = "Cancelled or not, the other was released.")
    @Outcome(expect = FORBIDDEN, desc = "The other is stranded, or was released without the write.")
    @State
    public static class CancelledFuture extends Guarded.Clear {
        private final Parked other = new Parked(event::await, () -> data);
        private final CompletableFuture<Void> future = event.whenSet();

        @Actor
        public void pulse() {
            writeSetAndClear();
        }

        @Actor
        public void canceller(ZI_Result r) {
            r.r1 = future.cancel(false);
        }

        @Arbiter
        public void arbiter(ZI_Result r) {
            r.r2 = end(other);
        }
    }
}
