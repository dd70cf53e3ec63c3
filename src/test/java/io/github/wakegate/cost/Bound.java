// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

/** What a cost must not exceed. */
public final class Bound {
    private Bound() {
    }

    static void atMost(long bound, long cost, String what) {
        if (cost > bound) {
            throw new AssertionError(String.format("%s: %,d, more than %,d", what, cost, bound));
        }
    }
}
