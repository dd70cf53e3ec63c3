// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.wakegate.Event;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The example of the README. */
class ReadmeTest {
    private final Event running = new Event(true);
    private final Event stop = Event.oneShot();

    void run() throws InterruptedException {
        while (Event.awaitAny(stop, running) != stop) step();
    }

    private final AtomicInteger steps = new AtomicInteger();

    private void step() {
        steps.incrementAndGet();
    }

    @Test
    void pausesResumesAndStopsWhilePaused() throws Exception {
        running.clear();
        Background<Void> worker = Background.run(this::run).blocked();
        assertEquals(0, steps.get());
        running.set();
        await().atMost(Background.PATIENCE).until(() -> steps.get() > 1_000);
        running.clear();
        worker.blocked();
        int done = steps.get();
        stop.set();
        worker.result();
        assertEquals(done, steps.get());
    }
}
