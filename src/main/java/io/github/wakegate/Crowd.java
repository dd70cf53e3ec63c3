package io.github.wakegate;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.stream.Stream;

/** The waiters of one clear epoch of one event: a stack of their gates (Treiber's). */
final class Crowd {
    private static final AtomicReferenceFieldUpdater<Crowd, Gate> TOP =
            AtomicReferenceFieldUpdater.newUpdater(Crowd.class, Gate.class, "top");
    private static final AtomicIntegerFieldUpdater<Crowd> GONE =
            AtomicIntegerFieldUpdater.newUpdater(Crowd.class, "gone");

    /** How many waiters each one releases: the wake-up spreads, and only two held up at once hold it up. */
    private static final int HELPERS = 2;

    /** How many waiters may give up, besides half as many as waited then, until their gates are swept out. */
    private static final int SPARE = 32;

    /** The crowd of an event that nobody has waited for: of an epoch that nobody waits for, since it is odd. */
    static final Crowd NOBODY = new Crowd(1, null);

    final long epoch;
    private volatile Gate top;
    private volatile int gone;
    private volatile int enough = SPARE;

    /** The last of the crowds before that may not have been released in full. */
    private volatile Crowd before;

    Crowd(long epoch, Crowd before) {
        this.epoch = epoch;
        this.before = before;
    }

    boolean isEmpty() {
        return top == null;
    }

    /** All who joined, but for those released or swept out. */
    Stream<Gate> gates() {
        return Stream.iterate(top, gate -> gate != null, gate -> gate.next);
    }

    void join(Gate gate) {
        gate.crowd = this;
        do {
            gate.next = top;
        } while (!TOP.compareAndSet(this, gate.next, gate));
    }

    /** Releases all, or two who will see to the rest; so too those of the crowds before. */
    void release() {
        for (Crowd crowd = this; crowd != null; crowd = crowd.before) {
            int helpers = 0;
            for (Gate gate; helpers < HELPERS && (gate = crowd.top) != null; ) {
                if (gate.open()) {
                    helpers++;
                }
                TOP.compareAndSet(crowd, gate, gate.next);
            }
            Crowd next = crowd.before;
            if (next != null && next.isEmpty()) {
                crowd.before = next.before;
            }
        }
    }

    /** However a wait ends: gives up or, if the waiter was released, does for the others what it owes them. */
    void leave(Gate gate) {
        if (gate.giveUp()) {
            left();
        } else if (gate.helps) {
            release();
        } else if (gate.thread != null) {
            releaseBelow(gate); // not for a future: one completed by its setter would complete the next, and so on
        }
    }

    /** Owed by nobody: speeds up a crowd that has got ahead of whoever releases it. Leaves {@code top} to that one. */
    private void releaseBelow(Gate gate) {
        Gate below = gate.next;
        for (int i = 0; i < HELPERS && below != null; i++) {
            below.open();
            below = below.next;
        }
    }

    /** Takes off the gates of those who gave up, if they are uppermost. Others stay until there may be too many. */
    private void left() {
        for (Gate gate; (gate = top) != null && gate.hasGivenUp(); ) {
            TOP.compareAndSet(this, gate, gate.next);
        }
        int left = GONE.incrementAndGet(this);
        if (left > enough && GONE.compareAndSet(this, left, 0)) {
            enough = SPARE + sweep() / 2;
        }
    }

    /** Takes out the gates of those who gave up, and returns the number of the others. */
    private int sweep() {
        int others = 0;
        for (Gate gate = top; gate != null; gate = gate.next) {
            others++;
            Gate next = gate.next;
            while (next != null && next.hasGivenUp()) {
                next = next.next;
            }
            gate.next = next;
        }
        return others;
    }
}
