// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.control;

import io.github.wakegate.support.Flag;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * An event whose set() and clear() only read if there is nothing to change: a redundant call publishes nothing. What is
 * read is then written in a second step, so that racing calls both believe that theirs was the change. And await parks
 * without looking again, so that an unpark from elsewhere ends it.
 */
public final class ReadFirstEvent implements Flag {
    private final AtomicBoolean set;
    private final Runnable pause;

    public ReadFirstEvent(boolean initiallySet) {
        this(initiallySet, () -> { });
    }

    /** With a pause between reading and writing. */
    public ReadFirstEvent(boolean initiallySet, Runnable pause) {
        set = new AtomicBoolean(initiallySet);
        this.pause = pause;
    }

    @Override
    public boolean set() {
        return change(true);
    }

    @Override
    public boolean clear() {
        return change(false);
    }

    private boolean change(boolean to) {
        if (set.get() == to) {
            return false;
        }
        pause.run();
        set.set(to);
        return true;
    }

    @Override
    public boolean isSet() {
        return set.get();
    }

    @Override
    public boolean await(Duration timeout) {
        if (!isSet()) {
            LockSupport.parkNanos(this, timeout.toNanos());
        }
        return true;
    }
}
