// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.jcstress.Guarded;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a thread wrote before clear() is visible to every thread that then finds the event clear. */
public class ClearPublishes {

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Saw what was written before clear().")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Looked before clear().")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "Told that it is clear, but without the write.")
    abstract static class Table extends Guarded.Set {
    }

    @JCStressTest
    @State
    public static class ToIsSet extends Table {
        @Actor
        public void clearer() {
            writeAndClear();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = event.isSet() ? -1 : data;
        }
    }

    @JCStressTest
    @State
    public static class ToFailedAwait extends Table {
        @Actor
        public void clearer() {
            writeAndClear();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = await(event, Duration.ZERO) ? -1 : data;
        }
    }

    @JCStressTest
    @State
    public static class ToWinningSet extends Table {
        @Actor
        public void clearer() {
            writeAndClear();
        }

        @Actor
        public void setter(I_Result r) {
            r.r1 = event.set() ? data : -1;
        }
    }
}
