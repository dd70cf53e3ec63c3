// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.timeouts;

import static io.github.wakegate.jcstress.Waiting.await;
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
import org.openjdk.jcstress.infra.results.ZII_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** A wait that may time out at the very moment of set(): true means that the data is there. */
public class TimedAwait {
    private static final Duration SHORT = Duration.ofNanos(2_000);

    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "Set in time, and saw what was written before.")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "Timed out.")
    @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "Timed out just before set(), after the write.")
    @Outcome(id = "true, 0", expect = FORBIDDEN, desc = "Set in time, but without the write.")
    abstract static class Table extends Guarded.Clear {
    }

    @JCStressTest
    @State
    public static class AgainstSet extends Table {
        @Actor
        public void setter() {
            writeAndSet();
        }

        @Actor
        public void waiter(ZI_Result r) {
            r.r1 = await(event, SHORT);
            r.r2 = data;
        }
    }

    @JCStressTest
    @State
    public static class UninterruptiblyAgainstSet extends Table {
        @Actor
        public void setter() {
            writeAndSet();
        }

        @Actor
        public void waiter(ZI_Result r) {
            r.r1 = event.awaitUninterruptibly(SHORT);
            r.r2 = data;
        }
    }

    @JCStressTest
    @State
    public static class AgainstPulse extends Table {
        @Actor
        public void pulse() {
            writeSetAndClear();
        }

        @Actor
        public void waiter(ZI_Result r) {
            r.r1 = await(event, SHORT);
            r.r2 = data;
        }
    }

    /** A waiter that gives up does not take the release of the one behind with it (its answer is last). */
    @JCStressTest
    @Outcome(id = {"true, 1, 1", "false, 0, 1", "false, 1, 1"}, expect = ACCEPTABLE, desc = "The other was released.")
    @Outcome(id = "true, 0, 1", expect = FORBIDDEN, desc = "Set in time, but without the write.")
    @Outcome(expect = FORBIDDEN, desc = "The other waiter is stranded, or was released without the write.")
    @State
    public static class BesideAnother extends Guarded.Clear {
        private final Parked other = new Parked(event::await, () -> data);

        @Actor
        public void pulse() {
            writeSetAndClear();
        }

        @Actor
        public void waiter(ZII_Result r) {
            r.r1 = await(event, SHORT);
            r.r2 = data;
        }

        @Arbiter
        public void arbiter(ZII_Result r) {
            r.r3 = end(other);
        }
    }
}
