// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bugs of one to three lines, planted at every step of the protocol. Each has to be caught by something that was not
 * written for it: the contract's tests (without their controls), half a minute of the shaken soak, or the model on JDK
 * 17. Writes a table to target/planted.md.
 */
@Tag("planted")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class PlantedTest {
    private static final Path TABLE = Path.of("target", "planted.md");

    /** Caught by at least one of the three. */
    @ParameterizedTest
    @EnumSource
    void isCaught(Bug bug) throws Exception {
        String suite = suite(bug);
        String soak = soak(bug);
        String model = Runtime.version().feature() == 17 ? model(bug) : "";
        String row = "| %s | %s | %s | %s |%n".formatted(bug.text, suite, soak, model);
        System.out.print(row);
        Files.writeString(TABLE, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        assertTrue((suite + soak + model).contains(" s"), row);
    }

    private static String suite(Bug bug) throws Exception {
        long start = System.nanoTime();
        String output = new Jvm().opened()
                .with(bug.library()).patience(10).run(Suite.class);
        return output.endsWith(Suite.GREEN) ? "" : "%s, %s".formatted(found("failed: (\\S+)", output), since(start));
    }

    private static String soak(Bug bug) throws Exception {
        long start = System.nanoTime();
        String output = new Jvm("-Dio.github.wakegate.spinNanos=0")
                .with(bug.library().stepped()).run(Shaken.class, Soak.class.getName(), "30");
        return output.endsWith("nothing left.") ? ""
                : "%s, %s".formatted(found("AssertionError: (?:java.lang.AssertionError: )?([^\\n:@]+)", output),
                        since(start));
    }

    private static String model(Bug bug) throws Exception {
        long start = System.nanoTime();
        for (ModelTest.Scenario scenario : ModelTest.Scenario.values()) {
            if (!ModelTest.check(scenario, bug.in(ModelTest.strict())).endsWith(ModelTest.HOLDS)) {
                return "%s, %s".formatted(scenario, since(start));
            }
        }
        return "";
    }

    private static String found(String pattern, String output) {
        Matcher matcher = Pattern.compile(pattern).matcher(output);
        assertTrue(matcher.find(), output);
        return matcher.group(1).strip();
    }

    private static String since(long start) {
        return String.format(Locale.ROOT, "%.0f s", (System.nanoTime() - start) / 1e9);
    }
}
