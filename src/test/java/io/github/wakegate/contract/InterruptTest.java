// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** G5, interrupts: as CountDownLatch, and the uninterruptible forms keep the status for later. */
class InterruptTest {
    private final Event event = new Event();

    static Stream<Arguments> interruptible() {
        return onBothKinds(form -> !form.name().contains("UNINTERRUPTIBLY"));
    }

    static Stream<Arguments> uninterruptible() {
        return onBothKinds(form -> form.name().contains("UNINTERRUPTIBLY"));
    }

    private static Stream<Arguments> onBothKinds(Predicate<Form> which) {
        return Kind.available().flatMap(kind ->
                Stream.of(Form.values()).filter(which).map(form -> Arguments.of(kind, form)));
    }

    /** Interrupted on entry: throws even if set, even with no time to wait, and clears the status. */
    @ParameterizedTest
    @MethodSource("interruptible")
    void onEntry(Kind kind, Form form) throws Exception {
        for (boolean set : new boolean[] {false, true}) {
            Event some = new Event(set);
            for (Duration timeout : List.of(Waiter.PATIENCE, Duration.ZERO, Duration.ofSeconds(-1))) {
                assertFalse(Waiter.start(kind, () -> {
                    Thread.currentThread().interrupt();
                    assertThrows(InterruptedException.class, () -> form.await(some, timeout));
                    return Thread.currentThread().isInterrupted();
                }).result(), "interrupt status after the exception");
            }
        }
    }

    /** Interrupted while waiting: throws and clears the status. */
    @ParameterizedTest
    @MethodSource("interruptible")
    void whileWaiting(Kind kind, Form form) throws Exception {
        Waiter<Boolean> waiter = Waiter.start(kind, () -> {
            assertThrows(InterruptedException.class, () -> form.await(event));
            return Thread.currentThread().isInterrupted();
        }).parked();
        waiter.thread.interrupt();
        assertFalse(waiter.result(), "interrupt status after the exception");
        assertEquals(0, event.getQueueLength());
    }

    /** A waiter that is interrupted leaves the others waiting, and they are released. */
    @ParameterizedTest
    @MethodSource("interruptible")
    void leavesOthersWaiting(Kind kind, Form form) throws Exception {
        List<Waiter<Boolean>> waiters = Waiter.parked(4, kind, () -> form.await(event));
        waiters.get(0).thread.interrupt();
        assertThrows(InterruptedException.class, waiters.get(0)::result);
        waiters.get(2).thread.interrupt();
        assertThrows(InterruptedException.class, waiters.get(2)::result);
        assertEquals(2, event.getQueueLength());
        event.set();
        assertTrue(waiters.get(1).result());
        assertTrue(waiters.get(3).result());
    }

    /** Uninterruptible, interrupted on entry to a set event: returns, and the status is kept. */
    @ParameterizedTest
    @MethodSource("uninterruptible")
    void keptOnEntry(Kind kind, Form form) throws Exception {
        event.set();
        assertTrue(Waiter.start(kind, () -> {
            Thread.currentThread().interrupt();
            assertTrue(form.await(event));
            return Thread.currentThread().isInterrupted();
        }).result(), "interrupt status after the wait");
    }

    /** Uninterruptible, interrupted on entry or while waiting: waits on, and the status is restored. */
    @ParameterizedTest
    @MethodSource("uninterruptible")
    void keptWhileWaiting(Kind kind, Form form) throws Exception {
        for (boolean onEntry : new boolean[] {false, true}) {
            event.clear();
            Waiter<Boolean> waiter = Waiter.start(kind, () -> {
                if (onEntry) {
                    Thread.currentThread().interrupt();
                }
                assertTrue(form.await(event));
                return Thread.currentThread().isInterrupted();
            }).parked();
            for (int i = 0; i < 3; i++) {
                waiter.thread.interrupt();
                untilInterruptIsTaken(waiter.thread);
                waiter.parked();
            }
            event.set();
            assertTrue(waiter.result(), "interrupt status after the wait");
        }
    }

    /** Waits uninterruptibly, is interrupted and then released by a pulse, 300 times: is any of them missed? */
    static final class PulseAfterInterrupt implements Callable<Boolean> {
        private final String kind;
        private final String form;
        private final Duration patience;

        PulseAfterInterrupt(String kind, String form, Duration patience) {
            this.kind = kind;
            this.form = form;
            this.patience = patience;
        }

        @Override
        public Boolean call() throws Exception {
            Event event = new Event();
            boolean missed = false;
            for (int round = 0; round < 300 && !missed; round++) {
                Waiter<Boolean> waiter =
                        Waiter.start(Kind.valueOf(kind), () -> Form.valueOf(form).await(event)).parked();
                waiter.thread.interrupt();
                untilInterruptIsTaken(waiter.thread);
                event.set();
                event.clear();
                missed = Waiter.stranded(List.of(waiter), patience) > 0;
                event.set();
                assertTrue(waiter.result());
                event.clear();
            }
            return missed;
        }
    }

    /** Uninterruptible: an interrupt just before a pulse does not make the wait miss it. */
    @ParameterizedTest
    @MethodSource("uninterruptible")
    void pulseAfterInterrupt(Kind kind, Form form) throws Exception {
        assertFalse(new PulseAfterInterrupt(kind.name(), form.name(), Waiter.PATIENCE).call());
    }

    /** Control: a wait that begins anew after an interrupt misses it. */
    @Tag("control")
    @ParameterizedTest
    @MethodSource("uninterruptible")
    void pulseAfterInterruptIsMissed(Kind kind, Form form) throws Exception {
        assertTrue(Mutant.at("W9", "$ LockSupport.parkNanos(2_000_000); epoch = goal.events(epoch)[0].look();"
                + " ((EventCore) goal).join(new WaitNode(epoch));")
                .call(PulseAfterInterrupt.class, kind.name(), form.name(), Duration.ofMillis(500)));
    }

    /** While it waits on, the thread has put the interrupt aside. */
    private static void untilInterruptIsTaken(Thread thread) throws Exception {
        Waiter.until(() -> !thread.isInterrupted());
    }

    /** Uninterruptible with a timeout: the status is restored after the time has elapsed too. */
    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0S", "PT0.02S", "PT-2562047788015215H"})
    void keptOnTimeout(Duration timeout) throws Exception {
        assertTrue(Waiter.start(() -> {
            Thread.currentThread().interrupt();
            assertFalse(event.awaitUninterruptibly(timeout));
            return Thread.currentThread().isInterrupted();
        }).result(), "interrupt status after the timeout");
    }

    /** Uninterruptible, not interrupted: the status is not set out of nothing. */
    @ParameterizedTest
    @MethodSource("uninterruptible")
    void notMadeUp(Kind kind, Form form) throws Exception {
        Waiter<Boolean> waiter = Waiter.start(kind, () -> {
            assertTrue(form.await(event));
            return Thread.currentThread().isInterrupted();
        }).parked();
        event.set();
        assertFalse(waiter.result());
    }
}
