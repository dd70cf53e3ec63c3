// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import io.github.wakegate.support.Mutant;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many steps each public operation takes, beside n of each kind, and of n events. */
@Tag("without-pit")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrowthTest {
    /** At most so many for what does not wait. */
    private static final int GLANCE = 75;

    /** For what waits, or looks at all that wait: also 64 that have left count as a constant. */
    private static final int WAIT = 1_500;

    /** For what waits with spinning: some yields of a thread of the platform take 10 µs. */
    private static final int SPIN = 4_000;

    /** And so many for each of those in proportion to which it may take more. */
    private static final int EACH = 100;

    /** For what all do until they have gone: some spin, and who goes on with the waking proves its stack. */
    private static final int GONE = 4_000;
    private static final int EACH_GONE = 400;

    private final Mutant library = new Mutant().stepped();
    private final Map<Crowd.Of, Map<String, long[]>> beside = new EnumMap<>(Crowd.Of.class);
    private Map<String, long[]> several;

    /** What all those who wait cost counts only while they are there. */
    private static boolean mayGrow(String operation, Crowd.Of crowd) {
        boolean registered = crowd.isOfThreads() || crowd.name().contains("FUTURES");
        return switch (operation) {
            case "getQueueLength() while clear", "toString() while clear" -> crowd.isOfThreads();
            case "set(), until all have gone" -> registered;
            case "set() while clear", "pulse() while clear" -> crowd.isReleased();
            default -> crowd.isReleased() && operation.matches(".*, (released|interrupted)");
        };
    }

    private static int constant(String operation) {
        if (operation.contains("until it parks")) {
            return SPIN;
        }
        if (operation.endsWith("gone")) {
            return GONE;
        }
        return operation.matches(".*(, (timed out|cancelled|interrupted|released|until)|\\(\\) while clear).*")
                ? WAIT : GLANCE;
    }

    Stream<Object[]> operations() throws Exception {
        for (Crowd.Of crowd : Crowd.Of.values()) {
            beside.put(crowd, new LinkedHashMap<>());
            for (int i = 0; i < Table.SIZES.length; i++) {
                if (crowd.canBe(Table.SIZES[i])) {
                    for (boolean pulse : List.of(false, true)) {
                        put(library.call(Operations.class, crowd.name(), Table.SIZES[i], pulse), i, beside.get(crowd));
                    }
                }
            }
        }
        return beside.entrySet().stream().flatMap(crowd -> crowd.getValue().keySet().stream()
                .map(operation -> new Object[] {operation, crowd.getKey()}));
    }

    private static void put(Map<String, Long> steps, int size, Map<String, long[]> figures) {
        steps.forEach((operation, count) -> figures.computeIfAbsent(operation, unused -> {
            long[] none = new long[Table.SIZES.length];
            Arrays.fill(none, Table.NONE);
            return none;
        })[size] = count);
    }

    /** The steps of a public operation beside others. */
    @ParameterizedTest(name = "steps of {0}, beside n {1}")
    @MethodSource("operations")
    void isBounded(String operation, Crowd.Of crowd) {
        long[] steps = beside.get(crowd).get(operation);
        for (int i = 0; i < steps.length; i++) {
            Bound.atMost(bound(operation, crowd, Table.SIZES[i]), steps[i],
                    "steps of " + operation + " beside " + Table.SIZES[i] + " " + crowd);
        }
    }

    static long bound(String operation, Crowd.Of crowd, int n) {
        return constant(operation)
                + (mayGrow(operation, crowd) ? (long) (operation.endsWith("gone") ? EACH_GONE : EACH) * n : 0);
    }

    Stream<String> operationsOfMany() throws Exception {
        several = new LinkedHashMap<>();
        for (int i = 0; i < Table.SIZES.length; i++) {
            put(library.call(ManyEvents.class, Table.SIZES[i]), i, several);
        }
        return several.keySet().stream();
    }

    /** The cost of beginning and ending a wait for several events is in proportion to their number. */
    @ParameterizedTest(name = "steps of {0}, of n events")
    @MethodSource("operationsOfMany")
    void isInProportion(String operation) {
        long[] steps = several.get(operation);
        for (int i = 0; i < steps.length; i++) {
            Bound.atMost(bound(Table.SIZES[i]), steps[i], "steps with n = " + Table.SIZES[i]);
        }
    }

    static long bound(int events) {
        return SPIN + (long) EACH * events;
    }

    @AfterAll
    void write() throws Exception {
        Table table = new Table();
        if (several != null) {
            several.forEach((operation, steps) -> table.add(operation, "events", steps));
        }
        beside.forEach((crowd, operations) -> operations.forEach(
                (operation, steps) -> table.add(operation, crowd.toString(), steps)));
        table.write(Path.of("target/cost.md"));
    }
}
