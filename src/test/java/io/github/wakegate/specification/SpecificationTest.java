// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;


import io.github.wakegate.Event;
import io.github.wakegate.support.OwnClasses;
import io.github.wakegate.support.Waiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every way of waiting, for every kind of event, whatever happens and whoever else waits: as the {@link Spec} says. */
class SpecificationTest {
    private static final String SPIN_NANOS = "io.github.wakegate.spinNanos";
    private static OwnClasses stepped;
    private static final List<String> TABLE = new ArrayList<>();

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
    Stream<DynamicTest> lockstep() throws Exception {
        return tests("With the usual spin", some(Play.all(Case.class), 29), null);
    }

    /** The same if nobody spins. */
    @TestFactory
    Stream<DynamicTest> lockstepWithoutSpin() throws Exception {
        return tests("Without a spin", some(Play.all(Case.class), 61), withSpin(OwnClasses.ofTheLibrary(), "0"));
    }

    /** The same if a setter is held up at a step. */
    @TestFactory
    Stream<DynamicTest> setterIsHeldUp() throws Exception {
        return tests("A setter is held up", some(Play.all(HeldSetter.class), 151), stepped());
    }

    /** The same if somebody who waits is held up at a step. */
    @TestFactory
    Stream<DynamicTest> waiterIsHeldUp() throws Exception {
        return tests("Somebody who waits is held up", some(Play.all(HeldWaiter.class), 151), stepped());
    }

    /** The same in the middle of a spin. */
    @TestFactory
    Stream<DynamicTest> waiterIsHeldUpInItsSpin() throws Exception {
        Stream<Play> cases = Play.all(HeldWaiter.class)
                .filter(play -> ((HeldWaiter) play).held() == HeldWaiter.Held.YIELDING);
        return tests("Somebody who spins is held up", some(cases, 1009), withSpin(OwnClasses.stepped(), "2000000"));
    }

    /** The same if the action of a future keeps the setter busy. */
    @TestFactory
    Stream<DynamicTest> actionIsBusy() throws Exception {
        return tests("An action is busy", some(Play.all(BusyAction.class), 1009), stepped());
    }

    /** The same if one of the threads can't be unparked. */
    @TestFactory
    Stream<DynamicTest> unparkFails() throws Exception {
        return tests("An unpark fails", some(Play.all(FailingUnpark.class), 1009), stepped());
    }

    private static OwnClasses stepped() throws Exception {
        if (stepped == null) {
            stepped = OwnClasses.stepped();
        }
        return stepped;
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

    private static Stream<DynamicTest> tests(String title, List<Play> plays, OwnClasses library) {
        long[] nanos = new long[1];
        Stream<DynamicTest> cases = plays.stream().map(play -> DynamicTest.dynamicTest(play.text(), () -> {
            long start = System.nanoTime();
            Played played = new Played(play.id());
            if (library == null) {
                played.call();
            } else {
                library.call(Played.class, play.id());
            }
            nanos[0] += System.nanoTime() - start;
        }));
        return cases.onClose(() -> table(title, plays, nanos[0]));
    }

    /** How many cases have each value of each dimension. */
    private static void table(String title, List<Play> plays, long nanos) {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        for (Play play : plays) {
            for (Enum<?> value : play.values()) {
                counts.computeIfAbsent(value.getDeclaringClass().getSimpleName(), unused -> new TreeMap<>())
                        .merge(value.toString(), 1, Integer::sum);
            }
        }
        TABLE.add("## " + title + ": " + plays.size() + " cases, " + nanos / 1_000_000 + " ms\n");
        TABLE.add("| dimension | value | cases |\n| --- | --- | ---: |");
        counts.forEach((dimension, values) -> values.forEach(
                (value, count) -> TABLE.add("| " + dimension + " | " + value + " | " + count + " |")));
        TABLE.add("");
    }

    @AfterAll
    static void write() throws IOException {
        Files.write(Path.of("target", "specification.md"), TABLE);
    }
}
