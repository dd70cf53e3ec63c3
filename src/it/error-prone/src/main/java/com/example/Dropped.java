// SPDX-License-Identifier: Apache-2.0
package com.example;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits with a timeout, and does not ask whether the event was set in time. */
final class Dropped {
    private Dropped() {
    }

    static boolean waits(Event event, Event other, Duration timeout) throws InterruptedException {
        event.await(timeout); // refused
        event.await(1, TimeUnit.SECONDS); // refused
        event.awaitUninterruptibly(timeout); // refused
        event.awaitAndClear(timeout); // refused
        Event.awaitAny(timeout, event, other); // refused
        Event.awaitAll(timeout, event, other); // refused
        event.await();
        event.awaitUninterruptibly();
        event.awaitAndClear();
        Event.awaitAny(event, other);
        Event.awaitAll(event, other);
        event.set();
        event.clear();
        return event.await(timeout);
    }
}
