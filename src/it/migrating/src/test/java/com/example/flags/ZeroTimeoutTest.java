// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import org.junit.jupiter.api.Test;

/** A timeout of 0 that means: no timeout. */
class ZeroTimeoutTest {
    static class ByHand {
        private boolean done;

        synchronized void finish() {
            done = true;
            notifyAll();
        }

        synchronized boolean await(long millis) throws InterruptedException {
            if (!done) {
                wait(millis);
            }
            return done;
        }
    }

    static class WithEvent {
        private final Event done = Event.oneShot();

        void finish() {
            done.set();
        }

        boolean await(long millis) throws InterruptedException {
            if (millis == 0) {
                done.await();
                return true;
            }
            return done.await(millis, MILLISECONDS);
        }
    }

    @Test
    void zeroWaitsWithoutLimit() throws Exception {
        ByHand job = new ByHand();
        Background<Boolean> waiter = Background.call(() -> job.await(0)).blocked();
        assertEquals(Thread.State.WAITING, waiter.thread.getState());
        job.finish();
        assertTrue(waiter.result());
    }

    /** The trap: the same call, and nothing has happened yet. */
    @Test
    void zeroDoesNotWait() throws Exception {
        assertFalse(new Event().await(0, MILLISECONDS));
    }

    @Test
    void zeroIsTranslated() throws Exception {
        WithEvent job = new WithEvent();
        assertFalse(job.await(1));
        Background<Boolean> waiter = Background.call(() -> job.await(0)).blocked();
        assertEquals(Thread.State.WAITING, waiter.thread.getState());
        job.finish();
        assertTrue(waiter.result());
    }
}
