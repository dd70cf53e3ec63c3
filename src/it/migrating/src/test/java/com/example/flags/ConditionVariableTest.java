// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The kind of condition variable that Android offers: it ignores interrupts, and a timeout of 0 means none. */
class ConditionVariableTest {
    static class ByHand {
        private boolean open;

        synchronized void open() {
            open = true;
            notifyAll();
        }

        synchronized void close() {
            open = false;
        }

        synchronized boolean block(long millis) {
            long deadline = System.nanoTime() / 1_000_000 + millis;
            long left = millis;
            while (!open && (millis == 0 || left > 0)) {
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    // waits on
                }
                left = millis == 0 ? 0 : deadline - System.nanoTime() / 1_000_000;
            }
            return open;
        }
    }

    static class WithEvent {
        private final Event open = new Event();

        void open() {
            open.set();
        }

        void close() {
            open.clear();
        }

        boolean block(Duration timeout) {
            return open.awaitUninterruptibly(timeout);
        }
    }

    /** The request to stop is lost for good. */
    @Test
    void interruptIsSwallowed() throws Exception {
        ByHand variable = new ByHand();
        Background<Boolean> waiter = Background.call(() -> variable.block(60_000) && Thread.interrupted()).blocked();
        waiter.thread.interrupt();
        waiter.assertStranded();
        variable.open();
        assertFalse(waiter.result());
    }

    @Test
    void zeroIsNoTimeout() {
        ByHand variable = new ByHand();
        Background<Boolean> waiter = Background.call(() -> variable.block(0)).blocked();
        waiter.assertStranded();
        assertEquals(Thread.State.WAITING, waiter.thread.getState());
    }

    @Test
    void shortOpeningIsMissed() {
        ByHand variable = new ByHand();
        Background<Boolean> waiter = Background.call(() -> variable.block(0)).blocked();
        synchronized (variable) {
            variable.open();
            variable.close();
        }
        waiter.assertStranded();
    }

    @Test
    void eventDoesAllThree() throws Exception {
        WithEvent variable = new WithEvent();
        assertFalse(variable.block(Duration.ZERO));
        Background<Boolean> waiter = Background.call(() -> variable.block(Background.PATIENCE) && Thread.interrupted());
        waiter.blocked().thread.interrupt();
        waiter.assertStranded();
        variable.open();
        variable.close();
        assertTrue(waiter.result());
    }
}
