// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.ModelTest.Scenario;
import io.github.wakegate.evidence.Bug;
import io.github.wakegate.support.Mutant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Controls of {@link ModelTest}: a library without any one step of the argument has to fail. */
@Tag("model")
class ModelControlTest {
    /** A step left out of the argument, and the scenario in which that shows. */
    enum Gap {
        STACK_SEEN_BEFORE_THE_CHANGE(Scenario.PULSE, Bug.STACK_SEEN_BEFORE_THE_CHANGE),
        NO_LOOK_AFTER_JOINING(Scenario.PULSE, Bug.NO_LOOK_AFTER_JOINING),
        MIXED_EPOCHS(Scenario.EPOCHS, Bug.MIXED_EPOCHS),
        LATEST_EPOCH_ONLY(Scenario.EPOCHS, Bug.LATEST_EPOCH_ONLY),
        PUSHES_OVER_OTHERS(Scenario.PULSE, "J4", "|| (top = node) == null));"),
        TAKES_OFF_WITHOUT_WAKING(Scenario.LEAVING, "L4", "for (; first != null; first = top) { $L11 } $"),
        SWEEPS_THE_WRONG_ONES(Scenario.LEAVING, "L5", "while (below != null && !below.hasLeft()) {"),
        LOOKS_AFRESH_AT_THE_END(Scenario.PULSE, "L3", "if (!event.isSet()) { return false; } $"),
        ANY_STAYS(Scenario.ANY, Bug.ANY_STAYS),
        ANY_LOOKS_LATE(Scenario.ANY_BY_THE_SECOND, Bug.ANY_LOOKS_LATE),
        FUTURE_STAYS(Scenario.FUTURE, "F12", "/* stays */"),
        FUTURES_UNLOCKED(Scenario.FUTURES, Bug.FUTURES_UNLOCKED),
        TAKER_RELEASES_NOBODY(Scenario.TAKEN_BACK, Bug.TAKER_RELEASES_NOBODY),
        TAKERS_BOTH(Scenario.CONSUMERS, Bug.TAKERS_BOTH),
        PULSE_IN_TWO_STEPS(Scenario.PULSE_AND_TAKE, Bug.PULSE_IN_TWO_STEPS),
        CLEAR_RELEASES_NOBODY(Scenario.DIRECTIONS, Bug.CLEAR_RELEASES_NOBODY),
        TICKET_LOOKS_WHEN_IT_WAITS(Scenario.EVENTCOUNT, "V2", "return unused & ~1L;");

        private final Scenario scenario;
        private final UnaryOperator<Mutant> change;

        Gap(Scenario scenario, Bug bug) {
            this.scenario = scenario;
            change = bug::in;
        }

        Gap(Scenario scenario, String mark, String replacement) {
            this.scenario = scenario;
            change = library -> library.andAt(mark, replacement);
        }

        Scenario scenario() {
            return scenario;
        }

        Mutant in(Mutant library) {
            return change.apply(library);
        }
    }

    /** An interleaving is found that ends badly. */
    @ParameterizedTest
    @EnumSource
    void breaks(Gap gap) throws Exception {
        String outcome = ModelTest.check(gap.scenario, gap.in(ModelTest.strict()));
        assertTrue(outcome.contains("The following interleaving leads to the error"), outcome);
        assertFalse(outcome.endsWith(ModelTest.HOLDS), outcome);
    }
}
