// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Atlassian's test of its PhasedLatch tries (atlassian-util-concurrent, PhasedLatchTest.java). */
class PhasedLatchTest {
    private final Event phases = new Event();

    /** A release frees the threads of its phase, and those that come later wait for the next. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void phaseByPhase(Kind kind) throws Exception {
        for (int phase = 0; phase < 5; phase++) {
            List<Waiter<Boolean>> waiters = Waiter.parked(4, kind, () -> phases.await(Waiter.LONG));
            phases.pulse();
            Waiter.assertAllTrue(waiters);
            assertFalse(phases.isSet());
        }
    }

    /** A phase that is over is over for all who ask, and the current one is not. */
    @Test
    void earlierPhase() throws Exception {
        Event earlier = phases.next();
        phases.pulse();
        Event current = phases.next();
        earlier.await();
        assertTrue(earlier.isSet());
        assertFalse(current.isSet());
    }

    /** Nobody but the latch ends a phase. */
    @Test
    void onlyTheLatch() {
        Event phase = phases.next();
        assertThrows(UnsupportedOperationException.class, phase::set);
        assertThrows(UnsupportedOperationException.class, phase::pulse);
        assertFalse(phase.isSet());
    }

    /** A thread that waits uninterruptibly for a phase keeps its interrupt until the phase is over. */
    @Test
    void interruptIsKept() throws Exception {
        Waiter<Boolean> waiter = Waiter.start(() -> {
            phases.awaitUninterruptibly();
            return Thread.interrupted();
        }).parked();
        waiter.thread.interrupt();
        waiter.parked();
        phases.pulse();
        assertTrue(waiter.result());
        assertEquals(0, phases.getQueueLength());
    }
}
