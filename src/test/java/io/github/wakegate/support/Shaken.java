// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import io.github.wakegate.Event;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The library with a pause at every step of the protocol: mostly none, at times a yield, some microseconds or
 * milliseconds. What goes wrong only if a thread is held up between two steps goes wrong soon.
 */
public final class Shaken implements Step.Listener {
    private boolean isTold;

    private Shaken() {
    }

    /** Runs the main class named first with the other arguments. A library that is not stepped is replaced by one. */
    public static void main(String[] args) throws Exception {
        Shaken shaken = new Shaken();
        Step.tell(shaken);
        new Event();
        if (shaken.isTold) {
            run(Class.forName(args[0]), Arrays.copyOfRange(args, 1, args.length));
        } else {
            run(new Mutant().stepped().loader().loadClass(Shaken.class.getName()), args);
        }
    }

    private static void run(Class<?> type, String... args) throws Exception {
        Method main = type.getMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) args);
    }

    @Override
    public void turn() {
        isTold = true;
    }

    /** Pauses: most times not at all; or a yield; up to 3 µs; or, once in some thousand times, 3 ms. */
    @Override
    public void at(String mark) {
        int random = ThreadLocalRandom.current().nextInt(1 << 15);
        if (random < 1 << 10) {
            Thread.yield();
        } else if (random < 1 << 11) {
            hold(random + random);
        } else if (random < (1 << 11) + 4) {
            hold(3_000_000);
        }
    }

    /** Without parking, which would use up the permit of a wait. */
    private static void hold(long nanos) {
        for (long start = System.nanoTime(); System.nanoTime() - start < nanos;) {
            Thread.yield();
        }
    }
}
