// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.evidence.Bug;
import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Shaken;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever two to four threads do with one or two events and their views at the same time, there is an order of their
 * steps that the {@linkplain Spec specification} allows and that explains what they were answered. When all who have
 * not ended are parked, it also explains why each of them waits.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class RandomProgramsTest {
    private static final String SPIN_NANOS = "-Dio.github.wakegate.spinNanos=";
    private static final String ALL_FIT = "all fit";

    /** Runs programs until one does not fit: for how many seconds, from which seed, and with how much patience. */
    static final class Main {
        private Main() {
        }

        public static void main(String[] args) throws Exception {
            long time = Duration.ofSeconds(Long.parseLong(args[0])).toNanos();
            long first = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
            Crew crew = new Crew(Duration.ofSeconds(args.length > 2 ? Long.parseLong(args[2]) : 20));
            long seed = first;
            long calls = 0;
            try {
                for (long start = System.nanoTime(); System.nanoTime() - start < time; seed++) {
                    calls += crew.run(Program.of(seed));
                }
                System.out.printf(Locale.ROOT, "%,d programs from seed %d, %,d calls: %s", seed - first, first, calls,
                        ALL_FIT);
            } catch (AssertionError e) {
                System.out.printf(Locale.ROOT, "Program %,d does not fit. %s%n", seed - first + 1, e.getMessage());
            }
            System.exit(0);
        }
    }

    private static void assertAllFit(String spinNanos, boolean shaken, String seconds) throws Exception {
        Jvm jvm = new Jvm(SPIN_NANOS + spinNanos);
        String outcome = shaken ? run(jvm, new Mutant(), seconds) : jvm.run(Main.class, seconds);
        System.out.println(outcome);
        assertTrue(outcome.endsWith(ALL_FIT), outcome);
    }

    private static String run(Jvm jvm, Mutant shaken, String... arguments) throws Exception {
        String[] all = Stream.concat(Stream.of(Main.class.getName()), Stream.of(arguments)).toArray(String[]::new);
        return jvm.with(shaken.stepped()).run(Shaken.class, all);
    }

    /** On the library as it is, and shaken; with spinning and without. */
    @Tag("without-pit")
    @ParameterizedTest
    @CsvSource({"10000, false", "0, false", "10000, true", "0, true"})
    void fit(String spinNanos, boolean shaken) throws Exception {
        assertAllFit(spinNanos, shaken, "5");
    }

    /** The same for longer. */
    @Tag("endurance")
    @ParameterizedTest
    @CsvSource({"10000, false", "0, false", "10000, true", "0, true"})
    void fitForLonger(String spinNanos, boolean shaken) throws Exception {
        assertAllFit(spinNanos, shaken, "15");
    }

    /** Controls: some programs do not fit a broken library, shaken. */
    @Tag("control")
    @ParameterizedTest
    @EnumSource(names = {"NO_LOOK_AFTER_JOINING", "STACK_SEEN_BEFORE_THE_CHANGE", "FRESH_LOOK", "LATEST_EPOCH_ONLY",
            "CLEAR_RELEASES_NOBODY", "PULSE_IN_TWO_STEPS", "TAKERS_BOTH", "ANSWER_OF_THE_CLOCK", "FUTURE_NOT_WOKEN",
            "ANY_STAYS"})
    void doNotFit(Bug bug) throws Exception {
        String outcome = run(new Jvm(SPIN_NANOS + 0).patience(15), bug.library(), "600", "1", "2");
        assertTrue(outcome.contains("does not fit. A"), outcome); // and not: Some neither end nor wait
    }
}
