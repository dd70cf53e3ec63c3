package io.github.wakegate;

import java.util.concurrent.Callable;

/** A gate that takes part in the first wait for an event, and wakes nobody: it does what it is told instead. */
final class Pretender extends Gate {
    private static final long serialVersionUID = 1L;
    private final transient Callable<Boolean> wake;

    /** Joins the waiters. What is called instead of a wake-up answers whether others may rely upon the thread. */
    Pretender(Event event, Callable<Boolean> wake) {
        super(event, Thread.currentThread());
        this.wake = wake;
        event.sync.join(0, this);
    }

    @Override
    boolean wake() {
        try {
            return wake.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
