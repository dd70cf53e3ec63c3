// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What an event is not, and what to use. */
class MoreThanAFlagTest {
    private final Event ready = new Event();

    /** Two set() calls without a clear() are one. */
    @Test
    void aCount() throws Exception {
        ready.set();
        ready.set();
        assertTrue(ready.awaitAndClear(Duration.ZERO));
        assertFalse(ready.awaitAndClear(Duration.ZERO));
        Semaphore permits = new Semaphore(0);
        permits.release();
        permits.release();
        assertTrue(permits.tryAcquire());
        assertTrue(permits.tryAcquire());
        Phaser running = new Phaser(2);
        running.arriveAndDeregister();
        running.arriveAndDeregister();
        assertTrue(running.isTerminated());
    }

    private String reply;

    @Test
    void aValue() throws Exception {
        CompletableFuture<String> future = new CompletableFuture<>();
        Background<String> asking = Background.call(future::get).blocked();
        future.complete("hello");
        assertEquals("hello", asking.result());

        Background<String> waiting = Background.call(() -> {
            ready.await();
            return reply;
        }).blocked();
        reply = "hello";
        ready.set();
        assertEquals("hello", waiting.result());
    }

    boolean awaitUntil(Instant deadline) throws InterruptedException {
        return ready.await(Duration.between(Instant.now(), deadline));
    }

    @Test
    void aDeadline() throws Exception {
        assertFalse(awaitUntil(Instant.now().plusMillis(1)));
        assertFalse(awaitUntil(Instant.MIN));
        Background<Boolean> waiter = Background.call(() -> awaitUntil(Instant.MAX)).blocked();
        ready.set();
        assertTrue(waiter.result());
    }

    static class Patient {
        private final Event late;

        Patient(Event late) {
            this.late = late;
        }

        boolean awaitReply(Event reply) throws InterruptedException {
            return Event.awaitAny(reply, late) == reply;
        }
    }

    /** An hour, and nobody waits for it. */
    @Test
    void aClockThatTestsControl() throws Exception {
        Event late = new Event();
        Patient client = new Patient(late);
        Background<Boolean> call = Background.call(() -> client.awaitReply(ready)).blocked();
        late.set();
        assertFalse(call.result());
        ready.set();
        assertTrue(client.awaitReply(ready));
    }

    /** Whose thread runs the action: by default not the one that calls set(). */
    @Test
    void aCallbackInTheSettersThread() throws Exception {
        AtomicReference<Thread> there = new AtomicReference<>();
        CompletableFuture<Thread> elsewhere = ready.whenSet().thenApply(nothing -> Thread.currentThread());
        ready.whenSet(Runnable::run).thenRun(() -> there.set(Thread.currentThread()));
        ready.set();
        assertSame(Thread.currentThread(), there.get());
        assertNotSame(Thread.currentThread(), elsewhere.get(Background.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    boolean block(long timeout, TimeUnit unit) {
        return ready.awaitUninterruptibly(Duration.ofNanos(unit.toNanos(timeout)));
    }

    /** Long.MAX_VALUE days is what callers write who want no timeout. */
    @Test
    void aLongTimeout() throws Exception {
        assertThrows(ArithmeticException.class, () -> Duration.of(Long.MAX_VALUE, DAYS.toChronoUnit()));
        assertFalse(block(1, MILLISECONDS));
        Background<Boolean> waiter = Background.call(() -> block(Long.MAX_VALUE, DAYS)).blocked();
        ready.set();
        assertTrue(waiter.result());
    }
}
