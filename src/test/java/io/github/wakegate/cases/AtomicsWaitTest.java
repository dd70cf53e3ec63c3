// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What test262 tries of Atomics.wait, waitAsync and notify (test/built-ins/Atomics), as far as Java has it. */
class AtomicsWaitTest {
    private final Event event = new Event();

    static Stream<Duration> negative() {
        return Stream.of(Duration.ofNanos(-1), Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE));
    }

    static Stream<Duration> huge() {
        return Stream.of(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofNanos(Long.MAX_VALUE),
                Duration.ofDays(365 * 300));
    }

    /** A negative timeout is zero. */
    @ParameterizedTest
    @MethodSource("negative")
    void negative(Duration timeout) throws Exception {
        assertFalse(event.await(timeout));
        assertFalse(event.awaitUninterruptibly(timeout));
        assertFalse(event.awaitAndClear(timeout));
        assertFalse(event.await(Long.MIN_VALUE, TimeUnit.DAYS));
    }

    /** A huge one is none. */
    @ParameterizedTest
    @MethodSource("huge")
    void huge(Duration timeout) throws Exception {
        Waiter<Boolean> waiter = Waiter.start(() -> event.await(timeout)).parked();
        Waiter<Boolean> number = Waiter.start(() -> event.await(Long.MAX_VALUE, TimeUnit.DAYS)).parked();
        event.set();
        assertTrue(waiter.result());
        assertTrue(number.result());
    }

    /** Changes of other events, and changes that are none, wake nobody. */
    @Test
    void unrelatedChanges() throws Exception {
        Event other = new Event();
        Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
        CompletableFuture<Void> future = event.whenSet();
        for (int i = 0; i < 200; i++) {
            other.set();
            other.clear();
            other.pulse();
            event.clear();
        }
        waiter.parked();
        assertFalse(future.isDone());
        assertEquals(1, event.getQueueLength());
        event.set();
        assertTrue(waiter.result());
    }

    /** What waits in the future is completed by the change, and what begins after it at once. */
    @Test
    void async() throws Exception {
        CompletableFuture<Void> before = event.whenSet();
        CompletableFuture<Void> cancelled = event.whenSet();
        assertTrue(cancelled.cancel(true));
        event.set();
        before.get();
        assertTrue(event.whenSet().isDone());
        assertTrue(cancelled.isCancelled());
    }
}
