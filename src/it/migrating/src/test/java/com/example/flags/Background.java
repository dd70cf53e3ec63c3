// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/** A thread that does one thing, and may never come back from it. */
final class Background<T> {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<Thread.State> BLOCKED =
            EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);

    final Thread thread;
    private final FutureTask<T> task;

    private Background(Callable<T> action) {
        task = new FutureTask<>(action);
        thread = new Thread(task, "background");
        thread.setDaemon(true);
        thread.start();
    }

    interface Action {
        void run() throws Exception;
    }

    static Background<Void> run(Action action) {
        return call(() -> {
            action.run();
            return null;
        });
    }

    static <T> Background<T> call(Callable<T> action) {
        return new Background<>(action);
    }

    boolean isBlocked() {
        return BLOCKED.contains(thread.getState());
    }

    Background<T> blocked() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(this::isBlocked);
        return this;
    }

    Background<T> blocked(Thread.State state) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> thread.getState() == state);
        return this;
    }

    boolean isDone() {
        return task.isDone();
    }

    T result() throws Exception {
        return task.get(PATIENCE.toNanos(), NANOSECONDS);
    }

    /** It does not end, and is not just slow but blocked. */
    void assertStranded() {
        assertThrows(TimeoutException.class, () -> task.get(200_000_000, NANOSECONDS));
        assertTrue(isBlocked());
    }
}
