// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.await;
import static io.github.wakegate.jcstress.Waiting.awaitInTime;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Parked;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Several setters, several waiters, several events, several rounds. */
public class ManyThreads {

    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both waiters saw what was written before set().")
    @Outcome(expect = FORBIDDEN, desc = "A waiter was released without the write, or not at all.")
    public static class BothSee {
    }

    @JCStressTest
    @JCStressMeta(BothSee.class)
    @State
    public static class TwoWaiters {
        private final Event event = new Event();
        private int data;
        private final Parked first = new Parked(() -> {
            event.await();
            return data;
        });

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void second(II_Result r) {
            await(event);
            r.r2 = data;
        }

        @Arbiter
        public void arbiter(II_Result r) {
            r.r1 = first.end();
        }
    }

    @JCStressTest
    @JCStressMeta(BothSee.class)
    @State
    public static class TwoWaitersWide {
        private final Event event = new Event();
        private int data;

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void first(II_Result r) {
            await(event);
            r.r1 = data;
        }

        @Actor
        public void second(II_Result r) {
            awaitInTime(event);
            r.r2 = data;
        }
    }

    @Outcome(id = {"1", "2", "3"}, expect = ACCEPTABLE, desc = "Saw what at least one of the setters wrote.")
    @Outcome(expect = FORBIDDEN, desc = "Released without the write of either, or not at all.")
    public static class SeesASetter {
    }

    @JCStressTest
    @JCStressMeta(SeesASetter.class)
    @State
    public static class TwoSetters {
        private final Event event = new Event();
        private int one;
        private int other;
        private final Parked waiter = new Parked(() -> {
            event.await();
            return one + other;
        });

        @Actor
        public void one() {
            one = 1;
            event.set();
        }

        @Actor
        public void other() {
            other = 2;
            event.set();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = waiter.end();
        }
    }

    @JCStressTest
    @JCStressMeta(SeesASetter.class)
    @State
    public static class TwoSettersWide {
        private final Event event = new Event();
        private int one;
        private int other;

        @Actor
        public void one() {
            one = 1;
            event.set();
        }

        @Actor
        public void other() {
            other = 2;
            event.set();
        }

        @Actor
        public void waiter(I_Result r) {
            await(event);
            r.r1 = one + other;
        }
    }

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Saw what the first thread wrote, told by the second.")
    @Outcome(expect = FORBIDDEN, desc = "Released by the second thread without what the first wrote, or not at all.")
    public static class SeesThroughAChain {
    }

    @JCStressTest
    @JCStressMeta(SeesThroughAChain.class)
    @State
    public static class ChainOfTwoEvents {
        private final Event first = new Event();
        private final Event second = new Event();
        private int data;
        private final Parked last = new Parked(() -> {
            second.await();
            return data;
        });

        @Actor
        public void writer() {
            data = 1;
            first.set();
        }

        @Actor
        public void link() {
            await(first);
            second.set();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = last.end();
        }
    }

    @JCStressTest
    @JCStressMeta(SeesThroughAChain.class)
    @State
    public static class ChainOfTwoEventsWide {
        private final Event first = new Event();
        private final Event second = new Event();
        private int data;

        @Actor
        public void writer() {
            data = 1;
            first.set();
        }

        @Actor
        public void link() {
            await(first);
            second.set();
        }

        @Actor
        public void last(I_Result r) {
            await(second);
            r.r1 = data;
        }
    }

    /** Two threads hand a plain field to and fro over two events that are cleared and used again. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Each round saw what was written for it.")
    @Outcome(expect = FORBIDDEN, desc = "A round saw something else.")
    @State
    public static class TwoRounds {
        private final Event full = new Event();
        private final Event empty = new Event();
        private int data;

        @Actor
        public void writer() {
            data = 1;
            full.set();
            await(empty);
            data = 2;
            full.set();
        }

        @Actor
        public void reader(II_Result r) {
            await(full);
            r.r1 = data;
            full.clear();
            empty.set();
            awaitInTime(full);
            r.r2 = data;
        }
    }
}
