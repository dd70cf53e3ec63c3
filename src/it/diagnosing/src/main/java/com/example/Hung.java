// SPDX-License-Identifier: Apache-2.0
package com.example;

import io.github.wakegate.Event;
import java.time.Duration;

/** A service whose database never connects: every thread waits for that. */
public final class Hung {
    private static final Event CONNECTED = new Event().named("database connected");
    private static final Event STOP = new Event().named("stop");

    private Hung() {
    }

    public static void main(String[] args) throws Exception {
        new Thread(CONNECTED::awaitUninterruptibly, "worker-1").start();
        new Thread(CONNECTED::awaitUninterruptibly, "worker-2").start();
        virtual(CONNECTED::awaitUninterruptibly, "request-1");
        virtual(() -> poll(CONNECTED), "request-2");
        new Thread(Hung::awaitEither, "monitor").start();
        while (CONNECTED.getQueueLength() < 4) {
            Thread.onSpinWait();
        }
        System.out.println(CONNECTED);
    }

    private static void poll(Event event) {
        while (!event.awaitUninterruptibly(Duration.ofMillis(200))) {
            Thread.yield();
        }
    }

    private static void awaitEither() {
        try {
            Event.awaitAny(STOP, CONNECTED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a virtual thread, where there are any. */
    private static void virtual(Runnable action, String name) throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            new Thread(action, name).start();
            return;
        }
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        Object named = type.getMethod("name", String.class).invoke(builder, name);
        type.getMethod("start", Runnable.class).invoke(named, action);
    }
}
