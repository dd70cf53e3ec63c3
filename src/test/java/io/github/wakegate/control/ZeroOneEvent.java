// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.control;

import io.github.wakegate.support.Flag;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;

/**
 * The obvious event on a synchronizer, 0 for clear and 1 for set: loses pulses, since a waiter that runs only after
 * clear() finds 0 again. And since its timed await believes the queue, it says {@code false} of a set() that came in
 * time, if the waiters before it have not been released yet.
 */
public final class ZeroOneEvent implements Flag {
    private static final class Sync extends AbstractQueuedSynchronizer {
        private static final long serialVersionUID = 1L;

        @Override
        protected int tryAcquireShared(int unused) {
            return getState() == 1 ? 1 : -1;
        }

        @Override
        protected boolean tryReleaseShared(int unused) {
            return compareAndSetState(0, 1);
        }

        boolean clear() {
            return compareAndSetState(1, 0);
        }

        boolean isSet() {
            return getState() == 1;
        }
    }

    private final Sync sync = new Sync();

    @Override
    public boolean set() {
        return sync.releaseShared(1);
    }

    @Override
    public boolean clear() {
        return sync.clear();
    }

    @Override
    public boolean isSet() {
        return sync.isSet();
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return sync.tryAcquireSharedNanos(1, TimeUnit.NANOSECONDS.convert(timeout));
    }
}
