// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress;

import io.github.wakegate.Event;

/**
 * What the states of most tests have: an event, and a plain field that an actor writes before it changes the event.
 * jcstress looks for actors in the class of a test only, so each test has its own, and they are short. The outcomes are
 * inherited: tests that have the same extend one class.
 */
public abstract class Guarded {
    protected final Event event;
    protected int data;

    Guarded(boolean initiallySet) {
        event = new Event(initiallySet);
    }

    /** The event is clear at first. */
    public abstract static class Clear extends Guarded {
        protected Clear() {
            super(false);
        }
    }

    /** The event is set at first. */
    public abstract static class Set extends Guarded {
        protected Set() {
            super(true);
        }
    }

    protected final void writeAndSet() {
        data = 1;
        event.set();
    }

    protected final void writeAndClear() {
        data = 1;
        event.clear();
    }

    protected final void writeAndPulse() {
        data = 1;
        event.pulse();
    }

    protected final void writeSetAndClear() {
        data = 1;
        setAndClear();
    }

    protected final void setAndClear() {
        event.set();
        event.clear();
    }

    /** The result of a waiter, which is then released if it was found stranded. */
    protected final int end(Parked waiter) {
        int result = waiter.end();
        event.set();
        return result;
    }
}
