// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tokio's tests of Notify try (tokio/tests/sync_notify.rs, tokio/src/sync/tests/loom_notify.rs), for pulses. */
class TokioNotifyTest {
    private final Event event = new Event();

    /** One pulse does not end two waits of one thread. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void onePulseOneWait(Kind kind) throws Exception {
        AtomicInteger passes = new AtomicInteger();
        Waiter<Boolean> waiter = Waiter.start(kind, () -> {
            for (int i = 0; i < 2; i++) {
                event.await();
                passes.incrementAndGet();
            }
            return true;
        }).parked();
        event.pulse();
        Waiter.until(() -> passes.get() == 1 && event.getQueueLength() == 1);
        waiter.parked();
        assertEquals(1, passes.get());
        event.pulse();
        assertTrue(waiter.result());
    }

    /** One pulse releases more waiters than fit a batch, each of them once. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void manyBatches(Kind kind) throws Exception {
        AtomicInteger passes = new AtomicInteger();
        List<Waiter<Boolean>> waiters = Waiter.parked(100, kind, () -> {
            event.await();
            passes.incrementAndGet();
            return event.await(Waiter.LONG);
        });
        event.pulse();
        Waiter.until(() -> passes.get() == 100 && event.getQueueLength() == 100);
        event.set();
        Waiter.assertAllTrue(waiters);
        assertEquals(100, passes.get());
    }

    /** A pulse that nobody waits for is not kept. */
    @Test
    void notKept() throws Exception {
        event.pulse();
        assertFalse(event.await(Duration.ofMillis(1)));
    }

    /** An action may pulse the event that runs it: futures made since then are completed, and those of before once. */
    @Test
    void reentrant() throws Exception {
        List<Integer> ran = new ArrayList<>();
        CompletableFuture<Void> inner = new CompletableFuture<>();
        event.whenSet(Runnable::run).thenRun(() -> {
            ran.add(1);
            event.whenSet(Runnable::run).thenRun(() -> {
                ran.add(2);
                inner.complete(null);
            });
            event.pulse();
        });
        event.pulse();
        inner.get();
        event.pulse();
        assertEquals(List.of(1, 2), ran);
    }

    /** A taker that is interrupted while it is being released leaves the event to the next. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void passedOn(Kind kind) throws Exception {
        for (int i = 0; i < 50; i++) {
            Waiter<Boolean> leaving = Waiter.start(kind, () -> event.awaitAndClear(Waiter.LONG)).parked();
            Waiter<Boolean> staying = Waiter.start(kind, () -> event.awaitAndClear(Waiter.LONG)).parked();
            event.set();
            leaving.thread.interrupt();
            try {
                leaving.result();
                event.set(); // it has taken the event
            } catch (InterruptedException e) {
                // it has not
            }
            assertTrue(staying.result());
            event.clear();
        }
    }
}
