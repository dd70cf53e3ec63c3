// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.waits;

import static io.github.wakegate.jcstress.Waiting.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
import io.github.wakegate.jcstress.Parked;
import java.time.Duration;
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

/** A thread takes a ticket, looks at a condition and then waits: it misses no change. The data is the condition. */
public class Tickets {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "The condition was seen.")
    @Outcome(id = "STALE", expect = FORBIDDEN, desc = "The condition holds, and the thread continues to wait.")
    @State
    public static class End extends Guarded.Clear {
        @Actor
        public void waiter() {
            while (true) {
                Event next = event.next();
                if (data == 1) {
                    break;
                }
                await(next);
            }
        }

        @Signal
        public void changer() {
            writeAndPulse();
        }
    }

    /** How often a thread waits until it sees the condition. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "The condition was there at the first look.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Waited once, and then saw it.")
    @Outcome(id = "-7", expect = FORBIDDEN, desc = "Lost wake-up: the pulse came, and the thread waited on.")
    @Outcome(expect = FORBIDDEN, desc = "Released without a change, or without seeing it.")
    @State
    public static class OneChange extends Guarded.Clear {
        @Actor
        public void changer() {
            writeAndPulse();
        }

        @Actor
        public void waiter(I_Result r) {
            while (true) {
                Event next = event.next();
                if (data == 1) {
                    break;
                }
                r.r1++;
                if (!await(next, TEN_SECONDS)) {
                    r.r1 = Parked.STRANDED;
                    break;
                }
            }
        }
    }

    @Outcome(id = {"1, true", "1, false"}, expect = ACCEPTABLE, desc = "The condition was seen.")
    @Outcome(id = "0, true", expect = ACCEPTABLE, desc = "Not seen yet, but the ticket tells to look again.")
    @Outcome(id = "0, false", expect = FORBIDDEN, desc = "Lost: neither seen nor told.")
    abstract static class SeenOrTold extends Guarded.Clear {
        Event next;
    }

    /** The look and the pulse: either the condition is seen, or the ticket is set. */
    @JCStressTest
    @State
    public static class LookAgainstPulse extends SeenOrTold {
        @Actor
        public void changer() {
            writeAndPulse();
        }

        @Actor
        public void looker(IZ_Result r) {
            next = event.next();
            r.r1 = data;
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            r.r2 = next.isSet();
        }
    }

    /** The same with set() and clear(), which leave no trace either. */
    @JCStressTest
    @State
    public static class LookAgainstSetAndClear extends SeenOrTold {
        @Actor
        public void changer() {
            writeSetAndClear();
        }

        @Actor
        public void looker(IZ_Result r) {
            next = event.next();
            r.r1 = data;
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            r.r2 = next.isSet();
        }
    }

    @Outcome(id = {"false, false, true", "false, true, true", "true, true, true"}, expect = ACCEPTABLE,
            desc = "Set once, and then always.")
    @Outcome(expect = FORBIDDEN, desc = "Clear again, or never set.")
    abstract static class StaysSet extends Guarded.Clear {
        final Event ticket = event.next();
    }

    /** Once a ticket is set it stays set, whatever becomes of the event. */
    @JCStressTest
    @State
    public static class SetAndClearOfATicket extends StaysSet {
        @Actor
        public void setter() {
            setAndClear();
        }

        @Actor
        public void reader(ZZZ_Result r) {
            r.r1 = ticket.isSet();
            r.r2 = ticket.isSet();
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = ticket.isSet();
        }
    }

    @JCStressTest
    @State
    public static class PulsesOfATicket extends StaysSet {
        @Actor
        public void pulses() {
            event.pulse();
            event.pulse();
        }

        @Actor
        public void reader(ZZZ_Result r) {
            r.r1 = ticket.isSet();
            r.r2 = await(ticket, Duration.ZERO);
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r3 = ticket.isSet();
        }
    }

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Went on, and saw what was written before.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "Released without the write.")
    @Outcome(expect = FORBIDDEN, desc = "Stranded: -7 found so, -8 not looked at because others were.")
    abstract static class Released extends Guarded.Clear {
    }

    /** A thread is parked on a ticket, and the event is clear again before it can run. */
    @JCStressTest
    @State
    public static class ParkedBeforeASetAndClear extends Released {
        private final Parked waiter = new Parked(() -> event.next().await(), () -> data);

        @Actor
        public void setter() {
            writeAndSet();
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

    /** A parked thread waits until both of two threads have changed something. */
    @JCStressTest
    @State
    public static class TwoChangers extends Released {
        private int other;
        private final Parked waiter = new Parked(() -> {
            while (true) {
                Event next = event.next();
                int both = data & other;
                if (both == 1) {
                    return both;
                }
                next.await();
            }
        });

        @Actor
        public void one() {
            writeAndPulse();
        }

        @Actor
        public void other() {
            other = 1;
            event.pulse();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = end(waiter);
        }
    }

    /** Two threads wait for the condition, and a third clears the event: it can't spoil their tickets. */
    @JCStressTest
    @State
    public static class TwoWaitersAndAClear extends Released {
        private final Parked first = new Parked(this::waitForIt);
        private final Parked second = new Parked(this::waitForIt);

        private int waitForIt() throws InterruptedException {
            while (true) {
                Event next = event.next();
                if (data == 1) {
                    return 1;
                }
                next.await();
            }
        }

        @Actor
        public void changer() {
            writeAndSet();
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
