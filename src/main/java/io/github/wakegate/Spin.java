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

    private static long nanos;

    /**
     * For each thread, how often in a row yielding was in vain. Threads that share a place do no harm. Made when first
     * needed, not in an initializer: a class whose initializer fails stays unusable.
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
        int own = System.identityHashCode(Thread.currentThread()) & vain.length - 1;
        for (int looks = LOOKS / goal.size(); looks > 0; looks--) { // P1
            Thread.onSpinWait();
            if (goal.tryEnd(epoch)) {
                vain[own] = 0;
                return true;
            }
        }
        int before = vain[own];
        boolean over = false;
        if (before < PATIENCE || before % RETRY == 0) { // P2
            bound = Math.min(timeout, before < PATIENCE ? bound : LONGER * bound);
            for (long start = System.nanoTime(); !over && System.nanoTime() - start < bound;
                    over = goal.tryEnd(epoch)) {
                Thread.yield(); // P3
            }
        }
        vain[own] = over ? 0 : before + 1 & Integer.MAX_VALUE;
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
