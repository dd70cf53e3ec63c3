// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import io.github.wakegate.Event;
import java.time.Duration;

/** What the pause flags are meant to be: threads pass while it is open, and wait while it is closed. */
final class Gate {
    final Event open = new Event();

    void open() {
        open.set();
    }

    void close() {
        open.clear();
    }

    void pass() throws InterruptedException {
        open.await();
    }

    boolean pass(Duration timeout) throws InterruptedException {
        return open.await(timeout);
    }
}
