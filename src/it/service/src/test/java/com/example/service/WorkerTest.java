// SPDX-License-Identifier: Apache-2.0
package com.example.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerTest {
    private final AtomicInteger steps = new AtomicInteger();
    private final Worker worker = new Worker(steps::incrementAndGet);

    @ParameterizedTest
    @MethodSource("com.example.service.Threads#kinds")
    void pausesResumesAndStops(ThreadFactory threads) {
        worker.pause();
        Thread thread = Threads.start(threads, worker);
        Threads.untilIs(thread, Thread.State.WAITING);
        assertEquals(0, steps.get());
        worker.resume();
        await().atMost(Threads.PATIENCE).until(() -> steps.get() > 1_000);
        worker.pause();
        Threads.untilIs(thread, Thread.State.WAITING);
        int done = steps.get();
        worker.stop();
        Threads.untilIs(thread, Thread.State.TERMINATED);
        assertEquals(done, steps.get());
    }

    /** Resumed and paused at once: a flag on a monitor may miss it. */
    @ParameterizedTest
    @MethodSource("com.example.service.Threads#kinds")
    void noShortResumeIsMissed(ThreadFactory threads) {
        worker.pause();
        Thread thread = Threads.start(threads, worker);
        for (int i = 1; i <= 100; i++) {
            Threads.untilIs(thread, Thread.State.WAITING);
            worker.resume();
            worker.pause();
            int least = i;
            await().atMost(Threads.PATIENCE).pollInterval(Duration.ofMillis(1))
                    .until(() -> steps.get() >= least);
        }
        worker.stop();
        Threads.untilIs(thread, Thread.State.TERMINATED);
    }
}
