// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import io.github.wakegate.Event;
import java.time.Duration;

/** A latch that opens and closes. Threads may wait for either. */
final class Door {
    final Event open = new Event();
    final Event closed = open.inverse();

    void open() {
        open.set();
    }

    void close() {
        closed.set();
    }

    void awaitOpen() throws InterruptedException {
        open.await();
    }

    boolean awaitClosed(Duration timeout) throws InterruptedException {
        return closed.await(timeout);
    }
}
