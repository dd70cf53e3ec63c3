// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.Event;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.OwnClasses;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every way of waiting, for every kind of event, whatever happens and whoever else waits: as the {@link Spec} says. */
class SpecificationTest {
    private static final String SPIN_NANOS = "io.github.wakegate.spinNanos";
    private static final Mutant STEPPED = new Mutant().stepped();
    /** Made once: to run one of them alone, as PIT does, JUnit asks for all of them. */
    private static final List<DynamicTest> LOCKSTEP = tests(some(Play.all(Case.class), 29), null).toList();

    /** Plays a case in any class loader. */
    static final class Played implements Callable<Void> {
        private final String id;

        Played(String id) {
            this.id = id;
        }

        @Override
        public Void call() throws Exception {
            Play.of(id).play(Waiter.PATIENCE);
            return null;
        }
    }

    /** Has the library read its property. */
    static final class Spin implements Callable<Boolean> {
        @Override
        public Boolean call() throws Exception {
            return new Event().await(Duration.ofNanos(1));
        }
    }

    /** Waits end as they should, and no others do. */
    @TestFactory
    Stream<DynamicTest> lockstep() {
        return LOCKSTEP.stream();
    }

    /** The same if nobody spins. */
    @Tag("without-pit")
    @TestFactory
    Stream<DynamicTest> lockstepWithoutSpin() throws Exception {
        return tests(some(Play.all(Case.class), 61), withSpin(OwnClasses.ofTheLibrary(), "0"));
    }

    /** The same if a setter is held up at a step. */
    @Tag("without-pit")
    @TestFactory
    Stream<DynamicTest> setterIsHeldUp() throws Exception {
        return tests(some(Play.all(HeldSetter.class), 151), STEPPED.loader());
    }

    /** The same if somebody who waits is held up at a step. */
    @Tag("without-pit")
    @TestFactory
    Stream<DynamicTest> waiterIsHeldUp() throws Exception {
        return tests(some(Play.all(HeldWaiter.class), 151), STEPPED.loader());
    }

    /** The same in the middle of a spin. */
    @Tag("without-pit")
    @TestFactory
    Stream<DynamicTest> waiterIsHeldUpInItsSpin() throws Exception {
        Stream<Play> cases = Play.all(HeldWaiter.class)
                .filter(play -> ((HeldWaiter) play).held() == HeldWaiter.Held.YIELDING);
        return tests(some(cases, 1009), withSpin(new Mutant().stepped().loader(), "2000000"));
    }

    /** The same if the action of a future keeps the setter busy. */
    @Tag("without-pit")
    @TestFactory
    Stream<DynamicTest> actionIsBusy() throws Exception {
        return tests(some(Play.all(BusyAction.class), 1009), STEPPED.loader());
    }

    /** The same if one of the threads can't be unparked. */
    @Tag("without-pit")
    @TestFactory
    Stream<DynamicTest> unparkFails() throws Exception {
        return tests(some(Play.all(FailingUnpark.class), 1009), STEPPED.loader());
    }

    /** A part of a product: of every so many cases one, and each in which two values meet for the first time. */
    private static List<Play> some(Stream<Play> all, int every) {
        BitSet pairs = new BitSet();
        return all.filter(play -> {
            List<Enum<?>> values = play.values();
            boolean some = play.number() % every == 0;
            for (int i = 0; i < values.size(); i++) {
                for (int j = 0; j < i; j++) {
                    int pair = (i * 64 + j) * 4096 + values.get(i).ordinal() * 64 + values.get(j).ordinal();
                    some |= !pairs.get(pair);
                    pairs.set(pair);
                }
            }
            return some;
        }).toList();
    }

    private static OwnClasses withSpin(OwnClasses library, String nanos) throws Exception {
        System.setProperty(SPIN_NANOS, nanos);
        try {
            library.call(Spin.class);
        } finally {
            System.clearProperty(SPIN_NANOS);
        }
        return library;
    }

    private static Stream<DynamicTest> tests(List<Play> plays, OwnClasses library) {
        return plays.stream().map(play -> DynamicTest.dynamicTest(play.text(), () -> {
            if (library == null) {
                new Played(play.id()).call();
            } else {
                library.call(Played.class, play.id());
            }
        }));
    }
}
