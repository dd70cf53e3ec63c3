// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.waits;

import static io.github.wakegate.jcstress.Waiting.LONG;
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
import org.openjdk.jcstress.infra.results.I_Result;

/** A thread parked before a pulse is released by it, whatever races with it, and sees what was written before. */
public class Pulses {

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Released, and saw what was written before the pulse.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "Released without the write.")
    @Outcome(expect = FORBIDDEN, desc = "Stranded: -7 found so, -8 not looked at because others were.")
    abstract static class Table extends Guarded.Clear {
        /** The plain field of a racing thread. */
        int other;
    }

    @JCStressTest
    @State
    public static class AgainstClear extends Table {
        private final Parked waiter = new Parked(event::await, () -> data);

        @Actor
        public void pulse() {
            writeSetAndClear();
        }

        @Actor
        public void clearer() {
            event.clear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    /** The racing pulse is by another thread, which has written the same. */
    @JCStressTest
    @State
    public static class AgainstPulse extends Table {
        private final Parked waiter = new Parked(event::awaitUninterruptibly, () -> data | other);

        @Actor
        public void pulse() {
            writeSetAndClear();
        }

        @Actor
        public void otherPulse() {
            other = 1;
            setAndClear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    /** The racing thread comes and goes in the queue. */
    @JCStressTest
    @State
    public static class AgainstTimeout extends Table {
        private final Parked waiter = new Parked(() -> event.await(LONG), () -> data);

        @Actor
        public void pulse() {
            writeSetAndClear();
        }

        @Actor
        public void newcomer() {
            event.awaitUninterruptibly(Duration.ofNanos(1_000));
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    /** Two parked waiters: the first has to wake the second although the event is clear again. */
    @JCStressTest
    @State
    public static class OfTwoWaiters extends Table {
        private final Parked first = new Parked(event::await, () -> data);
        private final Parked second = new Parked(() -> event.await(LONG), () -> data);

        @Actor
        public void pulse() {
            writeSetAndClear();
        }

        @Actor
        public void clearer() {
            event.clear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = Math.min(first.end(), end(second));
        }
    }
}
