// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.waits;

import static io.github.wakegate.jcstress.Waiting.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
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
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** A thread takes a ticket, looks at a condition and then waits: it misses no change. */
public class Tickets {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "The condition was seen.")
    @Outcome(id = "STALE", expect = FORBIDDEN, desc = "The condition holds, and the thread continues to wait.")
    public static class EndsOnce {
    }

    @JCStressTest(Mode.Termination)
    @JCStressMeta(EndsOnce.class)
    @State
    public static class End {
        private final Event changed = new Event();
        private int condition;

        @Actor
        public void waiter() {
            while (true) {
                Event next = changed.next();
                if (condition == 1) {
                    break;
                }
                await(next);
            }
        }

        @Signal
        public void changer() {
            condition = 1;
            changed.pulse();
        }
    }

    /** How often a thread waits until it sees the condition. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "The condition was there at the first look.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Waited once, and then saw it.")
    @Outcome(id = "-7", expect = FORBIDDEN, desc = "Lost wake-up: the pulse came, and the thread waited on.")
    @Outcome(expect = FORBIDDEN, desc = "Released without a change, or without seeing it.")
    @State
    public static class OneChange {
        private final Event changed = new Event();
        private int condition;

        @Actor
        public void changer() {
            condition = 1;
            changed.pulse();
        }

        @Actor
        public void waiter(I_Result r) {
            while (true) {
                Event next = changed.next();
                if (condition == 1) {
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
    public static class SeenOrTold {
    }

    /** The look and the pulse: either the condition is seen, or the ticket is set. */
    @JCStressTest
    @JCStressMeta(SeenOrTold.class)
    @State
    public static class LookAgainstPulse {
        private final Event changed = new Event();
        private int condition;
        private Event next;

        @Actor
        public void changer() {
            condition = 1;
            changed.pulse();
        }

        @Actor
        public void looker(IZ_Result r) {
            next = changed.next();
            r.r1 = condition;
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            r.r2 = next.isSet();
        }
    }

    /** The same with set() and clear(), which leave no trace either. */
    @JCStressTest
    @JCStressMeta(SeenOrTold.class)
    @State
    public static class LookAgainstSetAndClear {
        private final Event changed = new Event();
        private int condition;
        private Event next;

        @Actor
        public void changer() {
            condition = 1;
            changed.set();
            changed.clear();
        }

        @Actor
        public void looker(IZ_Result r) {
            next = changed.next();
            r.r1 = condition;
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            r.r2 = next.isSet();
        }
    }

    @Outcome(id = {"false, false, true", "false, true, true", "true, true, true"}, expect = ACCEPTABLE,
            desc = "Set once, and then always.")
    @Outcome(expect = FORBIDDEN, desc = "Clear again, or never set.")
    public static class StaysSet {
    }

    /** Once a ticket is set it stays set, whatever becomes of the event. */
    @JCStressTest
    @JCStressMeta(StaysSet.class)
    @State
    public static class SetAndClearOfATicket {
        private final Event event = new Event();
        private final Event ticket = event.next();

        @Actor
        public void setter() {
            event.set();
            event.clear();
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
    @JCStressMeta(StaysSet.class)
    @State
    public static class PulsesOfATicket {
        private final Event event = new Event();
        private final Event ticket = event.next();

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
    public static class Released {
    }

    /** A thread is parked on a ticket, and the event is clear again before it can run. */
    @JCStressTest
    @JCStressMeta(Released.class)
    @State
    public static class ParkedBeforeASetAndClear {
        private final Event event = new Event();
        private int data;
        private final Parked waiter = new Parked(() -> {
            event.next().await();
            return data;
        });

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void clearer() {
            event.clear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = waiter.end();
            event.set();
        }
    }

    /** A parked thread waits until both of two threads have changed something. */
    @JCStressTest
    @JCStressMeta(Released.class)
    @State
    public static class TwoChangers {
        private final Event changed = new Event();
        private int one;
        private int other;
        private final Parked waiter = new Parked(() -> {
            while (true) {
                Event next = changed.next();
                int both = one & other;
                if (both == 1) {
                    return both;
                }
                next.await();
            }
        });

        @Actor
        public void one() {
            one = 1;
            changed.pulse();
        }

        @Actor
        public void other() {
            other = 1;
            changed.pulse();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = waiter.end();
            changed.set();
        }
    }

    /** Two threads wait for the condition, and a third clears the event: it can't spoil their tickets. */
    @JCStressTest
    @JCStressMeta(Released.class)
    @State
    public static class TwoWaitersAndAClear {
        private final Event changed = new Event();
        private int condition;
        private final Parked first = new Parked(this::waitForIt);
        private final Parked second = new Parked(this::waitForIt);

        private int waitForIt() throws InterruptedException {
            while (true) {
                Event next = changed.next();
                if (condition == 1) {
                    return 1;
                }
                next.await();
            }
        }

        @Actor
        public void changer() {
            condition = 1;
            changed.set();
        }

        @Actor
        public void clearer() {
            changed.clear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = Math.min(first.end(), second.end());
            changed.set();
        }
    }
}
