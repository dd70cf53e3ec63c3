// SPDX-License-Identifier: Apache-2.0
package com.example.gate;

import io.github.wakegate.Event;
import java.time.Duration;

/** Hands a value from one thread to another, from one named module through another. */
public final class Gate {
    private static int value;

    private Gate() {
    }

    /**
     * Runs the hand-off.
     *
     * @param args none
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws InterruptedException {
        String library = Event.class.getModule().getName();
        if (!"io.github.wakegate".equals(library)) {
            throw new AssertionError("the library is not on the module path but in " + Event.class.getModule());
        }
        Event written = new Event();
        new Thread(() -> {
            value = 42;
            written.set();
        }).start();
        if (!written.await(Duration.ofSeconds(10)) || value != 42) {
            throw new AssertionError(written + " with value " + value);
        }
        System.out.println("received " + value + " through module " + library);
    }
}
