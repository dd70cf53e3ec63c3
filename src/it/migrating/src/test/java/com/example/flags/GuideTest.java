package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each snippet of the guide stands, line by line, in a file that is compiled and run here. */
class GuideTest {
    private static final Pattern SNIPPET = Pattern.compile("(?s)```(?:java|kotlin)\n(.*?)```");

    @Test
    void snippetsAreThoseRunHere() throws IOException {
        String guide = Files.readString(Path.of(System.getProperty("guide")));
        List<String> snippets = SNIPPET.matcher(guide).results().map(MatchResult::group).map(GuideTest::code).toList();
        assertFalse(snippets.isEmpty());
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("sources")))) {
            List<String> sources = files.filter(Files::isRegularFile).map(GuideTest::read).toList();
            for (String snippet : snippets) {
                assertTrue(sources.stream().anyMatch(source -> source.contains(snippet)), snippet);
            }
        }
    }

    private static String code(String snippet) {
        return unindented(snippet.lines().filter(line -> !line.startsWith("```")));
    }

    private static String read(Path source) {
        try {
            return unindented(Files.readString(source).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unindented(Stream<String> lines) {
        return String.join("\n", lines.map(String::strip).toList());
    }
}
