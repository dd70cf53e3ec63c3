// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each snippet occurs, line by line, in a source of the consumers, which the build compiles and runs. */
class GuideTest {
    private static final Path REPOSITORY = Path.of(System.getProperty("repository"));
    private static final Pattern SNIPPET =
            Pattern.compile("(?s)```(?:java|kotlin)\n(.*?)\n```|<pre>\\{@code\n(.*?)\n \\* }</pre>");

    @ParameterizedTest
    @ValueSource(strings = {"docs/migrating.md", "src/it/zookeeper/README.md", "README.md",
        "src/main/java/io/github/wakegate/Event.java"})
    void snippetsAreRun(String page) throws IOException {
        List<String> snippets = SNIPPET.matcher(Files.readString(REPOSITORY.resolve(page))).results()
                .map(GuideTest::code).toList();
        assertNotEquals(List.of(), snippets);
        try (Stream<Path> files = Files.walk(REPOSITORY.resolve("src/it"))) {
            List<String> sources = files.filter(Files::isRegularFile).map(GuideTest::read).toList();
            for (String snippet : snippets) {
                assertTrue(sources.stream().anyMatch(source -> source.contains(snippet)), snippet);
            }
        }
    }

    private static String code(MatchResult snippet) {
        return snippet.group(1) != null ? unindented(snippet.group(1).lines())
                : unindented(snippet.group(2).lines().map(line -> line.substring(" *".length())));
    }

    private static String read(Path source) {
        try {
            return unindented(Files.readString(source).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unindented(Stream<String> lines) {
        return lines.map(String::strip).collect(Collectors.joining("\n"));
    }
}
