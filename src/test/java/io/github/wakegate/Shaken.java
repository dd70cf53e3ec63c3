// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The library with a pause after every step of the protocol: mostly none, at times a yield, some microseconds or
 * milliseconds. What goes wrong only if a thread is held up between two steps goes wrong soon.
 */
final class Shaken {
    /** A step: the pause comes after what stands in double braces. */
    private enum Step {
        LOOK(Event.class, "return {{awaited(sync.epoch())}};"),
        LOOK_OF_SETTER(Event.class, "from = {{getState()}};"),
        CHANGE(Event.class, "!{{compareAndSetState(from, from + steps + more & (from | Long.MAX_VALUE))}}"),
        RELEASED(Event.class, "release();{{}}\n            if (parity"),
        LOOK_AT_THE_TOP(Event.class, "while (release({{top}}))"),
        LOOK_BEFORE_WAKING(Event.class, "first != null && {{isOver(first.epoch)}};"),
        WOKEN(Event.class, "first.wake();{{}}"),
        TOP_REPLACED(Event.class, "return {{topUpdater.compareAndSet(this, first, replacement)}};"),
        LOOK_OF_HELPER(Event.class, "Wait.inVirtualThread() ? null : {{top}};"),
        LOOK_OF_JOINER(Event.class, "below = {{top}};\n                wait.next = below;{{}}"),
        LAST_LOOK_OF_JOINER(Event.class, "while (!{{isOver(wait.epoch)}}\n"),
        JOINED(Event.class, "join(wait);{{}}\n"),
        LEFT(Event.class, "wait.leave();{{}}\n                sweep();"),
        TAKEN_OFF(Event.class, "first != null && {{first.hasLeft()}}; first = {{top}})"),
        ROOM(Event.class, "{{roomUpdater.decrementAndGet(this)}};"),
        SWEEPING(Event.class, "Wait below = {{wait.next}};"),
        SWEPT(Event.class, "{{}}wait.next = below;\n                }"),
        TAKING(Event.class, "{{event.isSet()}} && {{event.clear()}}"),
        TAKING_IN_THE_QUEUE(Event.class, "long epoch = {{getState()}};\n            return (epoch"),
        TAKEN(Event.class, "{{}}event.sync.release();\n            return taken;"),
        LOOK_BEFORE_PARKING(Wait.class, "while (!{{goal.isOver(epoch)}} && !hasPassed())"),
        WAKING(Wait.class, "LockSupport.unpark({{whole.thread}});"),
        LEAVING(Wait.class, "{{}}thread = null;"),
        JOINED_ONE(Several.class, "events[i].sync.join(new Wait(whole, epochs[i]));{{}}"),
        SWEPT_ONE(Several.class, "event.sync.sweep();{{}}"),
        FUTURE_JOINED(Promises.class, "            {{}}sync.join(promises);{{}}"),
        FUTURE_SHARES(Promises.class, "promises = uppermost;{{}}"),
        FUTURE_LEFT(Promises.class, "{{}}promises.remove(future);{{}}"),
        HANDING_OVER(Promises.class, "Executor current = {{executor}};"),
        HANDED_OVER(Promises.class, "{{}}handing = null;");

        private final Class<?> changed;
        private final String code;
        private final String shaken;

        Step(Class<?> changed, String code) {
            this.changed = changed;
            this.code = code.replace("{{", "").replace("}}", "");
            shaken = code.replace("{{}}", " Shaken.pause(); ").replace("{{", "Shaken.after(").replace("}}", ")");
        }
    }

    private Shaken() {
    }

    /** The soak of the shaken library, with the same arguments. */
    public static void main(String[] args) throws Exception {
        Method soak = library().loader().loadClass(Soak.class.getName()).getMethod("main", String[].class);
        soak.setAccessible(true);
        soak.invoke(null, (Object) args);
    }

    /** The library, shaken at every step. */
    static Mutant library() throws IOException {
        Mutant library = new Mutant();
        assertEquals(Step.values().length, shake(library));
        return library;
    }

    /** A changed library, shaken at the steps that it still has. */
    static Mutant of(Mutant changed) throws IOException {
        assertTrue(shake(changed) > Step.values().length - 4, "hardly shaken");
        return changed;
    }

    private static int shake(Mutant library) throws IOException {
        int steps = 0;
        for (Step step : Step.values()) {
            if (library.has(step.changed, step.code)) {
                library.and(step.changed, step.code, step.shaken);
                steps++;
            }
        }
        return steps;
    }

    static <T> T after(T step) {
        pause();
        return step;
    }

    static boolean after(boolean step) {
        pause();
        return step;
    }

    static long after(long step) {
        pause();
        return step;
    }

    static int after(int step) {
        pause();
        return step;
    }

    /** None seven times of eight; a yield; up to 3 µs; or, once in some thousand times, 3 ms. */
    static void pause() {
        int random = ThreadLocalRandom.current().nextInt(1 << 14);
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
