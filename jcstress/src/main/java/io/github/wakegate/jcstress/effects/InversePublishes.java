// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.LONG;
import static io.github.wakegate.jcstress.Waiting.await;
import static io.github.wakegate.jcstress.Waiting.awaitInTime;
import static io.github.wakegate.jcstress.Waiting.uninterrupted;
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
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a thread wrote before it changed an event is visible through the inverse, and the other way round. */
public class InversePublishes {

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Saw what was written before the change.")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Looked before the change, and did not wait.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "Saw the change, but not the write.")
    abstract static class Table extends Guarded.Set {
    }

    @JCStressTest
    @State
    public static class ClearToAwait extends Table {
        private final Event inverse = event.inverse();

        @Actor
        public void clearer() {
            writeAndClear();
        }

        @Actor
        public void waiter(I_Result r) {
            await(inverse);
            r.r1 = data;
        }
    }

    /** The waiting thread makes the view. */
    @JCStressTest
    @State
    public static class ClearToTimedAwait extends Table {
        @Actor
        public void clearer() {
            writeAndClear();
        }

        @Actor
        public void waiter(I_Result r) {
            awaitInTime(event.inverse());
            r.r1 = data;
        }
    }

    @JCStressTest
    @State
    public static class ClearToAwaitAny extends Table {
        private final Event never = new Event();

        @Actor
        public void clearer() {
            writeAndClear();
        }

        @Actor
        public void waiter(I_Result r) {
            Event inverse = event.inverse();
            r.r1 = uninterrupted(() -> Event.awaitAny(never, inverse)) == inverse ? data : 0;
        }
    }

    @JCStressTest
    @State
    public static class ClearToAwaitAndClear extends Table {
        @Actor
        public void clearer() {
            writeAndClear();
        }

        @Actor
        public void taker(I_Result r) {
            r.r1 = uninterrupted(() -> event.inverse().awaitAndClear(LONG)) ? data : 0;
        }
    }

    @JCStressTest
    @State
    public static class ClearToAFuture extends Table {
        @Actor
        public void clearer() {
            writeAndClear();
        }

        @Actor
        public void waiter(I_Result r) {
            event.inverse().whenSet().join();
            r.r1 = data;
        }
    }

    @JCStressTest
    @State
    public static class ClearToIsSet extends Table {
        private final Event inverse = event.inverse();

        @Actor
        public void clearer() {
            writeAndClear();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = inverse.isSet() ? data : -1;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class SetToIsSet extends Guarded.Clear {
        private final Event inverse = event.inverse();

        @Actor
        public void setter() {
            writeAndSet();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = inverse.isSet() ? -1 : data;
        }
    }

    /** To clear the inverse is to set the event. */
    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ClearOfTheInverseToAwait extends Guarded.Clear {
        private final Event inverse = event.inverse();

        @Actor
        public void clearer() {
            data = 1;
            inverse.clear();
        }

        @Actor
        public void waiter(I_Result r) {
            await(event);
            r.r1 = data;
        }
    }

    /** Drain.RedundantSet, with a producer that has the inverse only. */
    @JCStressTest
    @Outcome(id = {"1, true", "1, false"}, expect = ACCEPTABLE, desc = "Data seen.")
    @Outcome(id = "0, true", expect = ACCEPTABLE, desc = "Not seen yet, but the event tells to look again.")
    @Outcome(id = "0, false", expect = FORBIDDEN, desc = "Data lost: not seen, and the event is clear.")
    @State
    public static class RedundantClearOfTheInverse extends Guarded.Set {
        private final Event inverse = event.inverse();

        @Actor
        public void producer() {
            data = 1;
            inverse.clear();
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
}
