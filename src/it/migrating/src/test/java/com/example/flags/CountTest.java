// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.wakegate.Event;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A count that is set anew. */
class CountTest {
    static class ByHand {
        private int left;

        synchronized void reset(int count) {
            left = count;
        }

        synchronized void countDown() {
            if (--left == 0) notifyAll();
        }

        synchronized void await() throws InterruptedException {
            while (left > 0) wait();
        }
    }

    static class Count {
        private final AtomicInteger left = new AtomicInteger();
        private final Event zero = new Event();

        void reset(int count) {
            left.set(count);
        }

        void countDown() {
            if (left.decrementAndGet() == 0) {
                zero.pulse();
            }
        }

        void await() throws InterruptedException {
            Event next = zero.next();
            if (left.get() > 0) {
                next.await();
            }
        }
    }

    /** The count is set anew before the waiting thread has the monitor. */
    @Test
    void monitorLosesABriefZero() {
        ByHand count = new ByHand();
        count.reset(1);
        Background<Void> waiter = Background.run(count::await).blocked();
        synchronized (count) {
            count.countDown();
            count.reset(1);
        }
        waiter.blocked(Thread.State.WAITING).assertStranded();
    }

    @Test
    void ticketKeepsIt() throws Exception {
        Count count = new Count();
        for (int round = 0; round < 100; round++) {
            count.reset(2);
            Background<Void> waiter = Background.run(count::await).blocked();
            count.countDown();
            assertFalse(waiter.isDone());
            count.countDown();
            count.reset(2);
            waiter.result();
        }
    }

    @Test
    void zeroLetsEverybodyPass() throws Exception {
        Count count = new Count();
        count.await();
        count.reset(1);
        count.countDown();
        count.await();
    }
}
