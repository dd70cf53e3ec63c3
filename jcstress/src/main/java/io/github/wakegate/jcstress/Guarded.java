// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress;

import io.github.wakegate.Event;

/**
 * What the states of most tests have: an event, and a plain field that an actor writes before it changes the event. A
 * test extends one of the two below, so that its actors are short, and its outcomes may be inherited as well.
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
        event.set();
        event.clear();
    }

    /** A form of await. */
    public interface Wait {
        void run() throws InterruptedException;
    }

    /** A thread that waits so, and then reads the data. */
    protected final Parked parked(Wait wait) {
        return new Parked(() -> {
            wait.run();
            return data;
        });
    }

    /** The result of a waiter, which is then released if it was found stranded. */
    protected final int end(Parked waiter) {
        int result = waiter.end();
        event.set();
        return result;
    }
}
