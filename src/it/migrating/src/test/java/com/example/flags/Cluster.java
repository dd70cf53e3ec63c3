// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.wakegate.Event;
import java.time.Duration;

/** A condition over two variables. */
class Cluster {
    private final Event changed = new Event();
    private volatile String leader;
    private volatile int members;

    void elect(String name) {
        leader = name;
        changed.pulse();
    }

    void resize(int count) {
        members = count;
        changed.pulse();
    }

    boolean quorum() {
        return leader != null && members >= 3;
    }

    void awaitQuorum() throws InterruptedException {
        while (true) {
            Event next = changed.next();
            if (quorum()) return;
            next.await();
        }
    }

    boolean awaitQuorum(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Event next = changed.next();
            if (quorum()) return true;
            if (!next.await(deadline - System.nanoTime(), NANOSECONDS)) return false;
        }
    }
}
