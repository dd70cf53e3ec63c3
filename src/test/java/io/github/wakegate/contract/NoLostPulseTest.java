// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.HeldUp;
import io.github.wakegate.control.ReadFirstEvent;
import io.github.wakegate.control.ZeroOneEvent;
import io.github.wakegate.support.Flag;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** G2, no lost pulse: every set() releases all who are waiting, even if clear() follows, and nobody else. */
class NoLostPulseTest {
    private final Event event = new Event();

    /** A crowd of mixed threads is released by one set(), 10 000 virtual ones where there are any. */
    @Test
    void setReleasesACrowd() throws Exception {
        List<Waiter<Boolean>> platform = Waiter.parked(100, Kind.PLATFORM, () -> event.await(Waiter.LONG));
        if (Kind.VIRTUAL.isAvailable()) {
            List<Waiter<Boolean>> virtual = Waiter.parked(10_000, Kind.VIRTUAL, () -> event.await(Waiter.LONG));
            assertEquals(10_100, event.getQueueLength());
            event.set();
            Waiter.assertAllTrue(virtual);
        }
        event.set();
        Waiter.assertAllTrue(platform);
    }

    /** 300 pulses with five waiters each lose nobody. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void pulsesLoseNobody(Kind kind) throws Exception {
        assertEquals(0, strandedByPulses(Flag.of(event), kind, Waiter.PATIENCE));
    }

    /** Control: the same pulses strand waiters of the 0/1 event. */
    @Tag("control")
    @Test
    void pulsesOfZeroOneEventStrand() throws Exception {
        assertTrue(strandedByPulses(new ZeroOneEvent(), Kind.PLATFORM, Duration.ofMillis(500)) > 0);
    }

    /** The waiters left behind by the first pulse that does not release all. */
    private static int strandedByPulses(Flag flag, Kind kind, Duration bound) throws Exception {
        for (int round = 0; round < 300; round++) {
            List<Waiter<Boolean>> waiters =
                    Waiter.parked(5, kind, () -> flag.await(Waiter.LONG));
            assertTrue(flag.set());
            assertTrue(flag.clear());
            int stranded = Waiter.stranded(waiters, bound);
            if (stranded > 0) {
                flag.set(); // for good: even a broken flag lets them go
                Waiter.assertAllTrue(waiters);
                return stranded;
            }
        }
        return 0;
    }

    /** A set() that changes nothing releases those to whom the one that did has not come yet. */
    @Test
    void redundantSetReleases() throws Exception {
        Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
        HeldUp.afterChange(event);
        assertTrue(event.isSet());
        assertTrue(waiter.isParked());
        assertFalse(event.set());
        assertTrue(waiter.result());
    }

    /** Pulses in quick succession release each waiter of any of them. */
    @Test
    void pulsesInQuickSuccession() throws Exception {
        List<Waiter<Boolean>> waiters = Waiter.parked(20, Kind.PLATFORM, () -> event.await(Waiter.LONG));
        for (int i = 0; i < 1_000; i++) {
            event.set();
            event.clear();
        }
        Waiter.assertAllTrue(waiters);
    }

    /** An unpark from elsewhere releases nobody. */
    @ParameterizedTest
    @EnumSource
    void unparkReleasesNobody(Form form) throws Exception {
        Waiter<Boolean> waiter = Waiter.start(() -> form.await(event)).parked();
        assertTrue(stillWaitsAfterUnpark(waiter));
        event.set();
        assertTrue(waiter.result());
    }

    /** Control: an await that parks without looking again is released by an unpark. */
    @Tag("control")
    @Test
    void unparkReleasesFromReadFirstEvent() throws Exception {
        Flag flag = new ReadFirstEvent(false);
        assertFalse(stillWaitsAfterUnpark(Waiter.start(() -> flag.await(Waiter.LONG)).parked()));
    }

    /** Unparks a waiter and looks where it goes: until it has parked once more, or has ended. */
    private static boolean stillWaitsAfterUnpark(Waiter<Boolean> waiter) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long id = waiter.thread.getId();
        long waitsBefore = threads.getThreadInfo(id).getWaitedCount();
        LockSupport.unpark(waiter.thread);
        long deadline = System.nanoTime() + Waiter.PATIENCE.toNanos();
        while (!waiter.isDone()) {
            assertTrue(System.nanoTime() - deadline < 0, "neither parked again nor ended");
            ThreadInfo now = threads.getThreadInfo(id);
            if (now != null && now.getWaitedCount() > waitsBefore && waiter.isParked()) { // null: it has just ended
                return true;
            }
            Thread.yield();
        }
        return false;
    }
}
