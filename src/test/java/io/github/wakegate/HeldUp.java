package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;

/** Steps of set() and pulse() without the next: what there is to see while a setter is held up. */
final class HeldUp {
    private HeldUp() {
    }

    /** The change of a new event by set(), without any wake-up. */
    static void afterChange(Event event) throws ReflectiveOperationException {
        change(event, 1);
    }

    /** The change of a new event by pulse(), without any wake-up. */
    static void afterPulse(Event event) throws ReflectiveOperationException {
        change(event, 2);
    }

    private static void change(Event event, long epoch) throws ReflectiveOperationException {
        Method compareAndSetState = AbstractQueuedLongSynchronizer.class
                .getDeclaredMethod("compareAndSetState", long.class, long.class);
        compareAndSetState.setAccessible(true);
        assertEquals(true, compareAndSetState.invoke(event.sync, 0L, epoch));
    }
}
