// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;

/**
 * Runs the tests, or with {@code -p} reads the results of a run again: all options are those of jcstress. Then writes
 * {@code results.md} beside the HTML report, and fails not only if a forbidden outcome was seen, but also if a control
 * was not caught, or if a test was left out without a reason.
 */
public final class Main {
    private Main() {
    }

    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        if (!options.parse()) {
            System.exit(1);
        }
        JCStress jcstress = new JCStress(options);
        if (options.shouldList()) {
            jcstress.getTests().forEach(System.out::println);
            return;
        }
        boolean passed = true;
        try {
            if (options.shouldParse()) {
                jcstress.parseResults();
            } else {
                jcstress.run();
            }
        } catch (AssertionError e) {
            System.out.println(e.getMessage());
            passed = false;
        }
        if (Files.notExists(Path.of(options.getResultFile()))) {
            System.out.println("FAILED: nothing ran");
            System.exit(1);
        }

        Results results = new Results(List.of(options.getResultFile()), jcstress.getTests(),
                options.getCPUCount());
        Path page = Path.of(options.getResultDest(), "results.md");
        Files.createDirectories(page.getParent());
        Files.writeString(page, results.page());

        results.leftOut().forEach((test, reason) -> System.out.println("LEFT OUT: " + test + ": " + reason));
        List<String> failures = results.failures();
        failures.forEach(failure -> System.out.println("FAILED: " + failure));
        System.out.println(results.summary());
        System.out.println("Results: " + page);
        System.exit(passed && failures.isEmpty() ? 0 : 1);
    }
}
