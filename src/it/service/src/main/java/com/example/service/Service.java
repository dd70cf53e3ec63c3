// SPDX-License-Identifier: Apache-2.0
package com.example.service;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;

/** Starts in the background. Clients wait until it is ready, or learn why it will never be. */
public final class Service {
    private final Event ready = Event.oneShot();
    private final Event failed = Event.oneShot();
    private String greeting; // visible to every thread that saw the service ready
    private Exception cause; // visible to every thread that saw it failed

    public Service(ThreadFactory threads, Callable<String> connect) {
        threads.newThread(() -> {
            try {
                greeting = connect.call();
                ready.set();
            } catch (Exception e) {
                cause = e;
                failed.set();
            }
        }).start();
    }

    public String call(String client, Duration timeout) throws InterruptedException, TimeoutException {
        Event first = Event.awaitAny(timeout, ready, failed);
        if (first == null) {
            throw new TimeoutException("not ready after " + timeout);
        }
        if (first == failed) {
            throw new IllegalStateException("the service failed to start", cause);
        }
        return greeting + ", " + client;
    }
}
