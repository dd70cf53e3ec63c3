// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.interrupts;

import static io.github.wakegate.jcstress.Waiting.LONG;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
import io.github.wakegate.jcstress.Parked;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** A parked waiter is interrupted while the event is set: it ends one way or the other, and no interrupt is lost. */
public class Interrupted {
    private static final int RETURNED = 1;
    private static final int THREW = 2;
    private static final int STATUS_SET = 10;

    /** A waiter and the interrupt. */
    abstract static class Interruptible extends Guarded.Clear {
        private final Event sent = new Event();

        /** Its result says how the wait ended, and whether the interrupt was there once it had surely been sent. */
        final Parked waiter(Parked.Pause wait) {
            return new Parked(() -> {
                int outcome;
                try {
                    wait.run();
                    outcome = RETURNED;
                } catch (InterruptedException e) {
                    outcome = THREW;
                }
                while (!sent.isSet()) {
                    Thread.yield();
                }
                return outcome + (Thread.interrupted() ? STATUS_SET : 0);
            });
        }

        final void interrupt(Parked waiter) {
            waiter.interrupt();
            sent.set();
        }
    }

    @Outcome(id = "11", expect = ACCEPTABLE, desc = "Returned; the interrupt came later and is there.")
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "Threw InterruptedException and cleared the status.")
    @Outcome(id = "1", expect = FORBIDDEN, desc = "Returned, and the interrupt is lost.")
    @Outcome(id = "12", expect = FORBIDDEN, desc = "Threw, and the status is still set.")
    @Outcome(expect = FORBIDDEN, desc = "The waiter is stranded.")
    abstract static class EitherWay extends Interruptible {
    }

    @JCStressTest
    @State
    public static class Await extends EitherWay {
        private final Parked waiter = waiter(event::await);

        @Actor
        public void interrupter() {
            interrupt(waiter);
        }

        @Actor
        public void setter() {
            event.set();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = waiter.end();
        }
    }

    @JCStressTest
    @State
    public static class TimedAwaitAndPulse extends EitherWay {
        private final Parked waiter = waiter(() -> event.await(LONG));

        @Actor
        public void interrupter() {
            interrupt(waiter);
        }

        @Actor
        public void pulse() {
            setAndClear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    @JCStressTest
    @State
    public static class AwaitAnyAndPulse extends EitherWay {
        private final Event never = new Event();
        private final Parked waiter = waiter(() -> Event.awaitAny(never, event));

        @Actor
        public void interrupter() {
            interrupt(waiter);
        }

        @Actor
        public void pulse() {
            setAndClear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    @JCStressTest
    @State
    public static class AwaitAllAndPulses extends EitherWay {
        private final Event other = new Event();
        private final Parked waiter = waiter(() -> Event.awaitAll(event, other));

        @Actor
        public void interrupter() {
            interrupt(waiter);
        }

        @Actor
        public void pulses() {
            other.set();
            other.clear();
            setAndClear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
            other.set();
        }
    }

    /** Who throws has not cleared the event, who returns has (second answer: whether it is set in the end). */
    @JCStressTest
    @Outcome(id = "11, false", expect = ACCEPTABLE, desc = "Returned, having cleared it; the interrupt is there.")
    @Outcome(id = "2, true", expect = ACCEPTABLE, desc = "Threw InterruptedException, and it is still set.")
    @Outcome(expect = FORBIDDEN, desc = "An interrupt or a transition is lost, or the waiter stranded.")
    @State
    public static class AwaitAndClear extends Interruptible {
        private final Parked waiter = waiter(event::awaitAndClear);

        @Actor
        public void interrupter() {
            interrupt(waiter);
        }

        @Actor
        public void setter() {
            event.set();
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            r.r1 = waiter.end();
            r.r2 = event.isSet();
        }
    }

    @Outcome(id = "11", expect = ACCEPTABLE, desc = "Returned, and the interrupt is there.")
    @Outcome(id = "1", expect = FORBIDDEN, desc = "Returned, and the interrupt is lost.")
    @Outcome(expect = FORBIDDEN, desc = "Threw, or is stranded.")
    abstract static class Kept extends Interruptible {
    }

    @JCStressTest
    @State
    public static class AwaitUninterruptibly extends Kept {
        private final Parked waiter = waiter(event::awaitUninterruptibly);

        @Actor
        public void interrupter() {
            interrupt(waiter);
        }

        @Actor
        public void pulse() {
            setAndClear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    @JCStressTest
    @State
    public static class TimedAwaitUninterruptibly extends Kept {
        private final Parked waiter = waiter(() -> event.awaitUninterruptibly(LONG));

        @Actor
        public void interrupter() {
            interrupt(waiter);
        }

        @Actor
        public void pulse() {
            setAndClear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    /** The interrupted waiter is first in the queue: the one behind it (second number) is released all the same. */
    @JCStressTest
    @Outcome(id = {"11, 1", "2, 1"}, expect = ACCEPTABLE, desc = "The other was released.")
    @Outcome(id = {"1, 1", "12, 1"}, expect = FORBIDDEN, desc = "An interrupt was lost or doubled.")
    @Outcome(expect = FORBIDDEN, desc = "A waiter is stranded, or was released without the write.")
    @State
    public static class BesideAnother extends Interruptible {
        private final Parked waiter = waiter(event::await);
        private final Parked other = new Parked(event::await, () -> data);

        @Actor
        public void interrupter() {
            interrupt(waiter);
        }

        @Actor
        public void pulse() {
            writeSetAndClear();
        }

        @Arbiter
        public void arbiter(II_Result r) {
            r.r1 = waiter.end();
            r.r2 = end(other);
        }
    }
}
