// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.Callable;

/** The forms of await, for actors that nobody interrupts and whose event will be set. */
public final class Waiting {
    /** Far longer than a test may take. */
    public static final Duration LONG = Duration.ofMinutes(5);

    private Waiting() {
    }

    /** For actors that nobody interrupts. */
    public static <T> T uninterrupted(Callable<T> wait) {
        try {
            return wait.call();
        } catch (Exception e) {
            throw new AssertionError("nobody interrupts this actor", e);
        }
    }

    public static void await(Event event) {
        uninterrupted(() -> {
            event.await();
            return null;
        });
    }

    public static boolean await(Event event, Duration timeout) {
        return uninterrupted(() -> event.await(timeout));
    }

    public static void awaitInTime(Event event) {
        if (!await(event, LONG)) {
            throw new AssertionError("timed out: " + event);
        }
    }

    public static void awaitUninterruptiblyInTime(Event event) {
        if (!event.awaitUninterruptibly(LONG)) {
            throw new AssertionError("timed out: " + event);
        }
    }
}
