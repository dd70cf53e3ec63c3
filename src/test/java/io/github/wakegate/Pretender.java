// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

/** An entry in the stack of an event that does what it is told when it is woken; its thread does not wait. */
public final class Pretender extends WaitNode {
    private final Runnable wake;

    /** Joins those that wait. */
    public Pretender(Event event, Runnable wake) {
        super(event.look());
        this.wake = wake;
        event.core.join(this);
    }

    /** As an await that has ended. */
    public void end(Event event) {
        leave(false);
        event.core.goOn(this);
    }

    /** As an await that has ended, and is held up before it takes its entry off. */
    public void leave() {
        leave(false);
    }

    @Override
    boolean wake() {
        boolean waits = super.wake();
        wake.run();
        return waits;
    }
}
