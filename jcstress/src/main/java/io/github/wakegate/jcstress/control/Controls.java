// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.control;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.control.ReadFirstEvent;
import io.github.wakegate.control.ZeroOneEvent;
import io.github.wakegate.jcstress.Parked;
import io.github.wakegate.jcstress.Waiting;
import io.github.wakegate.support.Flag;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Tests of the other packages against flags that are broken. What is forbidden there is interesting here, and the run
 * fails if it was not seen: a net that catches nothing proves nothing.
 */
public class Controls {

    /** The 0/1 event, and a thread that is parked on it. */
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Released by luck.")
    @Outcome(id = "-7", expect = ACCEPTABLE_INTERESTING, desc = "Stranded.")
    @Outcome(id = "-8", expect = ACCEPTABLE, desc = "Not looked at: enough others were stranded.")
    @Outcome(expect = FORBIDDEN, desc = "Broken in a way that was not meant.")
    abstract static class OnZeroOneEvent {
        final Flag event = new ZeroOneEvent();
        int data;
        final Parked waiter = new Parked(() -> {
            event.await(Waiting.LONG);
            return data;
        });

        final void writeSetAndClear() {
            data = 1;
            event.set();
            event.clear();
        }

        final void judge(I_Result r) {
            r.r1 = waiter.end(100);
            event.set();
        }
    }

    /** Pulses.AgainstClear on the 0/1 event: the waiter wakes after clear() and parks again. */
    @JCStressTest
    @State
    public static class PulseOfZeroOneEvent extends OnZeroOneEvent {
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
            judge(r);
        }
    }

    /** Drain.RedundantSet on an event whose set() only reads if it is set: a matter of luck, but of little. */
    @JCStressTest
    @Outcome(id = "0, false", expect = ACCEPTABLE_INTERESTING, desc = "Data lost.")
    @Outcome(expect = ACCEPTABLE, desc = "Went well.")
    @State
    public static class RedundantSetOfReadFirstEvent {
        private final Flag event = new ReadFirstEvent(true);
        private int data;

        @Actor
        public void producer() {
            data = 1;
            event.set();
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

    /** Winners.SetSet on an event that looks, pauses and then writes: certain. */
    @JCStressTest
    @Outcome(id = "true, true, true", expect = ACCEPTABLE_INTERESTING, desc = "Two winners.")
    @Outcome(id = {"true, false, true", "false, true, true"}, expect = ACCEPTABLE, desc = "One set() did it.")
    @Outcome(expect = FORBIDDEN, desc = "Broken in a way that was not meant.")
    @State
    public static class SetSetOfReadFirstEvent {
        private final Flag event = new ReadFirstEvent(false, Thread::yield);

        @Actor
        public void one(ZZZ_Result r) {
            r.r1 = event.set();
        }

        @Actor
        public void other(ZZZ_Result r) {
            r.r2 = event.set();
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = event.isSet();
        }
    }

    /** TwoFlags.Dekker on plain fields: a matter of luck, but of little. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "Neither saw the other.")
    @Outcome(expect = ACCEPTABLE, desc = "Who came second saw the first.")
    @State
    public static class DekkerOfPlainBooleans {
        private boolean mine;
        private boolean yours;

        @Actor
        public void one(ZZ_Result r) {
            mine = true;
            r.r1 = yours;
        }

        @Actor
        public void other(ZZ_Result r) {
            yours = true;
            r.r2 = mine;
        }
    }

    /** Ends.OfIsSet on a plain field: the compiler reads it once. */
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "Ended by luck.")
    @Outcome(id = "STALE", expect = ACCEPTABLE_INTERESTING, desc = "The loop goes on forever.")
    @State
    public static class EndOfPlainBoolean {
        private boolean set;

        @Actor
        public void asker() {
            while (!set) {
            }
        }

        @Signal
        public void setter() {
            set = true;
        }
    }
}
