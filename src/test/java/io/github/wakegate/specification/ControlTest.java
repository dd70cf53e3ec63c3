// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.evidence.Bug;
import io.github.wakegate.support.Mutant;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Broken libraries: a product catches each, though none of its cases was written for it. */
@Tag("control")
class ControlTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private enum Broken {
        MIXED_EPOCHS(Bug.MIXED_EPOCHS.library(), HeldSetter.class, "AWAIT EVENT PULSE .* JOINED .*"),
        LATEST_EPOCH_ONLY(Bug.LATEST_EPOCH_ONLY.library(), HeldSetter.class, "AWAIT EVENT .* CYCLED .*"),
        FRESH_LOOK(Bug.FRESH_LOOK.library(), HeldWaiter.class, "AWAIT EVENT JOINING PULSE .*"),
        STOPS_AT_A_FAILURE(Bug.STOPS_AT_A_FAILURE.library(), FailingUnpark.class, "AWAIT EVENT .*"),
        LOOKS_ANEW(Bug.ANOTHER_LOOK_AFTER_AN_INTERRUPT.library(), HeldWaiter.class, "UNINTERRUPTIBLY .*"),
        TWO_STEPS(Bug.PULSE_IN_TWO_STEPS.library(), HeldSetter.class, "TAKE.* EVENT PULSE .*"),
        ALL_OF_THE_TIME_FOR_EACH(Mutant.at("A3", "deadline = nanos + System.nanoTime(); $"), HeldWaiter.class,
                "ALL_DURATION_FIRST .*TIME.*"),
        REPEATED_SET_RELEASES_NOBODY(Mutant.at("C1", "$ if (more == 0 && from < 0) { return false; }"),
                HeldSetter.class, "AWAIT ONE_SHOT SET .* REPEATED .*"),
        INVERSE_ANSWERS_THE_WRONG_WAY(Mutant.at("V1", "boolean was = isSet();"
                + " try { $ } finally { if (flip() != 0) { return was == (parity == 1); } }"),
                Case.class, "AWAIT INVERSE SET.*"),
        COUNTS_THE_OTHERS(Mutant.at("Q2", "waiting += node.hasLeft() ? 0 : 1;"), HeldSetter.class, "AWAIT EVENT .*"),
        TAKER_IGNORES_ITS_TIME(Mutant.at("T3", "deadline = 0; $"), Case.class, "TAKE_DURATION INVERSE TIME.*"),
        TICKET_FORGETS(Mutant.at("V2", "return core.epoch() > epoch + 1 ? unused & ~1L : epoch;"), Case.class,
                "AWAIT TICKET .*");

        private final Mutant library;
        private final Class<? extends Record> product;
        private final String cases;

        Broken(Mutant library, Class<? extends Record> product, String cases) {
            this.library = library;
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
        assertTrue(broken.library.stepped().call(Catches.class, some));
    }
}
