// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.redundant;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
import org.openjdk.jcstress.annotations.Actor;
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
    abstract static class Table extends Guarded.Clear {
        int yours;
    }

    @JCStressTest
    @State
    public static class PulseAndPulse extends Table {
        @Actor
        public void one(II_Result r) {
            writeAndPulse();
            r.r1 = yours;
        }

        @Actor
        public void other(II_Result r) {
            yours = 1;
            event.pulse();
            r.r2 = data;
        }
    }

    @JCStressTest
    @State
    public static class PulseAndClear extends Table {
        @Actor
        public void one(II_Result r) {
            writeAndPulse();
            r.r1 = yours;
        }

        @Actor
        public void other(II_Result r) {
            yours = 1;
            event.clear();
            r.r2 = data;
        }
    }

    @JCStressTest
    @State
    public static class PulseAndSet extends Table {
        @Actor
        public void one(II_Result r) {
            writeAndPulse();
            r.r1 = yours;
        }

        @Actor
        public void other(II_Result r) {
            yours = 1;
            event.set();
            r.r2 = data;
        }
    }

    /** All views of an event count as that event: neither call changes anything. */
    @JCStressTest
    @State
    public static class ClearAndSetOfTheInverse extends Table {
        private final Event inverse = event.inverse();

        @Actor
        public void one(II_Result r) {
            writeAndClear();
            r.r1 = yours;
        }

        @Actor
        public void other(II_Result r) {
            yours = 1;
            inverse.set();
            r.r2 = data;
        }
    }
}
