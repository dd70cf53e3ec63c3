// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The stop flag of a worker thread with pauses. */
class StopFlagTest {
    private static final Duration HOUR = Duration.ofHours(1);

    static class ByHand {
        private volatile boolean stopped;

        void stop() {
            stopped = true;
        }

        void run(Runnable job, Duration period) throws InterruptedException {
            while (!stopped) {
                job.run();
                Thread.sleep(period.toMillis());
            }
        }
    }

    static class WithEvent {
        private final Event stopped = Event.oneShot();

        void stop() {
            stopped.set();
        }

        void run(Runnable job, Duration period) throws InterruptedException {
            do {
                job.run();
            } while (!stopped.await(period));
        }
    }

    @Test
    void stopIsNoticedAnHourLater() {
        ByHand worker = new ByHand();
        Background<Void> thread = Background.run(() -> worker.run(() -> { }, HOUR)).blocked();
        worker.stop();
        thread.assertStranded();
    }

    @Test
    void eventEndsThePause() throws Exception {
        AtomicInteger times = new AtomicInteger();
        WithEvent worker = new WithEvent();
        Background<Void> thread = Background.run(() -> worker.run(times::incrementAndGet, HOUR)).blocked();
        worker.stop();
        thread.result();
        assertEquals(1, times.get());
    }
}
