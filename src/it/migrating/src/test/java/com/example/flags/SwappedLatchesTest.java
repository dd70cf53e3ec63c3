// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A new latch for each round. */
class SwappedLatchesTest {
    static class ByHand {
        private volatile CountDownLatch latch = new CountDownLatch(1);

        void open() {
            latch.countDown();
        }

        void close() {
            latch = new CountDownLatch(1);
        }

        void pass() throws InterruptedException {
            latch.await();
        }
    }

    /** Closed twice: the waiting thread is left behind at a latch that nobody counts down any more. */
    @Test
    void latchIsTakenAwayFromItsWaiter() {
        ByHand gate = new ByHand();
        Background<Void> waiter = Background.run(gate::pass).blocked();
        gate.close();
        gate.open();
        waiter.assertStranded();
    }

    @Test
    void eventStays() throws Exception {
        Gate gate = new Gate();
        Background<Void> waiter = Background.run(gate::pass).blocked();
        gate.close();
        gate.open();
        waiter.result();
    }
}
