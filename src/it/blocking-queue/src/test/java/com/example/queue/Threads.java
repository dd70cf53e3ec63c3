// SPDX-License-Identifier: Apache-2.0
package com.example.queue;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;

/** The kinds of threads that the running JDK has. */
final class Threads {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Threads() {
    }

    static Stream<ThreadFactory> kinds() throws ReflectiveOperationException {
        ThreadFactory platform = Threads::platform;
        if (Runtime.version().feature() < 21) {
            return Stream.of(platform);
        }
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return Stream.of(platform,
                (ThreadFactory) Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder));
    }

    static Thread platform(Runnable action) {
        Thread thread = new Thread(action);
        thread.setDaemon(true);
        return thread;
    }

    static Thread start(ThreadFactory threads, Runnable action) {
        Thread thread = threads.newThread(action);
        thread.start();
        return thread;
    }

    /** Returns once a thread is in a state: parked, or ended. */
    static void untilIs(Thread thread, Thread.State state) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> thread.getState() == state);
    }
}
