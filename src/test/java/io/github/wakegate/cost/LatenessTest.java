// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Step;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How late a wait gives up, by a clock that moves only when it is looked at, and when a thread parks. */
@Tag("without-pit")
class LatenessTest {
    private static final Mutant LIBRARY = new Mutant().stepped();

    /** What one look at the clock takes, in nanoseconds. */
    private static final long TICK = 100;

    /** So many looks after the time has passed are allowed. */
    private static final int FEW = 20;

    /** A wait with a timeout, for what does not come. */
    enum Wait {
        AWAIT((event, other, time) -> event.await(time)),
        TICKET((event, other, time) -> event.next().await(time)),
        INVERSE((event, other, time) -> new Event(true).inverse().await(time)),
        UNINTERRUPTIBLY((event, other, time) -> event.awaitUninterruptibly(time)),
        ANY((event, other, time) -> Event.awaitAny(time, event, new Event(), event) != null),
        ALL((event, other, time) -> Event.awaitAll(time, new Event(true), other, event)),
        TAKE_INVERSE((event, other, time) -> new Event(true).inverse().awaitAndClear(time));

        private final Action action;

        Wait(Action action) {
            this.action = action;
        }

        private interface Action {
            /** The other event is set when the thread parks. */
            boolean await(Event event, Event other, Duration time) throws InterruptedException;
        }
    }

    /** How a park ends before its time. */
    enum Disturbed {
        NEVER, BY_UNPARKS, BY_INTERRUPTS
    }

    /** How late a wait gives up. */
    static final class Late implements Callable<Long>, Step.Clock {
        private final Wait wait;
        private final Disturbed disturbed;
        private final long timeout;
        private final Event other = new Event();
        private long now = Long.MAX_VALUE - 1_234_567;
        private int parks;

        Late(String wait, String disturbed, long timeout) {
            this.wait = Wait.valueOf(wait);
            this.disturbed = Disturbed.valueOf(disturbed);
            this.timeout = timeout;
        }

        @Override
        public long nanoTime() {
            now += TICK;
            return now;
        }

        /** Those that are disturbed last half of their time. */
        @Override
        public void parkNanos(Object blocker, long nanos) {
            boolean ends = disturbed == Disturbed.NEVER || parks++ >= 10;
            now += ends ? Math.max(0, nanos) : nanos / 2;
            other.set();
            if (!ends && disturbed == Disturbed.BY_INTERRUPTS) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Long call() throws Exception {
            Step.use(this);
            try {
                long begin = now;
                assertFalse(wait.action.await(new Event(), other, Duration.ofNanos(timeout)));
                return now - begin - timeout;
            } finally {
                Step.use(null);
                assertTrue(Thread.interrupted() == (disturbed == Disturbed.BY_INTERRUPTS && parks > 0));
            }
        }
    }

    static Stream<Object[]> waits() {
        return Stream.of(Wait.values()).flatMap(wait -> Stream.of(Disturbed.values())
                .filter(disturbed -> disturbed != Disturbed.BY_INTERRUPTS || wait == Wait.UNINTERRUPTIBLY)
                .flatMap(disturbed -> LongStream.of(1, 999, 5_000, 20_000, 1_000_001, 1_500_000_000, 1L << 50)
                .mapToObj(nanos -> new Object[] {wait, disturbed, nanos})));
    }

    private static void assertInTime(Mutant library, Wait wait, Disturbed disturbed, long nanos) throws Exception {
        long late = library.call(Late.class, wait.name(), disturbed.name(), nanos);
        assertTrue(late >= 0, -late + " ns early");
        Bound.atMost(FEW * TICK, late, "nanoseconds late");
    }

    /** A wait gives up when its time has passed: no sooner, and no later. */
    @ParameterizedTest(name = "{0} gives up after {2} ns, disturbed {1}")
    @MethodSource("waits")
    void givesUpInTime(Wait wait, Disturbed disturbed, long nanos) throws Exception {
        assertInTime(LIBRARY, wait, disturbed, nanos);
    }

    /** Controls: clocks that begin too late, or again, or count in milliseconds. */
    @Tag("control")
    @ParameterizedTest
    @EnumSource
    void otherwiseItIsLate(Broken broken) throws Exception {
        Mutant library = Mutant.at(broken.mark, broken.code).stepped();
        assertThrows(AssertionError.class,
                () -> assertInTime(library, broken.wait, broken.disturbed, broken.nanos));
    }

    private enum Broken {
        AFTER_THE_SPIN(Wait.AWAIT, Disturbed.NEVER, 1_000_001, "W2", "$ deadline += Math.min(nanos, 10_000);"),
        FOR_EACH(Wait.ALL, Disturbed.BY_UNPARKS, 1_000_001, "A3", "deadline = nanos + System.nanoTime(); $"),
        AGAIN(Wait.UNINTERRUPTIBLY, Disturbed.BY_INTERRUPTS, 1_000_001, "W9", "$ deadline = System.nanoTime() + 5000;"),
        MILLISECONDS(Wait.AWAIT, Disturbed.NEVER, 1_000_001, "W8",
                "LockSupport.parkNanos(shown, (deadline - System.nanoTime() + 999_999) / 1_000_000 * 1_000_000);");

        private final Wait wait;
        private final Disturbed disturbed;
        private final long nanos;
        private final String mark;
        private final String code;

        Broken(Wait wait, Disturbed disturbed, long nanos, String mark, String code) {
            this.wait = wait;
            this.disturbed = disturbed;
            this.nanos = nanos;
            this.mark = mark;
            this.code = code;
        }
    }
}
