// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import org.jspecify.annotations.Nullable;

/** How a platform thread spins before it parks: where that has paid lately. */
final class Spin {
    private static final String PROPERTY = "io.github.wakegate.spinNanos";
    private static final long DEFAULT = 10_000;

    /** So many looks take well under a microsecond; if processors are far from each other, so many more may pay. */
    private static final int LOOKS = 16;
    private static final int MORE = 48;

    /** What has been in vain in so many waits in a row, a thread does in one wait of so many only. */
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
     * One for each thread, though some share one; or none, if spinning is off. Made when first needed, not in an
     * initializer: a class whose initializer fails stays unusable.
     */
    private static volatile Spin @Nullable [] habits;

    /** In so many waits in a row. */
    private int lookedInVain;
    private int yieldedInVain;

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
        if (all.length == 0) {
            return false;
        }
        Spin own = all[System.identityHashCode(Thread.currentThread()) & all.length - 1];
        int before = own.lookedInVain;
        for (int looks = (pays(before) ? LOOKS + MORE : LOOKS) / goal.size(); looks > 0; looks--) { // P1
            Thread.onSpinWait(); // P6
            if (goal.tryEnd(epoch)) {
                if ((before | own.yieldedInVain) != 0) { // a write takes the cache line from others
                    own.lookedInVain = 0;
                    own.yieldedInVain = 0;
                }
                return true;
            }
        }
        own.lookedInVain = before + 1 & Integer.MAX_VALUE;
        return own.yieldUntil(goal, epoch, timeout);
    }

    private static boolean pays(int inVain) {
        return inVain < PATIENCE || inVain % RETRY == 0; // P2
    }

    private boolean yieldUntil(ThreadWait.Goal goal, long epoch, long timeout) {
        int before = yieldedInVain;
        if (!pays(before)) {
            yieldedInVain = before + 1 & Integer.MAX_VALUE;
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
        yieldedInVain = over ? 0 : before + 1 & Integer.MAX_VALUE;
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
        Spin[] all = new Spin[nanos == 0 ? 0 : 64];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Spin(due);
        }
        habits = all;
        return all;
    }
}
