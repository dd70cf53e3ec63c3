// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.transitions;

import static io.github.wakegate.jcstress.Waiting.uninterrupted;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.jcstress.Guarded;
import io.github.wakegate.jcstress.Parked;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Of those that take an event back from set to clear, whether they waited for it or not, exactly one wins. */
public class Consumers {

    @Outcome(id = {"true, false, false", "false, true, false"}, expect = ACCEPTABLE, desc = "One of them cleared it.")
    @Outcome(expect = FORBIDDEN, desc = "Not exactly one winner, or not clear in the end.")
    abstract static class OneClears extends Guarded.Set {
    }

    @JCStressTest
    @State
    public static class AwaitAndClearTwice extends OneClears {
        @Actor
        public void one(ZZZ_Result r) {
            r.r1 = uninterrupted(() -> event.awaitAndClear(Duration.ZERO));
        }

        @Actor
        public void other(ZZZ_Result r) {
            r.r2 = uninterrupted(() -> event.awaitAndClear(Duration.ZERO));
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    @JCStressTest
    @State
    public static class AwaitAndClearAgainstClear extends OneClears {
        @Actor
        public void one(ZZZ_Result r) {
            r.r1 = uninterrupted(() -> event.awaitAndClear(Duration.ZERO));
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
    @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "set(), then cleared.")
    @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "Not yet set, then set().")
    @Outcome(expect = FORBIDDEN, desc = "No sequence explains this.")
    @State
    public static class AwaitAndClearAgainstSet extends Guarded.Clear {
        @Actor
        public void setter(ZZZ_Result r) {
            r.r1 = event.set();
        }

        @Actor
        public void consumer(ZZZ_Result r) {
            r.r2 = uninterrupted(() -> event.awaitAndClear(Duration.ZERO));
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    /** A parked consumer takes what is set, unless the racing clear() did (then the next). */
    @JCStressTest
    @Outcome(id = {"1, true", "1, false"}, expect = ACCEPTABLE, desc = "Took one of two transitions.")
    @Outcome(expect = FORBIDDEN, desc = "The consumer is stranded beside a set event.")
    @State
    public static class ParkedConsumer extends Guarded.Clear {
        private final Parked consumer = Takings.taker(event);

        @Actor
        public void setter() {
            event.set();
        }

        @Actor
        public void clearer(IZ_Result r) {
            r.r2 = event.clear();
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            if (r.r2) {
                event.set();
            }
            r.r1 = consumer.end();
        }
    }
}
