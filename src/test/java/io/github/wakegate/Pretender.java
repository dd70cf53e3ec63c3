// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

/** An entry in the stack of an event that wakes nobody: it does what it is told instead. */
final class Pretender extends Wait {
    private final Runnable wake;

    /** Joins those that wait. */
    Pretender(Event event, Runnable wake) {
        super(event.sync, event.look(), 0);
        this.wake = wake;
        event.sync.join(this);
    }

    /** As an await that has ended. */
    void end(Event event) {
        leave();
        event.sync.sweep();
    }

    @Override
    void wake() {
        wake.run();
    }
}
