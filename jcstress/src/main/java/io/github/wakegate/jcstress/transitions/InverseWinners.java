// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.transitions;

import static io.github.wakegate.jcstress.Waiting.uninterrupted;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** An event and its inverse are one: of the calls on both exactly one wins each transition. */
public class InverseWinners {

    @Outcome(id = {"true, false, true", "false, true, true"}, expect = ACCEPTABLE, desc = "One of them set the event.")
    @Outcome(expect = FORBIDDEN, desc = "Not exactly one winner, or not set in the end.")
    abstract static class OneSets extends Guarded.Clear {
    }

    @JCStressTest
    @State
    public static class AwaitAndClearAgainstSet extends OneSets {
        private final Event inverse = event.inverse();

        @Actor
        public void taker(ZZZ_Result r) {
            r.r1 = uninterrupted(() -> inverse.awaitAndClear(Duration.ZERO));
        }

        @Actor
        public void setter(ZZZ_Result r) {
            r.r2 = event.set();
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    @JCStressTest
    @State
    public static class AwaitAndClearTwice extends OneSets {
        @Actor
        public void one(ZZZ_Result r) {
            r.r1 = uninterrupted(() -> event.inverse().awaitAndClear(Duration.ZERO));
        }

        @Actor
        public void other(ZZZ_Result r) {
            r.r2 = uninterrupted(() -> event.inverse().awaitAndClear(Duration.ZERO));
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    @JCStressTest
    @State
    public static class ClearAgainstSet extends OneSets {
        private final Event inverse = event.inverse();

        @Actor
        public void clearer(ZZZ_Result r) {
            r.r1 = inverse.clear();
        }

        @Actor
        public void setter(ZZZ_Result r) {
            r.r2 = event.set();
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    /** The event is set, so the taker has to wait for clear(): with no time to wait it may come too early. */
    @JCStressTest
    @Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "clear(), then taken: set again.")
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "Not yet clear, then clear().")
    @Outcome(expect = FORBIDDEN, desc = "No sequence explains this.")
    @State
    public static class AwaitAndClearAgainstClear extends Guarded.Set {
        private final Event inverse = event.inverse();

        @Actor
        public void taker(ZZZ_Result r) {
            r.r1 = uninterrupted(() -> inverse.awaitAndClear(Duration.ZERO));
        }

        @Actor
        public void clearer(ZZZ_Result r) {
            r.r2 = event.clear();
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    /** One takes the event, which sets the inverse, and the other takes the inverse: to and fro, never both at once. */
    @JCStressTest
    @Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "The event was taken, then the inverse.")
    @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "The inverse was not set yet.")
    @Outcome(expect = FORBIDDEN, desc = "No sequence explains this.")
    @State
    public static class BothTaken extends Guarded.Set {
        private final Event inverse = event.inverse();

        @Actor
        public void one(ZZZ_Result r) {
            r.r1 = uninterrupted(() -> event.awaitAndClear(Duration.ZERO));
        }

        @Actor
        public void other(ZZZ_Result r) {
            r.r2 = uninterrupted(() -> inverse.awaitAndClear(Duration.ZERO));
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    /** After every pair of changes the two views still contradict each other. */
    @JCStressTest
    @Outcome(id = {"true, false", "false, true"}, expect = ACCEPTABLE, desc = "One is set, the other is clear.")
    @Outcome(expect = FORBIDDEN, desc = "Both are set, or both are clear.")
    @State
    public static class Opposites extends Guarded.Clear {
        private final Event inverse = event.inverse();

        @Actor
        public void setter() {
            event.set();
        }

        @Actor
        public void inverseSetter() {
            inverse.set();
        }

        @Arbiter
        public void arbiter(ZZ_Result r) {
            r.r1 = event.isSet();
            r.r2 = inverse.isSet();
        }
    }

    /** Threads that race to ask for the inverse get the same. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "One object, whose inverse is the event.")
    @Outcome(expect = FORBIDDEN, desc = "Two objects, or not an inverse of this event.")
    @State
    public static class OneObject extends Guarded.Clear {
        private Event one;
        private Event other;

        @Actor
        public void one() {
            one = event.inverse();
        }

        @Actor
        public void other() {
            other = event.inverse();
        }

        @Arbiter
        public void arbiter(ZZ_Result r) {
            r.r1 = one == other;
            r.r2 = one.inverse() == event && other.inverse() == event;
        }
    }

    /** Two parked takers of the inverse: each time the event becomes clear, one of them sets it again. */
    @JCStressTest
    @Outcome(id = "2, true", expect = ACCEPTABLE, desc = "Each took the inverse once.")
    @Outcome(id = "2, false", expect = FORBIDDEN, desc = "Both went on after the same clear().")
    @Outcome(expect = FORBIDDEN, desc = "A taker is stranded beside an event that is clear.")
    @State
    public static class ParkedTakers extends Takings {
        public ParkedTakers() {
            super(new Event(true).inverse());
        }

        @Actor
        public void clearer() {
            set();
        }

        @Actor
        public void otherClearer() {
            set();
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            judge(r);
            r.r2 = event.inverse().isSet();
        }
    }
}
