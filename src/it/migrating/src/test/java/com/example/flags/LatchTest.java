// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.wakegate.Event;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** CountDownLatch(1) as a flag that is set once: which call set it? */
class LatchTest {
    static class ByHand {
        CountDownLatch stopped = new CountDownLatch(1);

        void stop(Runnable release) {
            if (stopped.getCount() > 0) {
                stopped.countDown();
                release.run();
            }
        }
    }

    static class WithEvent {
        private final Event stopped = Event.oneShot();

        void stop(Runnable release) {
            if (stopped.set()) {
                release.run();
            }
        }
    }

    /** Both looked before either counted down. */
    @Test
    void latchLetsTwoBeTheFirst() throws Exception {
        CyclicBarrier looked = new CyclicBarrier(2);
        ByHand service = new ByHand();
        service.stopped = new CountDownLatch(1) {
            @Override
            public long getCount() {
                long count = super.getCount();
                try {
                    looked.await(Background.PATIENCE.toSeconds(), SECONDS);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                return count;
            }
        };
        AtomicInteger released = new AtomicInteger();
        Background<Void> other = Background.run(() -> service.stop(released::incrementAndGet));
        service.stop(released::incrementAndGet);
        other.result();
        assertEquals(2, released.get());
    }

    @Test
    void eventKnowsTheFirst() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            WithEvent service = new WithEvent();
            CyclicBarrier start = new CyclicBarrier(2);
            AtomicInteger released = new AtomicInteger();
            Background<Void> other = Background.run(() -> {
                start.await();
                service.stop(released::incrementAndGet);
            });
            start.await();
            service.stop(released::incrementAndGet);
            other.result();
            assertEquals(1, released.get());
            assertThrows(UnsupportedOperationException.class, service.stopped::clear);
        }
    }
}
