// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.waits;

import static io.github.wakegate.jcstress.Waiting.LONG;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
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

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Released, and saw what was written before the pulse.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "Released without the write.")
    @Outcome(expect = FORBIDDEN, desc = "Stranded: -7 found so, -8 not looked at because others were.")
    public static class Table {
    }

    /** The pulses are of two events: the thread is told one of them, and saw what was written before that one. */
    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class AnyOfTwoPulses {
        private final Event left = new Event();
        private final Event right = new Event();
        private int beforeLeft;
        private int beforeRight;
        private final Parked waiter = new Parked(() ->
                Event.awaitAny(left, right) == left ? beforeLeft : beforeRight);

        @Actor
        public void left() {
            beforeLeft = 1;
            left.set();
            left.clear();
        }

        @Actor
        public void right() {
            beforeRight = 1;
            right.set();
            right.clear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = waiter.end();
            left.set();
        }
    }

    /** Another waits for one of the two events only (second number): it is released all the same. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both released, and saw what was written before.")
    @Outcome(expect = FORBIDDEN, desc = "Stranded, or released without the write.")
    @State
    public static class AnyBesideAnother {
        private final Event left = new Event();
        private final Event right = new Event();
        private int beforeLeft;
        private int beforeRight;
        private final Parked other = new Parked(() -> {
            left.await();
            return beforeLeft;
        });
        private final Parked waiter = new Parked(() ->
                Event.awaitAny(left, right) == left ? beforeLeft : beforeRight);

        @Actor
        public void left() {
            beforeLeft = 1;
            left.set();
            left.clear();
        }

        @Actor
        public void right() {
            beforeRight = 1;
            right.set();
            right.clear();
        }

        @Arbiter
        public void arbiter(II_Result r) {
            r.r1 = waiter.end();
            r.r2 = other.end();
            left.set();
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class AllOfTwoPulses {
        private final Event left = new Event();
        private final Event right = new Event();
        private int beforeLeft;
        private int beforeRight;
        private final Parked waiter = new Parked(() ->
                Event.awaitAll(LONG, left, right) ? beforeLeft & beforeRight : 0);

        @Actor
        public void left() {
            beforeLeft = 1;
            left.set();
            left.clear();
        }

        @Actor
        public void right() {
            beforeRight = 1;
            right.set();
            right.clear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = waiter.end();
            left.set();
            right.set();
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class FutureOfAPulse {
        private final Event event = new Event();
        private int data;
        private final CompletableFuture<Integer> future = event.whenSet().thenApply(unused -> data);

        @Actor
        public void pulse() {
            data = 1;
            event.set();
            event.clear();
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
    public static class CancelledFuture {
        private final Event event = new Event();
        private int data;
        private final Parked other = new Parked(() -> {
            event.await();
            return data;
        });
        private final CompletableFuture<Void> future = event.whenSet();

        @Actor
        public void pulse() {
            data = 1;
            event.set();
            event.clear();
        }

        @Actor
        public void canceller(ZI_Result r) {
            r.r1 = future.cancel(false);
        }

        @Arbiter
        public void arbiter(ZI_Result r) {
            r.r2 = other.end();
            event.set();
        }
    }
}
