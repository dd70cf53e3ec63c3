// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;

/** Steps of set(), clear() and pulse() without the next: what there is to see while a setter is held up. */
public final class HeldUp {
    private HeldUp() {
    }

    /** The change of a new event by set(), without any wake-up. */
    public static void afterChange(Event event) throws ReflectiveOperationException {
        change(event, 0, 1);
    }

    /** The change of a new event that was set once by clear(), without any wake-up. */
    public static void afterClear(Event event) throws ReflectiveOperationException {
        change(event, 1, 2);
    }

    /** The change of a new event by pulse(), without any wake-up. */
    public static void afterPulse(Event event) throws ReflectiveOperationException {
        change(event, 0, 2);
    }

    private static void change(Event event, long from, long to) throws ReflectiveOperationException {
        Method compareAndSetState = AbstractQueuedLongSynchronizer.class
                .getDeclaredMethod("compareAndSetState", long.class, long.class);
        compareAndSetState.setAccessible(true);
        assertEquals(true, compareAndSetState.invoke(event.core, from, to));
    }
}
