// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many threads run because of a set(), and how many steps a wait goes on for that should end. */
@Tag("without-pit")
class WakingTest {
    private static final Mutant LIBRARY = new Mutant().stepped();

    /** How many of n threads in awaitAndClear run because of one set(). */
    static final class Takers implements Callable<Integer> {
        /** The one that takes the event, and those that it or the setter wakes for nothing. */
        static final int FEW = 4;

        private final Event event;
        private final int n;

        Takers(boolean inverse, int n) {
            event = inverse ? new Event(true).inverse() : new Event();
            this.n = n;
        }

        @Override
        public Integer call() throws Exception {
            List<Waiter<Object>> takers = Crowd.wait(n, event::awaitAndClear);
            Tally tally = new Tally();
            tally.during(() -> {
                event.set();
                awhile(() -> tally.threads() > 1 + FEW);
            });
            for (Waiter<Object> taker : takers) {
                taker.thread.interrupt();
                taker.result();
            }
            return tally.threads() - 1;
        }

        /** What should not happen has a moment for it. */
        private static void awhile(BooleanSupplier condition) {
            long start = System.nanoTime();
            while (!condition.getAsBoolean() && System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(500)) {
                Thread.yield();
            }
        }
    }

    /** A set() wakes a bounded number of those who want to take the event, not all of them. */
    @ParameterizedTest(name = "few of {0} takers run because of one set()")
    @ValueSource(ints = {10, 1_000})
    void fewTakersRun(int n) throws Exception {
        Bound.atMost(Takers.FEW, LIBRARY.call(Takers.class, false, n), "takers that ran");
    }

    /** Those who want to take an inverse all run, as it says: one of them takes it. */
    @Test
    void allTakersOfTheInverseRun() throws Exception {
        assertTrue(LIBRARY.call(Takers.class, true, 100) > Takers.FEW);
    }

    /** A wait that is interrupted, or unparked, before each of its steps: those that it makes when it should end. */
    static final class Storm implements Callable<Integer> {
        /** After so many the storm is over, so that the wait ends. */
        private static final int TOO_MANY = 10_000;

        /** After so many the wait has looked at the clock. */
        private static final int BEGUN = 100;

        private final Event event = new Event();
        private final Form form;
        private final boolean timed;
        private final boolean interrupts;
        private final AtomicInteger steps = new AtomicInteger();
        private volatile Thread thread;
        private volatile boolean set;
        private long deadline;
        private int late;

        Storm(String form, boolean timed, boolean interrupts) {
            this.form = Form.valueOf(form);
            this.timed = timed;
            this.interrupts = interrupts;
        }

        @Override
        public Integer call() throws Exception {
            Tally.tell(this::step, () -> {
                Waiter<Boolean> waiter = Waiter.start(this::await);
                if (!timed) {
                    Waiter.until(() -> steps.get() > BEGUN || waiter.isParked());
                    event.set();
                    set = true;
                }
                assertEquals(!timed, waiter.result());
            });
            return late;
        }

        private boolean await() throws InterruptedException {
            thread = Thread.currentThread();
            boolean answer = form.await(event, timed ? Duration.ofMillis(1) : Waiter.LONG);
            assertEquals(interrupts, Thread.interrupted());
            return answer;
        }

        private void step() {
            if (Thread.currentThread() == thread) {
                if (steps.incrementAndGet() == BEGUN) {
                    deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1);
                }
                if (timed ? steps.get() > BEGUN && System.nanoTime() - deadline > 0 : set) {
                    late++;
                }
                if (late >= TOO_MANY) {
                    return;
                }
                if (interrupts) {
                    thread.interrupt();
                } else {
                    LockSupport.unpark(thread);
                }
            }
        }
    }

    /** A timed wait looks at the clock, however often others unpark it: it does not begin anew. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = Form.TIMED)
    void strayUnparksKeepNoWaitFromItsEnd(Form form) throws Exception {
        Bound.atMost(500, LIBRARY.call(Storm.class, form.name(), true, false), "steps after the end");
    }

    /** An uninterruptible wait looks at the event, and at the clock, however often it is interrupted. */
    @ParameterizedTest(name = "a storm of interrupts keeps no wait from its end, timed: {0}")
    @ValueSource(booleans = {false, true})
    void stormKeepsNoWaitFromItsEnd(boolean timed) throws Exception {
        Bound.atMost(500, LIBRARY.call(Storm.class, "AWAIT_UNINTERRUPTIBLY_DURATION", timed, true),
                "steps after the end");
    }
}
