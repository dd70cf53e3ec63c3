// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.transitions;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** The answers of racing calls, and the state they leave (last), are those of some sequence of the calls. */
public class Winners {

    @Outcome(id = {"true, false, true", "false, true, true"}, expect = ACCEPTABLE, desc = "One set() did it.")
    @Outcome(expect = FORBIDDEN, desc = "Not exactly one winner, or not set in the end.")
    abstract static class OneSets extends Guarded.Clear {
    }

    @JCStressTest
    @State
    public static class SetSet extends OneSets {
        @Actor
        public void one(ZZZ_Result r) {
            r.r1 = event.set();
        }

        @Actor
        public void other(ZZZ_Result r) {
            r.r2 = event.set();
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    @JCStressTest
    @JCStressMeta(OneSets.class)
    @State
    public static class SetSetOneShot {
        private final Event event = Event.oneShot();

        @Actor
        public void one(ZZZ_Result r) {
            r.r1 = event.set();
        }

        @Actor
        public void other(ZZZ_Result r) {
            r.r2 = event.set();
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    @JCStressTest
    @Outcome(id = {"true, false, false", "false, true, false"}, expect = ACCEPTABLE, desc = "One clear() did it.")
    @Outcome(expect = FORBIDDEN, desc = "Not exactly one winner, or not clear in the end.")
    @State
    public static class ClearClear extends Guarded.Set {
        @Actor
        public void one(ZZZ_Result r) {
            r.r1 = event.clear();
        }

        @Actor
        public void other(ZZZ_Result r) {
            r.r2 = event.clear();
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    @JCStressTest
    @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "set(), then clear().")
    @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "clear(), then set().")
    @Outcome(expect = FORBIDDEN, desc = "No sequence explains this.")
    @State
    public static class SetClearOfClear extends Guarded.Clear {
        @Actor
        public void setter(ZZZ_Result r) {
            r.r1 = event.set();
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
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "set(), then clear().")
    @Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "clear(), then set().")
    @Outcome(expect = FORBIDDEN, desc = "No sequence explains this.")
    @State
    public static class SetClearOfSet extends Guarded.Set {
        @Actor
        public void setter(ZZZ_Result r) {
            r.r1 = event.set();
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

    /** The second setter clears after its set(). */
    @JCStressTest
    @Outcome(id = "true, false, true, false", expect = ACCEPTABLE, desc = "First set, second set, clear.")
    @Outcome(id = "false, true, true, false", expect = ACCEPTABLE, desc = "Second set, first set, clear.")
    @Outcome(id = "true, true, true, true", expect = ACCEPTABLE, desc = "Second set, clear, first set.")
    @Outcome(expect = FORBIDDEN, desc = "No sequence explains this.")
    @State
    public static class SetSetClear extends Guarded.Clear {
        @Actor
        public void one(ZZZZ_Result r) {
            r.r1 = event.set();
        }

        @Actor
        public void other(ZZZZ_Result r) {
            r.r2 = event.set();
            r.r3 = event.clear();
        }

        @Arbiter
        public void arbiter(ZZZZ_Result r) {
            r.r4 = event.isSet();
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, true, false", expect = ACCEPTABLE, desc = "First set, second set, clear.")
    @Outcome(id = "false, true, true, false", expect = ACCEPTABLE, desc = "Second set, first set, clear.")
    @Outcome(id = "true, true, true, true", expect = ACCEPTABLE, desc = "A set, clear, the other set.")
    @Outcome(id = {"true, false, false, true", "false, true, false, true"}, expect = ACCEPTABLE,
            desc = "Clear, then both sets.")
    @Outcome(expect = FORBIDDEN, desc = "No sequence explains this.")
    @State
    public static class SetSetClearWide extends Guarded.Clear {
        @Actor
        public void one(ZZZZ_Result r) {
            r.r1 = event.set();
        }

        @Actor
        public void other(ZZZZ_Result r) {
            r.r2 = event.set();
        }

        @Actor
        public void clearer(ZZZZ_Result r) {
            r.r3 = event.clear();
        }

        @Arbiter
        public void arbiter(ZZZZ_Result r) {
            r.r4 = event.isSet();
        }
    }
}
