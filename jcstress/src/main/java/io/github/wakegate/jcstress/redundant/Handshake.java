// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.redundant;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A pulse of a clear event leaves it as it was, and publishes all the same. Both actors write, call a method of the
 * event and then look for what the other wrote. The one whose call comes second has to see it.
 */
public class Handshake {

    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each saw the other.")
    @Outcome(id = {"0, 1", "1, 0"}, expect = ACCEPTABLE, desc = "The second saw the first.")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Neither saw the other: a call published nothing.")
    public static class Table {
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class PulseAndPulse {
        private final Event event = new Event();
        private int mine;
        private int yours;

        @Actor
        public void one(II_Result r) {
            mine = 1;
            event.pulse();
            r.r1 = yours;
        }

        @Actor
        public void other(II_Result r) {
            yours = 1;
            event.pulse();
            r.r2 = mine;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class PulseAndClear {
        private final Event event = new Event();
        private int mine;
        private int yours;

        @Actor
        public void one(II_Result r) {
            mine = 1;
            event.pulse();
            r.r1 = yours;
        }

        @Actor
        public void other(II_Result r) {
            yours = 1;
            event.clear();
            r.r2 = mine;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class PulseAndSet {
        private final Event event = new Event();
        private int mine;
        private int yours;

        @Actor
        public void one(II_Result r) {
            mine = 1;
            event.pulse();
            r.r1 = yours;
        }

        @Actor
        public void other(II_Result r) {
            yours = 1;
            event.set();
            r.r2 = mine;
        }
    }

    /** All views of an event count as that event: neither call changes anything. */
    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ClearAndSetOfTheInverse {
        private final Event event = new Event();
        private final Event inverse = event.inverse();
        private int mine;
        private int yours;

        @Actor
        public void one(II_Result r) {
            mine = 1;
            event.clear();
            r.r1 = yours;
        }

        @Actor
        public void other(II_Result r) {
            yours = 1;
            inverse.set();
            r.r2 = mine;
        }
    }
}
