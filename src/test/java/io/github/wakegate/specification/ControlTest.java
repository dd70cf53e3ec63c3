// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.support.Mutant;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Broken libraries: the products catch each, though none of their cases was written for it. */
@Tag("control")
class ControlTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private enum Broken {
        ALL_OF_THE_TIME_FOR_EACH("awaitAll gives each event the whole time", "A3",
                "deadline = nanos + System.nanoTime(); $", HeldWaiter.class,
                "ALL_DURATION_FIRST .*TIME.*"),
        LOOKS_ANEW("an uninterruptible wait looks anew after an interrupt", "W9",
                "$ if (goal instanceof EventCore core) { core.join(new WaitNode(epoch = core.event.look())); }",
                HeldWaiter.class, "UNINTERRUPTIBLY .*"),
        REPEATED_SET("a repeated set() of a one-shot event releases nobody", "C1",
                "$ if (more == 0 && from < 0) { return false; }",
                HeldSetter.class, "AWAIT ONE_SHOT SET .* REPEATED .*"),
        WRONG_ANSWER("set() and clear() of an inverse answer the wrong way", "V1",
                "boolean was = isSet(); try { $ } finally { if (flip() != 0) { return was == (parity == 1); } }",
                Case.class, "AWAIT INVERSE SET.*"),
        COUNTS_THE_OTHERS("toString counts those who wait for the inverse", "Q2",
                "waiting += node.hasLeft() ? 0 : 1;", HeldSetter.class, "AWAIT EVENT .*"),
        IGNORES_ITS_TIME("a taker of an inverse ignores its time", "T3",
                "deadline = 0; $", Case.class, "TAKE_DURATION INVERSE TIME.*"),
        TWO_STEPS("a pulse is a set and a clear", "C3", "return set() & clear();", HeldSetter.class,
                "TAKE.* EVENT PULSE .*"),
        FORGETS("a ticket is clear again after two changes", "V2",
                "return core.epoch() > epoch + 1 ? unused & ~1L : epoch;", Case.class, "AWAIT TICKET .*");

        private final String text;
        private final String mark;
        private final String code;
        private final Class<? extends Record> product;
        private final String cases;

        Broken(String text, String mark, String code, Class<? extends Record> product, String cases) {
            this.text = text;
            this.mark = mark;
            this.code = code;
            this.product = product;
            this.cases = cases;
        }
    }

    /** Whether one of the cases fails. */
    static final class Catches implements Callable<Boolean> {
        private final List<String> cases;

        Catches(List<String> cases) {
            this.cases = cases;
        }

        @Override
        public Boolean call() throws Exception {
            for (String id : cases) {
                try {
                    Play.of(id).play(PATIENCE);
                } catch (AssertionError e) {
                    return true;
                }
            }
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void catches(Broken broken) throws Exception {
        List<String> some = Play.all(broken.product).filter(play -> play.number() % 7 == 0).map(Play::id)
                .filter(id -> id.substring(id.indexOf(' ') + 1).matches(broken.cases)).toList();
        assertTrue(new Mutant().stepped().andAt(broken.mark, broken.code).call(Catches.class, some), broken.text);
    }
}
