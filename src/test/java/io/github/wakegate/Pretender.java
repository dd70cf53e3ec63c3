// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

/** An entry in the stack of an event that wakes nobody: it does what it is told instead. */
final class Pretender extends WaitNode {
    private final Runnable wake;

    /** Joins those that wait. */
    Pretender(Event event, Runnable wake) {
        super(event.look());
        this.wake = wake;
        event.core.join(this);
    }

    /** As an await that has ended. */
    void end(Event event) {
        leave(false);
        event.core.goOn(this);
    }

    @Override
    boolean wake() {
        boolean waits = !hasLeft();
        wake.run();
        return waits;
    }
}
