// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.util.Multimap;

/**
 * What was seen, and what should have been: jcstress itself says nothing of tests that it did not run. As a program of
 * its own it prints the page of one run, or of several that ran the tests in parts.
 */
public final class Results {
    private static final String PACKAGE = "io.github.wakegate.jcstress.";

    private final SortedMap<String, TestResult> results = new TreeMap<>();
    private final SortedMap<String, String> leftOut = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final int configurations;

    Results(Iterable<String> files, Set<String> wanted, int processors) throws IOException, ClassNotFoundException {
        InProcessCollector collector = new InProcessCollector();
        for (String file : files) {
            DiskReadCollector reader = new DiskReadCollector(file, collector);
            reader.dump();
            reader.close();
        }
        ReportUtils.mergedByName(collector.getTestResults()).forEach(result -> results.put(result.getName(), result));
        Multimap<String, TestResult> byName = ReportUtils.byName(collector.getTestResults());
        configurations = byName.keys().stream().mapToInt(name -> byName.get(name).size()).max().orElse(0);
        for (String test : wanted) {
            TestResult result = results.get(test);
            TestInfo info = TestList.getInfo(test);
            if (result == null && info.threads() > processors) {
                leftOut.put(test, "needs " + info.threads() + " processors, this run had " + processors);
            } else if (result == null) {
                failures.add(test + " did not run");
            } else if (result.status() != Status.NORMAL) {
                failures.add(test + ": " + result.status());
            } else if (!result.grading().isPassed) {
                failures.add(test + ": forbidden outcome");
            } else if (isLongEnough(result) && result.getTotalCount() == 0) {
                failures.add(test + ": no samples");
            } else if (isLongEnough(result) && isControl(test) && !result.grading().hasInteresting) {
                failures.add(test + ": the control was not caught");
            }
        }
        if (samples(results.keySet()) == 0) {
            failures.add("nothing ran");
        }
    }

    public static void main(String[] files) throws Exception {
        Results results = new Results(List.of(files), new TreeSet<>(TestList.tests()),
                Runtime.getRuntime().availableProcessors());
        System.out.print(results.page());
        System.exit(results.failures().isEmpty() ? 0 : 1);
    }

    /** -m sanity gives a test no time: it shows that it runs at all. */
    private static boolean isLongEnough(TestResult result) {
        return result.getConfig().time > 0;
    }

    private static boolean isControl(String test) {
        return test.startsWith(PACKAGE + "control.");
    }

    /** Whether a waiter is parked before each sample, which makes samples dear. */
    private static boolean parks(String test) {
        try {
            return Stream.<Class<?>>iterate(Class.forName(TestList.getInfo(test).binaryName()), Objects::nonNull,
                            Class::getSuperclass)
                    .flatMap(state -> Arrays.stream(state.getDeclaredFields()))
                    .anyMatch(field -> field.getType() == Parked.class);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(test, e);
        }
    }

    /** The tests that did not run, and why. */
    Map<String, String> leftOut() {
        return leftOut;
    }

    List<String> failures() {
        return failures;
    }

    String summary() {
        List<String> parking = results.keySet().stream().filter(Results::parks).toList();
        List<String> others = results.keySet().stream().filter(test -> !parks(test)).toList();
        List<String> controls = results.keySet().stream().filter(Results::isControl).toList();
        return String.format(Locale.ROOT, "%d tests ran: %d with waiters parked beforehand, %,d samples, and %d "
                        + "others, %,d samples. %d of %d controls caught. %d tests left out. %s.",
                results.size(), parking.size(), samples(parking), others.size(), samples(others),
                controls.stream().filter(test -> results.get(test).grading().hasInteresting).count(), controls.size(),
                leftOut.size(), failures.isEmpty() ? "Nothing forbidden seen" : failures.size() + " FAILURES");
    }

    private long samples(Iterable<String> tests) {
        long samples = 0;
        for (String test : tests) {
            samples += results.get(test).getTotalCount();
        }
        return samples;
    }

    String page() {
        StringBuilder page = new StringBuilder("# jcstress\n\n").append(summary()).append("\n\n");
        if (!results.isEmpty()) {
            TestResult any = results.values().iterator().next();
            TestConfig config = any.getConfig();
            Map<String, String> env = any.getEnv().entries();
            page.append(String.format(Locale.ROOT, "%s %s (%s), %s %s. %d iterations of %d ms in each of up to %d "
                            + "configurations of compilers and options.%n%n",
                    env.get("java.vm.name"), env.get("java.vm.version"), env.get("java.vm.vendor"),
                    env.get("os.name"), env.get("os.arch"), config.iters, config.time, configurations));
        }
        page.append("| test | samples | outcomes |\n| --- | ---: | --- |\n");
        results.forEach((test, result) -> page.append(String.format(Locale.ROOT, "| %s%s | %,d | %s |%n",
                test.substring(PACKAGE.length()), parks(test) ? " (parks)" : "", result.getTotalCount(),
                result.grading().gradingResults.values().stream()
                        .filter(outcome -> outcome.count > 0 || outcome.expect == Expect.FORBIDDEN)
                        .map(outcome -> String.format(Locale.ROOT, "%s `%s` %,d",
                                mark(outcome.expect), outcome.id, outcome.count))
                        .collect(joining("<br>")))));
        page.append("\n✓ acceptable, ✗ forbidden, ! interesting: the bad outcome of a control.\n");
        if (!leftOut.isEmpty()) {
            page.append("\nLeft out:\n\n");
            leftOut.forEach((test, reason) -> page.append(
                    String.format("- %s: %s%n", test.substring(PACKAGE.length()), reason)));
        }
        if (!failures.isEmpty()) {
            page.append("\nFailed:\n\n");
            failures.forEach(failure -> page.append("- ").append(failure).append('\n'));
        }
        return page.toString();
    }

    private static String mark(Expect expect) {
        return switch (expect) {
            case ACCEPTABLE -> "✓";
            case ACCEPTABLE_INTERESTING -> "!";
            default -> "✗";
        };
    }
}
