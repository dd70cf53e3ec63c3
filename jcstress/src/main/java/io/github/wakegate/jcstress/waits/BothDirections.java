// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.waits;

import static io.github.wakegate.jcstress.Waiting.await;
import static io.github.wakegate.jcstress.Waiting.awaitInTime;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
import io.github.wakegate.jcstress.Parked;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Waiting until an event is set, and waiting until it is clear: each is released by its change, beside the other. */
public class BothDirections {

    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "Released.")
    @Outcome(id = "STALE", expect = FORBIDDEN, desc = "The event is clear, and the thread continues to wait.")
    abstract static class EndsOnce extends Guarded.Set {
    }

    @JCStressTest(Mode.Termination)
    @State
    public static class EndOfAwait extends EndsOnce {
        @Actor
        public void waiter() {
            await(event.inverse());
        }

        @Signal
        public void clearer() {
            event.clear();
        }
    }

    /** A loop that asks is not optimised away. */
    @JCStressTest(Mode.Termination)
    @State
    public static class EndOfIsSet extends EndsOnce {
        private final Event inverse = event.inverse();

        @Actor
        public void asker() {
            while (!inverse.isSet()) {
            }
        }

        @Signal
        public void clearer() {
            event.clear();
        }
    }

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Released, and saw what was written before the change.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "Released without the write.")
    @Outcome(expect = FORBIDDEN, desc = "Stranded: -7 found so, -8 not looked at because others were.")
    abstract static class Table extends Guarded.Set {
    }

    /** The event is clear for a moment only. */
    @JCStressTest
    @State
    public static class ClearForAMoment extends Table {
        private final Parked waiter = new Parked(() -> event.inverse().await(), () -> data);

        @Actor
        public void pulse() {
            writeAndClear();
            event.set();
        }

        @Actor
        public void setter() {
            event.set();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = waiter.end();
            event.clear();
        }
    }

    @JCStressTest
    @State
    public static class PulseOfTheInverse extends Table {
        private final Event inverse = event.inverse();
        private final Parked waiter = new Parked(inverse::await, () -> data);

        @Actor
        public void pulse() {
            data = 1;
            inverse.pulse();
        }

        @Actor
        public void setter() {
            event.set();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = waiter.end();
            event.clear();
        }
    }

    /** The racing thread waits in the other direction, joins and leaves. */
    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class AgainstTimeoutOfTheOther extends Guarded.Clear {
        private final Parked waiter = new Parked(event::await, () -> data);

        @Actor
        public void pulse() {
            writeSetAndClear();
        }

        @Actor
        public void newcomer() {
            event.inverse().awaitUninterruptibly(Duration.ofNanos(1_000));
            event.inverse().awaitUninterruptibly(Duration.ofNanos(1_000));
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    /**
     * One thread is parked until the event is clear, the other begins to wait until it is set, perhaps before the
     * first has gone. (Third answer: that of a thread that waits for both, one after the other.)
     */
    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "All released, and saw what was written before.")
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "The second found it set still, and did not wait.")
    @Outcome(expect = FORBIDDEN, desc = "A waiter is stranded, or was released without the write.")
    @State
    public static class OneInEach extends Guarded.Set {
        private final Parked whileSet = new Parked(() -> event.inverse().await(), () -> data);
        private final Parked both = new Parked(() -> {
            event.inverse().await();
            event.await();
            return data;
        });

        @Actor
        public void changer() {
            writeAndClear();
            event.set();
        }

        @Actor
        public void whileClear(III_Result r) {
            awaitInTime(event);
            r.r2 = data;
        }

        @Arbiter
        public void arbiter(III_Result r) {
            r.r1 = whileSet.end();
            r.r3 = both.end();
        }
    }

    /** Each waits for the other: a plain field is handed over, and back. */
    @JCStressTest
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "Each saw what the other wrote.")
    @Outcome(expect = FORBIDDEN, desc = "Released without the write.")
    @State
    public static class ThereAndBack extends Guarded.Clear {
        private final Event inverse = event.inverse();

        @Actor
        public void one(II_Result r) {
            writeAndSet();
            awaitInTime(inverse);
            r.r1 = data;
        }

        @Actor
        public void other(II_Result r) {
            awaitInTime(event);
            r.r2 = data;
            data = 2;
            event.clear();
        }
    }

    /** Until it is stopped or the event is clear: both happen for a moment only. */
    @JCStressTest
    @State
    public static class AnyOfTwo extends Table {
        private final Event stop = new Event();
        private int beforeStop;
        private final Parked waiter = new Parked(() ->
                Event.awaitAny(stop, event.inverse()) == stop ? beforeStop : data);

        @Actor
        public void stop() {
            beforeStop = 1;
            stop.pulse();
        }

        @Actor
        public void clearer() {
            writeAndClear();
            event.set();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = waiter.end();
            stop.set();
        }
    }
}
