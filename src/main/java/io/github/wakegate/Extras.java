// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import org.jspecify.annotations.Nullable;

/** What few events have. It is made when first asked for, so that an event without it is no bigger. */
final class Extras {
    final Event inverse;
    volatile @Nullable String name;
    private volatile @Nullable Futures ofEvent;
    private volatile @Nullable Futures ofInverse;

    private Extras(EventCore core) {
        inverse = Event.Inverse.of(core);
    }

    static Extras of(EventCore core) {
        synchronized (core) { // V3
            if (core.extras == null) {
                core.extras = new Extras(core);
            }
            return core.extras;
        }
    }

    /** The futures that wait for the end of such epochs as this; null if there never were any. */
    @Nullable Futures futures(long epoch) {
        return (epoch & 1) == 0 ? ofEvent : ofInverse;
    }

    synchronized Futures futures(EventCore core, long epoch) {
        Futures futures = futures(epoch);
        if (futures == null) {
            futures = new Futures(core);
            if ((epoch & 1) == 0) {
                ofEvent = futures;
            } else {
                ofInverse = futures;
            }
        }
        return futures;
    }

    /** After a change to an epoch of that parity; one of several steps ends all. */
    void release(int steps, int parity) {
        for (int side = 0; side < 2; side++) {
            Futures futures = futures(side);
            if (futures != null && (steps > 0 || side != parity)) { // F1
                futures.release();
            }
        }
    }
}
