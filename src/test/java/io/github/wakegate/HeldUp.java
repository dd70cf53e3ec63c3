package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.LockSupport;

/** Steps of set() without the next: what there is to see while a setter is held up, or whom it wakes. */
final class HeldUp {
    private HeldUp() {
    }

    /** The change of a new event without any wake-up. */
    static void afterChange(Event event) throws ReflectiveOperationException {
        Method compareAndSetState = AbstractQueuedLongSynchronizer.class
                .getDeclaredMethod("compareAndSetState", long.class, long.class);
        compareAndSetState.setAccessible(true);
        assertEquals(true, compareAndSetState.invoke(event.sync, 0L, 1L));
    }

    /** The release of a waiter without its unpark. False if the waiter gave up before. */
    static boolean beforeUnpark(Thread waiter) throws ReflectiveOperationException {
        return afterRelease(waiter, Gate.RELEASED);
    }

    /** The same, and others take the waiter for awake: it is the one that is held up. */
    static boolean beforeWaking(Thread waiter) throws ReflectiveOperationException {
        return afterRelease(waiter, Gate.AWAKE);
    }

    private static boolean afterRelease(Thread waiter, int state) throws ReflectiveOperationException {
        Method compareAndSetState = AbstractQueuedSynchronizer.class
                .getDeclaredMethod("compareAndSetState", int.class, int.class);
        compareAndSetState.setAccessible(true);
        return LockSupport.getBlocker(waiter) instanceof Gate gate
                && (boolean) compareAndSetState.invoke(gate, Gate.WAITING, state);
    }
}
