// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** While it waits on, the thread has put the interrupt aside. */
    private static void untilInterruptIsTaken(Thread thread) throws Exception {
        Waiter.until(() -> !thread.isInterrupted());
    }
}
