// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.wakegate.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What compiles, and does something else. */
class SlipsTest {
    private final Event ready = new Event();
    private final Event stop = new Event();

    @Test
    void waitNeedsTheMonitor() {
        ready.set();
        assertThrows(IllegalMonitorStateException.class, () -> {
            ready.wait();
        });
    }

    /** With the monitor it waits for a notify that never comes. */
    @Test
    void waitDoesNotWaitForTheEvent() {
        Background<Void> waiter = Background.run(() -> {
            synchronized (ready) {
                ready.wait();
            }
        }).blocked();
        ready.set();
        waiter.assertStranded();
        waiter.thread.interrupt();
    }

    /** A static method called on an object: the object is not one of the events. */
    @Test
    @SuppressWarnings("static")
    void awaitAnyOnAnEventDoesNotWaitForIt() throws Exception {
        Duration timeout = Duration.ofMillis(1);
        ready.set();
        assertNull(ready.awaitAny(timeout, stop));
        assertSame(ready, Event.awaitAny(timeout, ready, stop));
    }
}
