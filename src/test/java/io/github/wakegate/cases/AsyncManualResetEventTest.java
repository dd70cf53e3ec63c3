// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Waiter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the tests of Microsoft's AsyncManualResetEvent try (vs-threading, AsyncManualResetEventTests.cs). */
class AsyncManualResetEventTest {
    private final Event event = new Event();

    /** A pulse completes all futures of before, and none made after it. */
    @Test
    void pulseAll() throws Exception {
        CompletableFuture<Void> first = event.whenSet();
        CompletableFuture<Void> second = event.whenSet();
        event.pulse();
        CompletableFuture<Void> later = event.whenSet();
        first.get(Waiter.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        second.get(Waiter.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertFalse(later.isDone());
        assertFalse(event.isSet());
        assertTrue(later.cancel(false));
    }

    /** A pulse of a set event clears it, so that the next future is not complete. */
    @Test
    void pulseWhenSet() {
        event.set();
        assertTrue(event.whenSet().isDone());
        event.pulse();
        assertFalse(event.whenSet().isDone());
    }

    /** The continuation of a future does not run inside set(), which returns though the continuation blocks. */
    @Test
    void continuationsDoNotHoldTheSetter() throws Exception {
        CountDownLatch returned = new CountDownLatch(1);
        CompletableFuture<Thread> continuation = event.whenSet().thenApply(unused -> {
            try {
                assertTrue(returned.await(Waiter.PATIENCE.toSeconds(), TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return Thread.currentThread();
        });
        event.set();
        returned.countDown();
        assertNotSame(Thread.currentThread(), continuation.get(Waiter.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    /** Set, cleared, set: a future of each time is completed by the set after it. */
    @Test
    void again() throws Exception {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Void> future = event.whenSet();
            assertFalse(future.isDone());
            event.set();
            future.get(Waiter.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            event.clear();
        }
    }
}
