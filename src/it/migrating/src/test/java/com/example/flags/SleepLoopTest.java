package com.example.flags;

import io.github.wakegate.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sleeping until told. */
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

    /** On average half a period late; and what happens between two looks is never seen. */
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
