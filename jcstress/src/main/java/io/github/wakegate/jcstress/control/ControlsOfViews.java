// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.control;

import static io.github.wakegate.jcstress.Waiting.await;
import static io.github.wakegate.jcstress.Waiting.uninterrupted;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
import io.github.wakegate.jcstress.Parked;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * Tests of pulses, the inverse, tickets, takers and sweeps against flags that are broken, or against an event that is
 * used as if it had none of them. What is forbidden there is interesting here, and the run fails if it was not seen.
 */
public class ControlsOfViews {

    /** PulseWinners.PulseAgainstIsSet with set() and clear() in place of pulse(). */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Clear by luck.")
    @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "Seen set.")
    @State
    public static class SetAndClearSeen extends Guarded.Clear {
        @Actor
        public void pulse() {
            setAndClear();
        }

        @Actor
        public void reader(ZZ_Result r) {
            r.r1 = event.isSet();
            r.r2 = event.isSet();
        }
    }

    /** PulseWinners.PassesOnce with set(), a moment, and clear() in place of pulse(). */
    @JCStressTest
    @Outcome(id = {"0", "1", "2", "3"}, expect = ACCEPTABLE, desc = "No more often than there were pulses, by luck.")
    @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "Passed more than once on one pulse.")
    @State
    public static class PassesTwice extends Guarded.Clear {
        private final Event over = new Event();

        @Actor
        public void threePulses() {
            for (int i = 0; i < 3; i++) {
                event.set();
                Thread.yield();
                event.clear();
            }
            over.set();
        }

        @Actor
        public void waiter(I_Result r) {
            while (uninterrupted(() -> Event.awaitAny(over, event)) == event) {
                r.r1 = Math.min(r.r1 + 1, 4);
            }
        }
    }

    /** PulsesInOneStep.AgainstClear on the 0/1 event, whose pulse is to be over at once: the waiter parks again. */
    @JCStressTest
    @State
    public static class TwoPulsesOfZeroOneEvent extends Controls.OnZeroOneEvent {
        @Actor
        public void pulse() {
            writeSetAndClear();
        }

        @Actor
        public void otherPulse() {
            writeSetAndClear();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            judge(r);
        }
    }

    /** Handshake.PulseAndPulse where a pulse that finds nothing to change only reads. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Neither saw the other.")
    @Outcome(expect = ACCEPTABLE, desc = "The second saw the first.")
    @State
    public static class PulseThatOnlyReads {
        private final AtomicBoolean set = new AtomicBoolean();
        private int mine;
        private int yours;

        private void pulse() {
            if (set.get()) {
                set.set(false);
            }
        }

        @Actor
        public void one(II_Result r) {
            mine = 1;
            pulse();
            r.r1 = yours;
        }

        @Actor
        public void other(II_Result r) {
            yours = 1;
            pulse();
            r.r2 = mine;
        }
    }

    /** InverseWinners.Opposites on a pair of events, one for each direction, that are changed one after the other. */
    @JCStressTest
    @Outcome(id = {"true, false", "false, true"}, expect = ACCEPTABLE, desc = "Opposite by luck.")
    @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "Both are set, or both are clear.")
    @State
    public static class PairOfEvents extends Guarded.Clear {
        private final Event inverse = new Event(true);

        @Actor
        public void setter() {
            event.set();
            inverse.clear();
        }

        @Actor
        public void inverseSetter() {
            inverse.set();
            event.clear();
        }

        @Arbiter
        public void arbiter(ZZ_Result r) {
            r.r1 = event.isSet();
            r.r2 = inverse.isSet();
        }
    }

    /** Tickets.OneChange without a ticket: the pulse comes between the look and the await. */
    @JCStressTest
    @Outcome(id = "-7", expect = ACCEPTABLE_INTERESTING, desc = "Lost wake-up: the pulse was over before the await.")
    @Outcome(expect = ACCEPTABLE, desc = "Went well, or took too long to tell.")
    @State
    public static class LookWithoutATicket extends Guarded.Clear {
        private volatile boolean over;

        @Actor
        public void changer() {
            writeAndPulse();
            over = true;
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = data;
            if (r.r1 == 0 && !await(event, Duration.ofMillis(1)) && over) {
                r.r1 = Parked.STRANDED;
            }
        }
    }

    /** Tickets.SetAndClearOfATicket on the event itself. */
    @JCStressTest
    @Outcome(id = {"false, false", "false, true", "true, true"}, expect = ACCEPTABLE, desc = "Went well.")
    @Outcome(id = "true, false", expect = ACCEPTABLE_INTERESTING, desc = "Set, and then no more.")
    @State
    public static class EventAsATicket extends Guarded.Clear {
        @Actor
        public void setter() {
            setAndClear();
        }

        @Actor
        public void reader(ZZ_Result r) {
            r.r1 = event.isSet();
            r.r2 = event.isSet();
        }
    }

    /** Takers.OneSet with threads that wait, and clear the event without asking whether they were first. */
    @JCStressTest
    @Outcome(id = "2, true", expect = ACCEPTABLE_INTERESTING, desc = "Both went on after the same set().")
    @Outcome(expect = ACCEPTABLE, desc = "Went well.")
    @State
    public static class TakersThatDoNotAsk extends Guarded.Clear {
        private final Parked one = new Parked(this::take);
        private final Parked other = new Parked(this::take);

        private int take() throws InterruptedException {
            event.await();
            event.clear();
            return 1;
        }

        @Actor
        public void setter() {
            event.set();
        }

        @Actor
        public void reader() {
            event.isSet();
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            while (!event.set()) {
                Thread.yield();
            }
            r.r1 = one.end() + other.end();
            r.r2 = event.isSet();
        }
    }

    /** Takers.InterruptOfTheFirst in a queue where a thread that gives up keeps the wake-up to itself. */
    @JCStressTest
    @Outcome(id = "-7", expect = ACCEPTABLE_INTERESTING, desc = "The other is stranded beside a flag that is set.")
    @Outcome(id = {"1", "-8"}, expect = ACCEPTABLE, desc = "Let through, or not looked at: enough were stranded.")
    @Outcome(expect = FORBIDDEN, desc = "Broken in a way that was not meant.")
    @State
    public static class WakeUpKept {
        private final AtomicBoolean flag = new AtomicBoolean();
        private final Queue<Thread> queue = new ConcurrentLinkedQueue<>();
        private final Parked first = new Parked(this::take);
        private final Parked other = new Parked(this::take);

        /** 1 if it took the flag, 2 if it was interrupted. */
        private int take() {
            queue.add(Thread.currentThread());
            while (!flag.compareAndSet(true, false)) {
                if (Thread.interrupted()) {
                    queue.remove(Thread.currentThread());
                    return 2;
                }
                LockSupport.park(queue);
            }
            return 1;
        }

        private void set() {
            flag.set(true);
            LockSupport.unpark(queue.poll());
        }

        @Actor
        public void setter() {
            set();
        }

        @Actor
        public void interrupter() {
            first.interrupt();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            if (first.end() == 1) {
                set();
            }
            r.r1 = other.end(100);
            set();
        }
    }

    /** Leaving.TwoSweeps on a bare list, whose sweep reads a link once to look at the entry and again to skip it. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "All that wait can still be reached.")
    @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "An entry was swept out although it waits.")
    @State
    public static class SweepThatReadsTwice {
        private final Entry top = new Entry(false, new Entry(true, new Entry(true, new Entry(false, new Entry(true,
                new Entry(true, new Entry(false, new Entry(true, null))))))));

        private static final class Entry {
            private final boolean left;
            private volatile Entry next;

            Entry(boolean left, Entry next) {
                this.left = left;
                this.next = next;
            }
        }

        private void sweep() {
            for (Entry entry = top; entry != null; entry = entry.next) {
                Entry below = entry.next;
                while (below != null && below.left) {
                    Entry again = entry.next;
                    entry.next = again == null ? null : again.next;
                    below = entry.next;
                }
            }
        }

        @Actor
        public void one() {
            sweep();
        }

        @Actor
        public void other() {
            sweep();
        }

        @Arbiter
        public void arbiter(Z_Result r) {
            int waiting = 0;
            for (Entry entry = top; entry != null; entry = entry.next) {
                waiting += entry.left ? 0 : 1;
            }
            r.r1 = waiting == 3;
        }
    }
}
