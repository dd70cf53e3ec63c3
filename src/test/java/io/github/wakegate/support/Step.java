// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What the library calls at each step, once its class files have been through {@link Steps}. */
public final class Step {
    /** Null for none. Has no initializer, which could fail at the end of a stack, and with it the class for good. */
    private static volatile @Nullable Listener listener;

    private static volatile @Nullable Clock clock;

    private Step() {
    }

    /** Is told of each step of each thread. It may hold the thread there, but not park it: the library does that. */
    public interface Listener {
        /** Before a line with a mark; or, the mark being empty, before or after any other step of the protocol. */
        void at(String mark);

        /** A method begins, or a loop turns. */
        default void turn() {
        }
    }

    /** A time of its own. */
    public interface Clock {
        long nanoTime();

        void parkNanos(Object blocker, long nanos);
    }

    /** From now on uses this clock; or, if it is null, the JDK's. */
    public static void use(@Nullable Clock next) {
        clock = next;
    }

    public static long nanoTime() {
        Clock used = clock;
        return used == null ? System.nanoTime() : used.nanoTime();
    }

    public static void parkNanos(Object blocker, long nanos) {
        Clock used = clock;
        if (used == null) {
            LockSupport.parkNanos(blocker, nanos);
        } else {
            used.parkNanos(blocker, nanos);
        }
    }

    /** From now on tells this listener; or, if it is null, none. */
    public static void tell(@Nullable Listener next) {
        listener = next;
    }

    /** Answers something, as {@link #turn} does: a call of a void method is one that PIT leaves out. */
    public static boolean at(String mark) {
        Listener told = listener;
        if (told != null) {
            told.at(mark);
        }
        return true;
    }

    public static boolean turn() {
        Listener told = listener;
        if (told != null) {
            told.turn();
        }
        return true;
    }
}
