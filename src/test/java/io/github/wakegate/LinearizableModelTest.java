// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Mutant;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever threads do with an event at the same time, it answers as if they had done it one after another: checked by
 * Lincheck, which makes up what they do, goes through the interleavings, and looks for a sequence that fits.
 */
@Tag("model")
class LinearizableModelTest {

    /** What an event does in one thread. */
    public static final class Sequential {
        private boolean set;

        public boolean set() {
            boolean changed = !set;
            set = true;
            return changed;
        }

        public boolean clear() {
            boolean changed = set;
            set = false;
            return changed;
        }

        public boolean pulse() {
            return !clear();
        }

        public boolean isSet() {
            return set;
        }

        public boolean awaitInverse() {
            return !set;
        }

        public boolean takeInverse() {
            return set();
        }

        public boolean await() {
            return set;
        }

        public boolean awaitAndClear() {
            return clear();
        }
    }

    /** The operations. The clock stands still in the model: so awaits look, and do not wait. */
    public static final class Operations {
        private final Event event = new Event();

        @Operation
        public boolean set() {
            return event.set();
        }

        @Operation
        public boolean clear() {
            return event.clear();
        }

        @Operation
        public boolean awaitInverse() throws InterruptedException {
            return event.inverse().await(Duration.ZERO);
        }

        @Operation
        public boolean takeInverse() throws InterruptedException {
            return event.inverse().awaitAndClear(Duration.ZERO);
        }

        @Operation
        public boolean isSet() {
            return event.isSet();
        }

        @Operation
        public boolean await() throws InterruptedException {
            return event.await(Duration.ZERO);
        }

        @Operation
        public boolean awaitAndClear() throws InterruptedException {
            return event.awaitAndClear(Duration.ZERO);
        }
    }

    /**
     * The same with pulse(), and without the awaits: one that has begun before a pulse, and ends after it, is released,
     * though the event was clear all the time.
     */
    public static final class Changes {
        private final Event event = new Event();

        @Operation
        public boolean set() {
            return event.set();
        }

        @Operation
        public boolean clear() {
            return event.clear();
        }

        @Operation
        public boolean pulse() {
            return event.pulse();
        }

        @Operation
        public boolean isSet() {
            return event.isSet();
        }
    }

    static final class Model {
        private Model() {
        }

        public static void main(String[] operations) throws Exception {
            Class<?> type = Class.forName(operations[0]);
            ModelTest.Model.print(() -> new ModelCheckingOptions()
                    .threads(3).actorsPerThread(3).actorsBefore(1).actorsAfter(1)
                    .iterations(50).invocationsPerIteration(1_000)
                    .sequentialSpecification(Sequential.class).check(type));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Operations.class, Changes.class})
    void holds(Class<?> operations) throws Exception {
        String outcome = new Jvm().run(Model.class, operations.getName());
        assertTrue(outcome.endsWith(ModelTest.HOLDS), outcome);
    }

    /** Changes after which no sequence fits. */
    enum Gap {
        CHANGES_ARE_NOT_ATOMIC(Operations.class, "C1", "setState(from + steps + more); break; $"),
        PULSE_IN_TWO_STEPS(Changes.class, "C3", "return set() & clear();"),
        AWAIT_DOES_NOT_LOOK(Operations.class, "W1", "return true;");

        private final Class<?> operations;
        private final String mark;
        private final String replacement;

        Gap(Class<?> operations, String mark, String replacement) {
            this.operations = operations;
            this.mark = mark;
            this.replacement = replacement;
        }

        Mutant library() {
            return Mutant.at(mark, replacement);
        }
    }

    /** Controls. */
    @ParameterizedTest
    @EnumSource
    void breaks(Gap gap) throws Exception {
        String outcome = new Jvm().with(gap.library()).run(Model.class, gap.operations.getName());
        assertTrue(outcome.contains("= Invalid execution results ="), outcome);
    }
}
