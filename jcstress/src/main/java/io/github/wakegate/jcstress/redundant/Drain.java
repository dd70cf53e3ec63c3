// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.redundant;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.jcstress.Guarded;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/**
 * A call that finds nothing to change publishes all the same. The producer writes and then sets an event that is set
 * already; the consumer clears it and then looks for data. The one that comes second has to notice the other.
 */
public class Drain {

    @JCStressTest
    @Outcome(id = "1, true", expect = ACCEPTABLE, desc = "Data seen, and the event says that there may be more.")
    @Outcome(id = "1, false", expect = ACCEPTABLE, desc = "Data seen.")
    @Outcome(id = "0, true", expect = ACCEPTABLE, desc = "Not seen yet, but the event tells to look again.")
    @Outcome(id = "0, false", expect = FORBIDDEN, desc = "Data lost: not seen, and the event is clear.")
    @State
    public static class RedundantSet extends Guarded.Set {
        @Actor
        public void producer() {
            writeAndSet();
        }

        @Actor
        public void consumer(IZ_Result r) {
            event.clear();
            r.r1 = data;
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            r.r2 = event.isSet();
        }
    }

    /** The same with the roles of set and clear exchanged. */
    @JCStressTest
    @Outcome(id = {"1, true", "1, false"}, expect = ACCEPTABLE, desc = "Data seen.")
    @Outcome(id = "0, false", expect = ACCEPTABLE, desc = "Not seen yet, but the event tells to look again.")
    @Outcome(id = "0, true", expect = FORBIDDEN, desc = "Data lost: not seen, and the event is set.")
    @State
    public static class RedundantClear extends Guarded.Clear {
        @Actor
        public void producer() {
            writeAndClear();
        }

        @Actor
        public void consumer(IZ_Result r) {
            event.set();
            r.r1 = data;
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            r.r2 = event.isSet();
        }
    }
}
