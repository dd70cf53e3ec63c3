// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A one-shot latch with a timeout. */
class TimeoutTest {
    static class ByHand {
        private boolean done;

        synchronized void finish() {
            done = true;
            notifyAll();
        }

        synchronized boolean await(Duration timeout) throws InterruptedException {
            if (!done) {
                wait(timeout.toMillis());
            }
            return done;
        }
    }

    static class WithEvent {
        private final Event done = Event.oneShot();

        void finish() {
            done.set();
        }

        boolean await(Duration timeout) throws InterruptedException {
            return done.await(timeout);
        }
    }

    /** 0.9 ms truncates to 0, and wait(0) has no timeout. */
    @Test
    void aShortTimeoutIsNone() {
        ByHand job = new ByHand();
        Background<Boolean> waiter = Background.call(() -> job.await(Duration.ofNanos(900_000))).blocked();
        waiter.assertStranded();
        assertEquals(Thread.State.WAITING, waiter.thread.getState());
    }

    /** Any other use of the monitor may end the wait, and so may the JVM for no reason. */
    @Test
    void aStrayNotifyEndsTheWait() throws Exception {
        ByHand job = new ByHand();
        long start = System.nanoTime();
        Background<Boolean> waiter = Background.call(() -> job.await(Background.PATIENCE.multipliedBy(10))).blocked();
        synchronized (job) {
            job.notifyAll();
        }
        assertFalse(waiter.result());
        assertTrue(System.nanoTime() - start < Background.PATIENCE.toNanos());
    }

    @Test
    void eventKeepsItsTime() throws Exception {
        WithEvent job = new WithEvent();
        long start = System.nanoTime();
        assertFalse(job.await(Duration.ofNanos(900_000)));
        assertTrue(System.nanoTime() - start >= 900_000);
        Background<Boolean> waiter = Background.call(() -> job.await(Background.PATIENCE)).blocked();
        LockSupport.unpark(waiter.thread);
        waiter.assertStranded();
        job.finish();
        assertTrue(waiter.result());
    }
}
