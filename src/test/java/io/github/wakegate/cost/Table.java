// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured, for people to read: target/cost.md. */
public final class Table {
    static final int[] SIZES = {10, 1_000, 100_000};

    /** Where there can't be so many, or not yet. */
    static final long NONE = -1;

    private final Map<String, long[]> constants = new LinkedHashMap<>();
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    /** What does not grow, whatever is beside it, is one row. */
    void add(String operation, String beside, long[] figures) {
        rows.computeIfAbsent(operation, unused -> new ArrayList<>());
        String growth = growth(figures);
        if (growth.equals("constant")) {
            constants.merge(operation, figures, Table::larger);
        } else {
            rows.get(operation).add(row(operation, beside, figures, growth));
        }
    }

    private static long[] larger(long[] some, long[] others) {
        long[] larger = new long[some.length];
        Arrays.setAll(larger, i -> Math.max(some[i], others[i]));
        return larger;
    }

    /** By the exponent between the smallest and the largest size; a hundred steps more or less are nothing. */
    private static String growth(long[] figures) {
        int last = figures[2] == NONE ? 1 : 2;
        double exponent = Math.log((figures[last] + 100.0) / (figures[0] + 100.0))
                / Math.log((double) SIZES[last] / SIZES[0]);
        return exponent < 0.3 ? "constant" : exponent < 1.3 ? "n" : "n²";
    }

    private static String row(String operation, String beside, long[] figures, String growth) {
        return "| " + operation + " | " + beside + " | "
                + Arrays.stream(figures).mapToObj(Table::text).collect(Collectors.joining(" | ")) + " | " + growth
                + " |\n";
    }

    private static String text(long figure) {
        return figure == NONE ? "" : String.format(Locale.ROOT, "%,d", figure);
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("| steps of | beside n | n = 10 | 1,000 | 100,000 | grows as |\n"
                + "| --- | --- | ---: | ---: | ---: | --- |\n");
        rows.forEach((operation, lines) -> {
            if (constants.containsKey(operation)) {
                text.append(row(operation, lines.isEmpty() ? "anything" : "anything else",
                        constants.get(operation), "constant"));
            }
            lines.forEach(text::append);
        });
        Files.writeString(file, text);
    }
}
