// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.control;

import io.github.wakegate.support.Flag;
import java.time.Duration;

/** The hand-rolled flag on a monitor, counting in milliseconds: its setter can be blocked, and it gives up early. */
public final class MonitorFlag implements Flag {
    private boolean set;

    @Override
    public synchronized boolean set() {
        boolean changed = !set;
        set = true;
        notifyAll();
        return changed;
    }

    @Override
    public synchronized boolean clear() {
        boolean changed = set;
        set = false;
        return changed;
    }

    @Override
    public synchronized boolean isSet() {
        return set;
    }

    @Override
    public synchronized boolean await(Duration timeout) throws InterruptedException {
        long deadline = System.currentTimeMillis() + timeout.toMillis();
        while (!set) {
            long remaining = deadline - System.currentTimeMillis();
            if (remaining <= 0) {
                return false;
            }
            wait(remaining);
        }
        return true;
    }
}
