// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import java.util.Arrays;
import java.util.stream.Stream;

/** The kinds of thread: each test of waiting runs on both, where the running JDK has both. */
public enum Kind {
    PLATFORM, VIRTUAL;

    public static Stream<Kind> available() {
        return Arrays.stream(values()).filter(Kind::isAvailable);
    }

    public boolean isAvailable() {
        return this == PLATFORM || Runtime.version().feature() >= 21;
    }

    /** Thread.ofVirtual().unstarted(action) by reflection, since the tests are compiled for 17. */
    public Thread unstarted(Runnable action) {
        if (this == PLATFORM) {
            Thread thread = new Thread(action, "waiter") { }; // of a class of its own, as workers of pools are
            thread.setDaemon(true);
            return thread;
        }
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            builder = type.getMethod("name", String.class).invoke(builder, "virtual waiter");
            return (Thread) type.getMethod("unstarted", Runnable.class).invoke(builder, action);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no virtual threads", e);
        }
    }
}
