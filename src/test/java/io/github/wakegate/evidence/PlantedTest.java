// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.evidence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.ModelTest;
import io.github.wakegate.soak.Soak;
import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Shaken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bugs of one to three lines, planted at every step of the protocol. Each has to be caught by something that was not
 * written for it: the contract's tests (without their controls), half a minute of the shaken soak, or the model on JDK
 * 17. Writes to target/planted.md which of them catch it.
 */
@Tag("planted")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 1, unit = TimeUnit.HOURS)
class PlantedTest {
    private static final Path TABLE = Path.of("target", "planted.md");
    private static final Map<Bug, Set<String>> CAUGHT = Collections.synchronizedMap(new EnumMap<>(Bug.class));

    /** Caught by at least one of them. */
    @ParameterizedTest
    @EnumSource
    void isCaught(Bug bug) throws Exception {
        Set<String> by = new TreeSet<>(suite(new Jvm().with(bug.library())));
        String soak = new Jvm("-Dio.github.wakegate.spinNanos=0").with(bug.library().stepped())
                .run(Shaken.class, Soak.class.getName(), "30");
        if (!soak.endsWith("nothing left.")) {
            by.add("soak");
        }
        if (Runtime.version().feature() == 17 && !holds(bug)) {
            by.add("model");
        }
        System.out.printf("%s: %s%n", bug.text, by);
        CAUGHT.put(bug, by);
        assertFalse(by.isEmpty());
    }

    /** The classes of the contract's tests that fail with that library. */
    private static List<String> suite(Jvm jvm) throws Exception {
        List<String> output = jvm.opened().patience(30).run(Suite.class, System.getProperty("apart")).lines().toList();
        Stream<String> died = output.contains(Suite.END) ? Stream.empty() : Stream.of("the JVM");
        return Stream.concat(died, output.stream().filter(line -> line.startsWith(Suite.FAILED))
                .map(line -> line.split(" ")[1])).toList();
    }

    /** One at a time: Lincheck is not made for two in one JVM. */
    private static synchronized boolean holds(Bug bug) throws Exception {
        for (ModelTest.Scenario scenario : ModelTest.Scenario.values()) {
            if (!ModelTest.check(scenario, bug.in(ModelTest.strict())).endsWith(ModelTest.HOLDS)) {
                return false;
            }
        }
        return true;
    }

    /** Without a bug no test fails. */
    @Test
    void soundLibraryPasses() throws Exception {
        assertTrue(suite(new Jvm()).isEmpty());
    }

    /** What catches each bug; and for each package and technique, how many bugs it catches, and how many alone. */
    @AfterAll
    static void write() throws Exception {
        List<String> lines = new ArrayList<>(List.of("| bug | caught by |", "| --- | --- |"));
        CAUGHT.forEach((bug, by) -> lines.add("| %s | %s |".formatted(bug.text, String.join(", ", by))));
        lines.addAll(List.of("", "| room | catches | alone |", "| --- | ---: | ---: |"));
        rooms(CAUGHT.values().stream().flatMap(Set::stream).collect(Collectors.toSet())).forEach(room ->
                lines.add("| %s | %d | %d |".formatted(room,
                        CAUGHT.values().stream().filter(by -> rooms(by).contains(room)).count(),
                        CAUGHT.values().stream().filter(by -> rooms(by).equals(Set.of(room))).count())));
        Files.write(TABLE, lines);
    }

    private static Set<String> rooms(Set<String> classes) {
        return classes.stream().map(PlantedTest::room).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String room(String name) {
        int end = name.indexOf('.');
        return end >= 0 ? name.substring(0, end) : Character.isUpperCase(name.charAt(0)) ? "white box" : name;
    }
}
