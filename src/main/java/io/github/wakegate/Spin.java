// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import org.jspecify.annotations.Nullable;

/** How a platform thread spins before it parks: where that has paid lately. */
final class Spin {
    private static final String PROPERTY = "io.github.wakegate.spinNanos";
    private static final long DEFAULT = 10_000;

    /** So many looks before the first yield take well under a microsecond. */
    private static final int LOOKS = 16;

    /** A thread that has always yielded in vain does it in one wait of so many; if others compute, of so many. */
    private static final int RETRY = 16;
    private static final int RARELY = 1 << 15;

    /** Then it yields this much longer, since its partner may have to be woken first. */
    private static final int LONGER = 5;

    /** If yielding took this much longer than it should, others compute: one who parks gets a processor back sooner. */
    private static final long SLICE = 1_000_000;

    private static long nanos;

    /**
     * For each thread, 0 while yielding pays, and otherwise a count of waits: it yields when that is a power of two. So
     * it yields less and less often, and more and more often once that pays again. Threads that share a place do no
     * harm. Made when first needed, not in an initializer: a class whose initializer fails stays unusable.
     */
    private static volatile int @Nullable [] habits;

    private Spin() {
    }

    /** Looks at full speed for a moment; then lets others run between looks, who often are those that end the wait. */
    static boolean await(ThreadWait.Goal goal, long epoch, long timeout) {
        int[] vain = habits;
        if (vain == null) {
            vain = prepare();
        }
        long bound = nanos;
        if (bound == 0) {
            return false;
        }
        for (int looks = LOOKS / goal.size(); looks > 0; looks--) { // P1
            Thread.onSpinWait();
            if (goal.tryEnd(epoch)) {
                return true;
            }
        }
        int own = System.identityHashCode(Thread.currentThread()) & vain.length - 1;
        int before = vain[own];
        if (Integer.bitCount(before) > 1) { // P2
            vain[own] = before + 1;
            return false;
        }
        bound = Math.min(timeout, before < RETRY ? bound : LONGER * bound);
        boolean over = false;
        long took = 0;
        for (long start = System.nanoTime(); !over && took < bound; took = System.nanoTime() - start) {
            Thread.yield(); // P3
            over = goal.tryEnd(epoch);
        }
        boolean lost = took - bound > SLICE; // P4
        vain[own] = over && !lost ? before / 2 : Math.min(before, lost ? RARELY : RETRY) + 1;
        return over;
    }

    private static int[] prepare() {
        try {
            nanos = Math.min(Math.max(0, Long.getLong(PROPERTY, DEFAULT)), Long.MAX_VALUE / LONGER);
        } catch (SecurityException e) { // S1: code that may not read it gets the default
            nanos = DEFAULT;
        }
        if (Runtime.getRuntime().availableProcessors() == 1) {
            nanos = 0;
        }
        int[] none = new int[64];
        habits = none;
        return none;
    }
}
