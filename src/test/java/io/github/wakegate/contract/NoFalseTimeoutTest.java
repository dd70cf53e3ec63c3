// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.HeldUp;
import io.github.wakegate.Pretender;
import io.github.wakegate.control.MonitorFlag;
import io.github.wakegate.control.ZeroOneEvent;
import io.github.wakegate.support.Flag;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** G3, no false timeout: a timed await gives up neither early nor in spite of a set(). */
class NoFalseTimeoutTest {
    private static final Duration SHORT = Duration.ofNanos(900_000);
    private static final Duration LONG = Duration.ofMillis(50);
    /** How long before the deadline to set: the faster the machine, the sooner it has woken all. */
    private static final long[] JUST_BEFORE = {1_000_000, 200_000, 50_000};

    private final Event event = new Event();

    private interface TimedAwait {
        boolean await(Duration timeout) throws InterruptedException;
    }

    /** 300 waits of 900 µs, one after another, never end early. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = Form.TIMED)
    void shortIsNeverEarly(Form form) throws Exception {
        assertEquals(0, early(SHORT, 300, timeout -> form.await(event, timeout)));
    }

    /** Control: a flag that counts in milliseconds ends them early. */
    @Tag("control")
    @Test
    void shortIsEarlyForMonitorFlag() throws Exception {
        assertTrue(early(SHORT, 300, new MonitorFlag()::await) > 0);
    }

    /** 240 waits of 50 ms, eight at a time and so from all places of the queue, never end early. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void longIsNeverEarly(Kind kind) throws Exception {
        Callable<Integer> thirty = () -> early(LONG, 30, event::await);
        List<Waiter<Integer>> waiters = IntStream.range(0, 8).mapToObj(i -> Waiter.start(kind, thirty)).toList();
        for (Waiter<Integer> waiter : waiters) {
            assertEquals(0, waiter.result());
        }
    }

    private static int early(Duration timeout, int times, TimedAwait await) throws InterruptedException {
        int early = 0;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            assertFalse(await.await(timeout));
            if (System.nanoTime() - start < timeout.toNanos()) {
                early++;
            }
        }
        return early;
    }

    /** A set() a millisecond or less before the deadline of 24 waiters is missed by none, though clear() follows. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void setInTimeIsNeverMissed(Kind kind) throws Exception {
        for (long nanosBefore : JUST_BEFORE) {
            Event event = new Event();
            long[] setAt = new long[1];
            assertEquals(0, missed(Flag.of(event), kind, 20, nanosBefore, () -> {
                new Pretender(event, () -> setAt[0] = System.nanoTime()); // uppermost, so told before anybody is woken
                event.set();
                return setAt[0];
            }));
        }
    }

    /** Nor is a set() in time missed by one behind others, if the setter is held up before it wakes anybody. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = Form.TIMED)
    void setterIsHeldUp(Form form) throws Exception {
        assertNotMissedIfTheSetterIsHeldUp(event -> timeout -> form.await(event, timeout));
    }

    /** So with those who take it. */
    @Test
    void setterIsHeldUpBeforeTakers() throws Exception {
        assertNotMissedIfTheSetterIsHeldUp(event -> event::awaitAndClear);
    }

    private static void assertNotMissedIfTheSetterIsHeldUp(Function<Event, TimedAwait> form) throws Exception {
        boolean inTime;
        do {
            Event event = new Event();
            TimedAwait timed = form.apply(event);
            Waiter<Boolean> first = Waiter.start(() -> timed.await(Waiter.LONG)).parked();
            long start = System.nanoTime();
            Waiter<Boolean> second = Waiter.start(() -> timed.await(LONG));
            Waiter.until(() -> second.isParked() || second.isDone());
            HeldUp.afterChange(event);
            inTime = System.nanoTime() - start < LONG.toNanos();
            boolean set = second.result();
            event.set();
            assertTrue(first.result());
            assertTrue(set || !inTime, "false although it was set in time");
        } while (!inTime);
    }

    /** Control: believing the queue, as the 0/1 event and CountDownLatch do, misses some. */
    @Tag("control")
    @Test
    void setInTimeIsMissedByZeroOneEvent() throws Exception {
        int missed = 0;
        for (int attempt = 0; missed == 0; attempt++) {
            Flag flag = new ZeroOneEvent();
            missed = missed(flag, Kind.PLATFORM, 10, JUST_BEFORE[attempt % JUST_BEFORE.length], () -> {
                flag.set();
                return System.nanoTime();
            });
        }
        assertTrue(missed > 0);
    }

    /** The waiters told false although the flag was set before their deadline. The setter says by when it was. */
    private static int missed(Flag flag, Kind kind, int rounds, long nanosBefore, LongSupplier setter)
            throws Exception {
        int missed = 0;
        int inTime = 0;
        long enough = System.nanoTime() + Waiter.PATIENCE.toNanos() / 2;
        while (inTime < rounds && System.nanoTime() - enough < 0) {
            List<Waiter<Long>> waiters = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < 24; i++) {
                waiters.add(Waiter.start(kind, () -> {
                    long deadline = System.nanoTime() + LONG.toNanos();
                    return flag.await(LONG) ? null : deadline;
                }));
            }
            for (Waiter<Long> waiter : waiters) {
                while (!waiter.isParked() && !waiter.isDone()) {
                    Thread.yield();
                }
            }
            while (System.nanoTime() - start < LONG.toNanos() - nanosBefore) {
                Thread.onSpinWait();
            }
            long setAt = setter.getAsLong();
            flag.clear();
            if (setAt - start < LONG.toNanos()) {
                inTime++;
            }
            for (Waiter<Long> waiter : waiters) {
                Long falseDespite = waiter.result();
                if (falseDespite != null && setAt - falseDespite < 0) {
                    missed++;
                }
            }
        }
        assertTrue(inTime > 0, "too busy a machine to set an event just before a deadline");
        return missed;
    }

    /** Interrupts do not make the time of an uninterruptible wait begin anew, nor cut it short. */
    @Test
    void interruptsDoNotProlong() throws Exception {
        Waiter<Integer> waiter =
                Waiter.start(() -> early(LONG.multipliedBy(10), 1, event::awaitUninterruptibly));
        long deadline = System.nanoTime() + Waiter.PATIENCE.toNanos();
        while (!waiter.isDone()) {
            assertTrue(System.nanoTime() - deadline < 0, "interrupts prolong the wait");
            waiter.thread.interrupt();
            Thread.yield();
        }
        assertEquals(0, waiter.result());
    }
}
