// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import org.jspecify.annotations.Nullable;

/** How a platform thread spins before it parks: where that has paid lately. */
final class Spin {
    private static final String PROPERTY = "io.github.wakegate.spinNanos";
    private static final long DEFAULT = 10_000;

    /** So many looks before the first yield take well under a microsecond. */
    private static final int LOOKS = 16;

    /** After so many waits in a row in which yielding was in vain, a thread yields in one wait of so many only. */
    private static final int PATIENCE = 3;
    private static final int RETRY = 16;

    /** Then it yields this much longer, since its partner may have to be woken first. */
    private static final int LONGER = 5;

    /** If yielding took this much longer than it should, others compute, and the thread has lost that time. */
    private static final long SLICE = 1_000_000;

    /** It may lose one part in so many of its time, so it then parks at once for a while: for so long at most. */
    private static final int PART = 8;
    private static final long MOST = 2_000_000_000;

    private static long nanos;

    /**
     * One for each thread, though some share one. Made when first needed, not in an initializer: a class whose
     * initializer fails stays unusable.
     */
    private static volatile Spin @Nullable [] habits;

    /** How often in a row yielding was in vain. */
    private int vain;

    /** When what it has lost is no more than its part: the generic cell rate algorithm of ITU-T I.371. */
    private long due;

    private Spin(long due) {
        this.due = due;
    }

    /** Looks at full speed for a moment; then lets others run between looks, who often are those that end the wait. */
    static boolean await(ThreadWait.Goal goal, long epoch, long timeout) {
        Spin[] all = habits;
        if (all == null) {
            all = prepare();
        }
        if (nanos == 0) {
            return false;
        }
        Spin own = all[System.identityHashCode(Thread.currentThread()) & all.length - 1];
        for (int looks = LOOKS / goal.size(); looks > 0; looks--) { // P1
            Thread.onSpinWait();
            if (goal.tryEnd(epoch)) {
                if (own.vain != 0) { // a write takes the cache line from others
                    own.vain = 0;
                }
                return true;
            }
        }
        return own.yieldUntil(goal, epoch, timeout);
    }

    private boolean yieldUntil(ThreadWait.Goal goal, long epoch, long timeout) {
        int before = vain;
        if (before >= PATIENCE && before % RETRY != 0) { // P2
            vain = before + 1 & Integer.MAX_VALUE;
            return false;
        }
        long start = System.nanoTime();
        if (start - due < 0) { // P5
            return false;
        }
        long bound = Math.min(timeout, before < PATIENCE ? nanos : LONGER * nanos);
        boolean over = false;
        long took = 0;
        for (; !over && took < bound; took = System.nanoTime() - start) {
            Thread.yield(); // P3
            over = goal.tryEnd(epoch);
        }
        vain = over ? 0 : before + 1 & Integer.MAX_VALUE;
        if (took - bound > SLICE) { // P4
            long now = start + took;
            due = now + Math.min(Math.max(due - now, -MOST) + PART * took, MOST);
        }
        return over;
    }

    private static Spin[] prepare() {
        try {
            nanos = Math.min(Math.max(0, Long.getLong(PROPERTY, DEFAULT)), Long.MAX_VALUE / LONGER);
        } catch (SecurityException e) { // S1: code that may not read it gets the default
            nanos = DEFAULT;
        }
        if (Runtime.getRuntime().availableProcessors() == 1) {
            nanos = 0;
        }
        long due = System.nanoTime() - MOST;
        Spin[] all = new Spin[64];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Spin(due);
        }
        habits = all;
        return all;
    }
}
