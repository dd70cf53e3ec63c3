// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.transitions;

import static io.github.wakegate.jcstress.Waiting.uninterrupted;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
import io.github.wakegate.jcstress.Parked;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.ZIZ_Result;

/** Threads queue to take an event: each set() lets one through, and none is lost with a thread that gives up. */
public class Takers {

    @Outcome(id = "2, false", expect = ACCEPTABLE, desc = "Each was let through by a set() of its own.")
    @Outcome(id = "2, true", expect = FORBIDDEN, desc = "Both went on after the same set().")
    @Outcome(expect = FORBIDDEN, desc = "A taker is stranded, although the event is or was set for it.")
    abstract static class Table extends Takings {
        Table() {
            super(new Event());
        }
    }

    /** One set() at first, and the second only when the event can be set again, because one has taken it. */
    @JCStressTest
    @State
    public static class OneSet extends Table {
        @Actor
        public void setter() {
            set();
        }

        @Actor
        public void reader() {
            event.isSet();
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            judge(r);
        }
    }

    /** The second set() may come while the first is being taken. */
    @JCStressTest
    @State
    public static class TwoSets extends Table {
        @Actor
        public void setter() {
            set();
        }

        @Actor
        public void otherSetter() {
            set();
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            judge(r);
        }
    }

    /** clear() may be first. */
    @JCStressTest
    @State
    public static class AgainstClear extends Table {
        @Actor
        public void setter() {
            set();
        }

        @Actor
        public void clearer() {
            takenByAnActor(event.clear());
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            judge(r);
        }
    }

    /** pulse() takes what was set, and gives nothing. */
    @JCStressTest
    @State
    public static class AgainstPulse extends Table {
        @Actor
        public void setter() {
            set();
        }

        @Actor
        public void pulse() {
            takenByAnActor(!event.pulse());
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            judge(r);
        }
    }

    /** A newcomer may overtake the queue, or give up at the end of it at the moment of set(). */
    @JCStressTest
    @State
    public static class AgainstTimeout extends Table {
        @Actor
        public void setter() {
            set();
        }

        @Actor
        public void newcomer() {
            takenByAnActor(uninterrupted(() -> event.awaitAndClear(Duration.ofNanos(15_000))));
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            judge(r);
        }
    }

    /**
     * The first in the queue runs out of time at about the moment of set(). If it has not taken the event, the one
     * behind it does; otherwise that one needs a set() of its own.
     */
    @JCStressTest
    @Outcome(id = {"true, 1, false", "false, 1, false"}, expect = ACCEPTABLE, desc = "The other took what was left.")
    @Outcome(id = {"true, 1, true", "false, 1, true"}, expect = FORBIDDEN, desc = "Both went on after the same set().")
    @Outcome(expect = FORBIDDEN, desc = "The other is stranded: what was set is lost with the first.")
    @State
    public static class TimeoutOfTheFirst {
        private final Event event = new Event();
        private volatile boolean left;
        private Parked other;

        @Actor
        public void setter() {
            while (event.getQueueLength() == 0 && !left) {
                Thread.onSpinWait();
            }
            other = Takings.taker(event);
            event.set();
        }

        @Actor
        public void first(ZIZ_Result r) {
            r.r1 = uninterrupted(() -> event.awaitAndClear(Duration.ofNanos(200_000)));
            left = true;
        }

        @Arbiter
        public void arbiter(ZIZ_Result r) {
            if (r.r1) {
                event.set();
            }
            r.r2 = other.end();
            r.r3 = event.isSet();
        }
    }

    /** The first in the queue is interrupted (1 if it took the event all the same, 2 if it threw): as above. */
    @JCStressTest
    @Outcome(id = {"1, 1, false", "2, 1, false"}, expect = ACCEPTABLE, desc = "The other took what was left.")
    @Outcome(id = {"1, 1, true", "2, 1, true"}, expect = FORBIDDEN, desc = "Both went on after the same set().")
    @Outcome(expect = FORBIDDEN, desc = "A taker is stranded: what was set is lost with the first.")
    @State
    public static class InterruptOfTheFirst {
        private final Event event = new Event();
        private final Parked first = new Parked(() -> {
            try {
                event.awaitAndClear();
                return 1;
            } catch (InterruptedException e) {
                return 2;
            }
        });
        private final Parked other = Takings.taker(event);

        @Actor
        public void setter() {
            event.set();
        }

        @Actor
        public void interrupter() {
            first.interrupt();
        }

        @Arbiter
        public void arbiter(IIZ_Result r) {
            r.r1 = first.end();
            if (r.r1 == 1) {
                event.set();
            }
            r.r2 = other.end();
            r.r3 = event.isSet();
        }
    }

    /** set() releases a plain waiter in any case, and lets a taker through unless clear() was faster. */
    @JCStressTest
    @Outcome(id = {"1, 1, true", "1, 1, false"}, expect = ACCEPTABLE, desc = "Both released; clear() won or not.")
    @Outcome(expect = FORBIDDEN, desc = "One of them is stranded.")
    @State
    public static class BesideAWaiter extends Guarded.Clear {
        private final Parked taker = Takings.taker(event);
        private final Parked waiter = new Parked(event::await, () -> 1);

        @Actor
        public void setter() {
            event.set();
        }

        @Actor
        public void clearer(IIZ_Result r) {
            r.r3 = event.clear();
        }

        @Arbiter
        public void arbiter(IIZ_Result r) {
            r.r1 = waiter.end();
            if (r.r3) {
                event.set();
            }
            r.r2 = taker.end();
        }
    }
}
