// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.transitions;

import static io.github.wakegate.jcstress.Waiting.await;
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
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZIZ_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A pulse is one step: its answer, those of racing calls, and the state they leave are those of some sequence. */
public class PulseWinners {

    @JCStressTest
    @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "Both found it clear.")
    @Outcome(expect = FORBIDDEN, desc = "One saw the pulse of the other, or it is set in the end.")
    @State
    public static class PulsePulseOfClear extends Guarded.Clear {
        @Actor
        public void one(ZZZ_Result r) {
            r.r1 = event.pulse();
        }

        @Actor
        public void other(ZZZ_Result r) {
            r.r2 = event.pulse();
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    @JCStressTest
    @Outcome(id = {"false, true, false", "true, false, false"}, expect = ACCEPTABLE, desc = "One found it set.")
    @Outcome(expect = FORBIDDEN, desc = "Not exactly one found it set, or it is set in the end.")
    @State
    public static class PulsePulseOfSet extends Guarded.Set {
        @Actor
        public void one(ZZZ_Result r) {
            r.r1 = event.pulse();
        }

        @Actor
        public void other(ZZZ_Result r) {
            r.r2 = event.pulse();
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    @JCStressTest
    @Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "pulse(), then set().")
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "set(), then pulse().")
    @Outcome(expect = FORBIDDEN, desc = "No sequence explains this.")
    @State
    public static class PulseAgainstSet extends Guarded.Clear {
        @Actor
        public void pulse(ZZZ_Result r) {
            r.r1 = event.pulse();
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

    @Outcome(id = "false, false, false", expect = ACCEPTABLE, desc = "pulse() took it.")
    @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "The other took it, then pulse().")
    @Outcome(expect = FORBIDDEN, desc = "No sequence explains this.")
    abstract static class OneTakes extends Guarded.Set {
    }

    @JCStressTest
    @State
    public static class PulseAgainstClear extends OneTakes {
        @Actor
        public void pulse(ZZZ_Result r) {
            r.r1 = event.pulse();
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

    @JCStressTest
    @State
    public static class PulseAgainstAwaitAndClear extends OneTakes {
        @Actor
        public void pulse(ZZZ_Result r) {
            r.r1 = event.pulse();
        }

        @Actor
        public void taker(ZZZ_Result r) {
            r.r2 = uninterrupted(() -> event.awaitAndClear(Duration.ZERO));
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    /** The parked taker takes what set() left, and nothing of the pulse. If the pulse took it, there is another. */
    @JCStressTest
    @Outcome(id = {"true, 1, false", "false, 1, false"}, expect = ACCEPTABLE, desc = "It took what was set.")
    @Outcome(id = {"true, 1, true", "false, 1, true"}, expect = FORBIDDEN, desc = "The pulse let it through.")
    @Outcome(expect = FORBIDDEN, desc = "The taker is stranded.")
    @State
    public static class PulseAgainstParkedTaker extends Guarded.Clear {
        private final Parked taker = Takings.taker(event);

        @Actor
        public void pulse(ZIZ_Result r) {
            r.r1 = event.pulse();
        }

        @Actor
        public void setter() {
            event.set();
        }

        @Arbiter
        public void arbiter(ZIZ_Result r) {
            if (!r.r1) {
                event.set();
            }
            r.r2 = taker.end();
            r.r3 = event.isSet();
        }
    }

    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Clear before, after, and in between.")
    @Outcome(expect = FORBIDDEN, desc = "Seen set by a pulse.")
    abstract static class NeverSet extends Guarded.Clear {
    }

    @JCStressTest
    @State
    public static class PulseAgainstIsSet extends NeverSet {
        @Actor
        public void pulse() {
            event.pulse();
        }

        @Actor
        public void reader(ZZ_Result r) {
            r.r1 = event.isSet();
            r.r2 = event.isSet();
        }
    }

    /** The inverse is set all the time. */
    @JCStressTest
    @State
    public static class PulseAgainstTheInverse extends NeverSet {
        private final Event inverse = event.inverse();

        @Actor
        public void pulse() {
            event.pulse();
        }

        @Actor
        public void reader(ZZ_Result r) {
            r.r1 = !inverse.isSet();
            r.r2 = !await(inverse, Duration.ZERO);
        }
    }

    /** An await that has no time to wait is released only by a pulse that comes during the call; a taker never is. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Clear before and after.")
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The pulse came after the look of the await.")
    @Outcome(expect = FORBIDDEN, desc = "The pulse let a thread take the event.")
    @State
    public static class PulseAgainstAwaitThatDoesNotWait extends Guarded.Clear {
        @Actor
        public void pulse() {
            event.pulse();
        }

        @Actor
        public void waiter(ZZ_Result r) {
            r.r1 = await(event, Duration.ZERO);
            r.r2 = uninterrupted(() -> event.awaitAndClear(Duration.ZERO));
        }
    }

    /** A thread that waits in a loop passes once for each pulse at most. */
    @JCStressTest
    @Outcome(id = {"0", "1", "2", "3"}, expect = ACCEPTABLE, desc = "No more often than there were pulses.")
    @Outcome(expect = FORBIDDEN, desc = "Passed twice on one pulse.")
    @State
    public static class PassesOnce extends Guarded.Clear {
        private final Event over = new Event();

        @Actor
        public void threePulses() {
            event.pulse();
            Thread.yield();
            event.pulse();
            event.pulse();
            over.set();
        }

        @Actor
        public void waiter(I_Result r) {
            while (uninterrupted(() -> Event.awaitAny(over, event)) == event) {
                r.r1 = Math.min(r.r1 + 1, 4);
            }
        }
    }
}
