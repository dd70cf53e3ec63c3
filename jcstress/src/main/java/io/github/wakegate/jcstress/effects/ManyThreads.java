// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.await;
import static io.github.wakegate.jcstress.Waiting.awaitInTime;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
import io.github.wakegate.jcstress.Parked;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Several setters, several waiters, several events, several rounds. */
public class ManyThreads {

    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both waiters saw what was written before set().")
    @Outcome(expect = FORBIDDEN, desc = "A waiter was released without the write, or not at all.")
    abstract static class BothSee extends Guarded.Clear {
    }

    @JCStressTest
    @State
    public static class TwoWaiters extends BothSee {
        private final Parked first = new Parked(event::await, () -> data);

        @Actor
        public void setter() {
            writeAndSet();
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
    @State
    public static class TwoWaitersWide extends BothSee {
        @Actor
        public void setter() {
            writeAndSet();
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
    abstract static class SeesASetter extends Guarded.Clear {
        int more;
    }

    @JCStressTest
    @State
    public static class TwoSetters extends SeesASetter {
        private final Parked waiter = new Parked(() -> {
            event.await();
            return data + more;
        });

        @Actor
        public void one() {
            writeAndSet();
        }

        @Actor
        public void other() {
            more = 2;
            event.set();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = waiter.end();
        }
    }

    @JCStressTest
    @State
    public static class TwoSettersWide extends SeesASetter {
        @Actor
        public void one() {
            writeAndSet();
        }

        @Actor
        public void other() {
            more = 2;
            event.set();
        }

        @Actor
        public void waiter(I_Result r) {
            await(event);
            r.r1 = data + more;
        }
    }

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Saw what the first thread wrote, told by the second.")
    @Outcome(expect = FORBIDDEN, desc = "Released by the second thread without what the first wrote, or not at all.")
    abstract static class SeesThroughAChain extends Guarded.Clear {
        final Event second = new Event();
    }

    @JCStressTest
    @State
    public static class ChainOfTwoEvents extends SeesThroughAChain {
        private final Parked last = new Parked(second::await, () -> data);

        @Actor
        public void writer() {
            writeAndSet();
        }

        @Actor
        public void link() {
            await(event);
            second.set();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = last.end();
        }
    }

    @JCStressTest
    @State
    public static class ChainOfTwoEventsWide extends SeesThroughAChain {
        @Actor
        public void writer() {
            writeAndSet();
        }

        @Actor
        public void link() {
            await(event);
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
    public static class TwoRounds extends Guarded.Clear {
        private final Event empty = new Event();

        @Actor
        public void writer() {
            writeAndSet();
            await(empty);
            data = 2;
            event.set();
        }

        @Actor
        public void reader(II_Result r) {
            await(event);
            r.r1 = data;
            event.clear();
            empty.set();
            awaitInTime(event);
            r.r2 = data;
        }
    }
}
