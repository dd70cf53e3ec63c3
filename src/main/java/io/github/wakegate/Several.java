package io.github.wakegate;

import java.util.Arrays;
import java.util.Objects;

/** Several events that one thread waits for, each looked at once, when the wait begins. */
final class Several {
    private final Event[] events;
    private final long[] clearEpochs;

    Several(Event... events) {
        this.events = events.clone();
        if (events.length == 0) {
            throw new IllegalArgumentException("no events to wait for");
        }
        clearEpochs = new long[events.length];
        for (int i = 0; i < events.length; i++) {
            clearEpochs[i] = Objects.requireNonNull(this.events[i], "event").sync.clearEpoch();
        }
    }

    /** One of the gates of a thread that waits for any of several events: whoever opens it, opens the thread's own. */
    private static final class Part extends Gate {
        private static final long serialVersionUID = 1L;
        private transient Gate whole;

        Part(Event event, Thread thread, Gate whole) {
            super(event, thread);
            this.whole = whole;
        }

        @Override
        boolean wake() {
            return whole.open();
        }

        @Override
        void forget() {
            super.forget();
            whole = null;
        }
    }

    /** Waits for the end of the first of the epochs: returns its event, or null if the time ran out before. */
    Event awaitAny(boolean timed, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Event over = firstOver();
        if (over != null || timed && nanos <= 0) {
            return over;
        }
        long deadline = timed ? System.nanoTime() + nanos : 0;
        Thread thread = Thread.currentThread();
        if (!Gate.isVirtual(thread) && !isCrowded()) {
            over = spin(timed ? Math.min(nanos, Event.SPIN_NANOS) : Event.SPIN_NANOS);
            if (over != null) {
                return over;
            }
        }
        Gate whole = new Gate(Arrays.asList(events), thread);
        Part[] parts = new Part[events.length];
        try {
            for (int i = 0; i < parts.length && whole.isWaiting(); i++) {
                parts[i] = new Part(events[i], thread, whole);
                events[i].sync.join(clearEpochs[i], parts[i]);
            }
            whole.await(timed, deadline);
        } finally {
            leave(parts);
        }
        return firstOver();
    }

    /** Leaves each of the events, also if to help others fails at one. */
    private static void leave(Part[] parts) {
        Error failure = null;
        for (int i = 0; i < parts.length && parts[i] != null; i++) {
            try {
                parts[i].leave();
            } catch (Error e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Waits for the end of one epoch after the other, in any order: it is the last that counts. */
    boolean awaitAll(boolean timed, long nanos) throws InterruptedException {
        long deadline = timed ? System.nanoTime() + nanos : 0;
        for (int i = 0; i < events.length; i++) {
            if (!events[i].await(clearEpochs[i], timed, timed ? deadline - System.nanoTime() : 0)) {
                return false;
            }
        }
        return true;
    }

    private Event firstOver() {
        for (int i = 0; i < events.length; i++) {
            if (events[i].sync.isOver(clearEpochs[i])) {
                return events[i];
            }
        }
        return null;
    }

    private boolean isCrowded() {
        for (int i = 0; i < events.length; i++) {
            if (events[i].sync.isCrowded(clearEpochs[i])) {
                return true;
            }
        }
        return false;
    }

    private Event spin(long nanos) {
        Event over = firstOver();
        for (long start = System.nanoTime(); over == null && System.nanoTime() - start < nanos; ) {
            Thread.onSpinWait();
            over = firstOver();
        }
        return over;
    }
}
