// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** A flag with a lock and a condition. */
class ConditionTest {
    static class ByHand {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition opened = lock.newCondition();
        private boolean open;

        void open() {
            lock.lock();
            try {
                open = true;
                opened.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void close() {
            lock.lock();
            try {
                open = false;
            } finally {
                lock.unlock();
            }
        }

        boolean pass(Duration timeout) throws InterruptedException {
            lock.lock();
            try {
                return open || opened.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                lock.unlock();
            }
        }

        boolean passIfOpen(Duration timeout) throws InterruptedException {
            long nanos = timeout.toNanos();
            lock.lock();
            try {
                while (!open && nanos > 0) {
                    nanos = opened.awaitNanos(nanos);
                }
                return open;
            } finally {
                lock.unlock();
            }
        }
    }

    /** With the loop that a condition wants, a short opening is missed, and the answer is wrong. */
    @Test
    void loopMissesAShortOpening() throws Exception {
        ByHand gate = new ByHand();
        Background<Boolean> waiter = Background.call(() -> gate.passIfOpen(Duration.ofMillis(200))).blocked();
        gate.lock.lock();
        gate.open();
        gate.close();
        gate.lock.unlock();
        assertFalse(waiter.result());
    }

    /** Without it any signal lets the waiter pass. */
    @Test
    void withoutLoopAnySignalWillDo() throws Exception {
        ByHand gate = new ByHand();
        Background<Boolean> waiter = Background.call(() -> gate.pass(Background.PATIENCE)).blocked();
        gate.lock.lock();
        gate.opened.signalAll();
        gate.lock.unlock();
        assertTrue(waiter.result());
        assertFalse(gate.open);
    }

    @Test
    void eventMissesNone() throws Exception {
        Gate gate = new Gate();
        Background<Boolean> waiter = Background.call(() -> gate.pass(Background.PATIENCE)).blocked();
        gate.open();
        gate.close();
        assertTrue(waiter.result());
        assertFalse(gate.pass(Duration.ofMillis(1)));
    }
}
