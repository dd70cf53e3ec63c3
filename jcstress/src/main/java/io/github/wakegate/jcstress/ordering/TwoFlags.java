// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.ordering;

import static io.github.wakegate.jcstress.Waiting.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Events used as flags are in one order for all threads, as volatile fields are. */
public class TwoFlags {

    /** Dekker's handshake; one looks by isSet, the other by an await that has no time to wait. */
    @JCStressTest
    @Outcome(id = {"true, true", "false, true", "true, false"}, expect = ACCEPTABLE,
            desc = "Who came second saw the first.")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "Neither saw the other: the writes were buffered.")
    @State
    public static class Dekker {
        private final Event mine = new Event();
        private final Event yours = new Event();

        @Actor
        public void one(ZZ_Result r) {
            mine.set();
            r.r1 = yours.isSet();
        }

        @Actor
        public void other(ZZ_Result r) {
            yours.set();
            r.r2 = await(mine, Duration.ZERO);
        }
    }

    /** The same where what is published is that the event is clear. */
    @JCStressTest
    @Outcome(id = {"false, false", "false, true", "true, false"}, expect = ACCEPTABLE,
            desc = "Who came second saw the first.")
    @Outcome(id = "true, true", expect = FORBIDDEN, desc = "Neither saw the other: the writes were buffered.")
    @State
    public static class DekkerByClear {
        private final Event mine = new Event(true);
        private final Event yours = new Event(true);

        @Actor
        public void one(ZZ_Result r) {
            mine.clear();
            r.r1 = yours.isSet();
        }

        @Actor
        public void other(ZZ_Result r) {
            yours.clear();
            r.r2 = mine.isSet();
        }
    }

    /** One event, read twice. */
    @JCStressTest
    @Outcome(id = {"false, false", "false, true", "true, true"}, expect = ACCEPTABLE,
            desc = "In the order of time.")
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "Set, and then not yet.")
    @State
    public static class Coherence {
        private final Event event = new Event();

        @Actor
        public void setter() {
            event.set();
        }

        @Actor
        public void reader(ZZ_Result r) {
            r.r1 = event.isSet();
            r.r2 = event.isSet();
        }
    }

    /** Independent reads of independent writes: two readers agree on the order. */
    @JCStressTest
    @Outcome(id = "true, false, true, false", expect = FORBIDDEN, desc = "The readers saw opposite orders.")
    @Outcome(expect = ACCEPTABLE, desc = "There is one order that both saw.")
    @State
    public static class IndependentReadsWide {
        private final Event mine = new Event();
        private final Event yours = new Event();

        @Actor
        public void one() {
            mine.set();
        }

        @Actor
        public void other() {
            yours.set();
        }

        @Actor
        public void reader(ZZZZ_Result r) {
            r.r1 = mine.isSet();
            r.r2 = yours.isSet();
        }

        @Actor
        public void otherReader(ZZZZ_Result r) {
            r.r3 = yours.isSet();
            r.r4 = mine.isSet();
        }
    }

    /** The same for two actors: each writes one event, and each reads both in opposite orders. */
    @JCStressTest
    @Outcome(id = "true, false, true, false", expect = FORBIDDEN, desc = "Each saw its own write first: no one order.")
    @Outcome(expect = ACCEPTABLE, desc = "There is one order that both saw.")
    @State
    public static class IndependentReads {
        private final Event mine = new Event();
        private final Event yours = new Event();

        @Actor
        public void one(ZZZZ_Result r) {
            mine.set();
            r.r1 = mine.isSet();
            r.r2 = yours.isSet();
        }

        @Actor
        public void other(ZZZZ_Result r) {
            yours.set();
            r.r3 = yours.isSet();
            r.r4 = mine.isSet();
        }
    }
}
