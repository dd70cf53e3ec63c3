// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import io.github.wakegate.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sleeping in a loop until a flag is set. */
class SleepLoopTest {
    private static final Duration HOUR = Duration.ofHours(1);

    static class ByHand {
        volatile boolean ready;

        void awaitReady(Duration period) throws InterruptedException {
            while (!ready) {
                Thread.sleep(period.toMillis());
            }
        }
    }

    static class WithEvent {
        final Event ready = new Event();

        void awaitReady() throws InterruptedException {
            ready.await();
        }
    }

    /** Late by half a period on average; what happens between two looks is never seen. */
    @Test
    void sleeperIsLateOrMissesIt() {
        ByHand service = new ByHand();
        Background<Void> client = Background.run(() -> service.awaitReady(HOUR)).blocked();
        service.ready = true;
        client.assertStranded();
        service.ready = false;
        client.thread.interrupt();
    }

    @Test
    void eventTellsAtOnce() throws Exception {
        WithEvent service = new WithEvent();
        Background<Void> client = Background.run(service::awaitReady).blocked();
        service.ready.set();
        service.ready.clear();
        client.result();
    }
}
