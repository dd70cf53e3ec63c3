// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.control.ReadFirstEvent;
import io.github.wakegate.support.Flag;
import io.github.wakegate.support.Race;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** G6, linearizable: the answers of racing calls and the state they leave are those of some order of the calls. */
class LinearizableTest {
    private static final int ROUNDS = 100_000;

    /** Of racing set() calls on a clear event exactly one returns true. */
    @Test
    void setAgainstSet() throws Exception {
        assertEquals(0, disorders(() -> Flag.of(new Event()), Flag::set, Flag::set, LinearizableTest::oneSets));
        assertEquals(0, disorders(() -> Flag.of(Event.oneShot()), Flag::set, Flag::set, LinearizableTest::oneSets));
    }

    /** Control: if set() reads first and then writes, both believe they did it. */
    @Tag("control")
    @Test
    void setAgainstSetOfReadFirstEvent() throws Exception {
        assertTrue(untilDisorder(false, Flag::set, Flag::set, LinearizableTest::oneSets) > 0);
    }

    /** Of racing clear() calls on a set event exactly one returns true. */
    @Test
    void clearAgainstClear() throws Exception {
        assertEquals(0,
                disorders(() -> Flag.of(new Event(true)), Flag::clear, Flag::clear, LinearizableTest::oneClears));
    }

    /** Control: if clear() reads first and then writes, both believe they did it. */
    @Tag("control")
    @Test
    void clearAgainstClearOfReadFirstEvent() throws Exception {
        assertTrue(untilDisorder(true, Flag::clear, Flag::clear, LinearizableTest::oneClears) > 0);
    }

    /** set() against clear() on a clear event: set() wins always, clear() if it came second. */
    @Test
    void setAgainstClearFromClear() throws Exception {
        assertEquals(0, disorders(() -> Flag.of(new Event()), Flag::set, Flag::clear,
                outcome -> outcome.one && outcome.other != outcome.setAtTheEnd));
    }

    /** set() against clear() on a set event: clear() wins always, set() if it came second. */
    @Test
    void setAgainstClearFromSet() throws Exception {
        assertEquals(0, disorders(() -> Flag.of(new Event(true)), Flag::set, Flag::clear,
                outcome -> outcome.other && outcome.one == outcome.setAtTheEnd));
    }

    private record Outcome(boolean one, boolean other, boolean setAtTheEnd) {
    }

    private static boolean oneSets(Outcome outcome) {
        return outcome.one != outcome.other && outcome.setAtTheEnd;
    }

    private static boolean oneClears(Outcome outcome) {
        return outcome.one != outcome.other && !outcome.setAtTheEnd;
    }

    private static long untilDisorder(boolean initiallySet, Function<Flag, Boolean> one, Function<Flag, Boolean> other,
            Predicate<Outcome> inOrder) throws Exception {
        long disorders = 0;
        while (disorders == 0) {
            disorders = disorders(() -> new ReadFirstEvent(initiallySet, Thread::yield), one, other, inOrder);
        }
        return disorders;
    }

    /** How many of many races have an outcome that no order of the two calls explains. */
    private static long disorders(Supplier<Flag> flags, Function<Flag, Boolean> one,
            Function<Flag, Boolean> other, Predicate<Outcome> inOrder) throws Exception {
        Flag[] flag = Stream.generate(flags).limit(ROUNDS).toArray(Flag[]::new);
        boolean[] ones = new boolean[ROUNDS];
        boolean[] others = new boolean[ROUNDS];
        int rounds = Race.run(ROUNDS, i -> ones[i] = one.apply(flag[i]), i -> others[i] = other.apply(flag[i]));
        long disorders = 0;
        for (int i = 0; i < rounds; i++) {
            if (!inOrder.test(new Outcome(ones[i], others[i], flag[i].isSet()))) {
                disorders++;
            }
        }
        return disorders;
    }
}
