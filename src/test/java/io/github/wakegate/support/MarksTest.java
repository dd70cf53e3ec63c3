// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.evidence.Bug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests refer to lines of the library by their marks and don't quote them, so that the lines may change. */
class MarksTest {
    /** A string, or what might look like one: a character or a comment. */
    private static final Pattern TOKEN = Pattern.compile(
            "\"((?:\\\\.|[^\"\\\\])*)\"|'(?:\\\\.|[^'\\\\])*'|/\\*[\\s\\S]*?\\*/|//[^\\n]*");
    private static final Pattern NAMED = Pattern.compile("^[A-Z][0-9]+$|(?<=\\$)[A-Z][0-9]+");

    private static final String LIBRARY = code();
    private static final List<String> LITERALS = literals();

    private static Stream<String> sources(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream().map(MarksTest::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The library without comments, texts and white space. */
    private static String code() {
        return sources("src/main/java").map(source -> TOKEN.matcher(source).replaceAll("")).map(MarksTest::fold)
                .collect(Collectors.joining("\n"));
    }

    /** The strings in the sources of the tests, in one piece if they are joined by a plus. */
    private static List<String> literals() {
        return Stream.of("src/test/java", "src/fray/java").flatMap(MarksTest::sources)
                .map(source -> source.replaceAll("(?<!\\\\)\"\\s*\\+\\s*\"", ""))
                .flatMap(source -> TOKEN.matcher(source).results()).map(token -> token.group(1))
                .filter(text -> text != null).map(String::translateEscapes).toList();
    }

    private static String fold(String text) {
        return text.replaceAll("\\s", "");
    }

    /** Whether a text, or a statement in it, is also in the library: not a mere name, and longer than 12 characters. */
    private static boolean isQuotation(String text) {
        return Stream.concat(Stream.of(text), Arrays.stream(text.split("[;{}]"))).map(MarksTest::fold)
                .anyMatch(code -> code.length() > 12 && !code.matches("[\\w.$/]+(\\(\\))?") && LIBRARY.contains(code));
    }

    /** Each mark that a test names is in the library, and each that is in the library is named by a test. */
    @Test
    void named() {
        Set<String> marks = new TreeSet<>(Marks.read().all());
        Set<Character> letters = marks.stream().map(mark -> mark.charAt(0)).collect(Collectors.toSet());
        Set<String> named = LITERALS.stream().flatMap(text -> NAMED.matcher(text).results()).map(MatchResult::group)
                .filter(name -> letters.contains(name.charAt(0))).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(marks, named);
    }

    /** No test quotes the library. */
    @Test
    void notQuoted() {
        assertEquals(List.of(), LITERALS.stream().filter(MarksTest::isQuotation).toList());
    }

    /** Control: a quotation is noticed, however it is laid out and whatever is around it; */
    @Tag("control")
    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s ", "if (true) { %s }", "%s; return;"})
    void isNoticed(String around) {
        for (String mark : List.of("C1", "R1", "J3", "L4", "T3", "W6", "A1", "F4")) {
            String line = Marks.read().of(mark).code();
            assertTrue(isQuotation(around.formatted(line)), line);
            assertTrue(isQuotation(around.formatted(line.replace(" ", "\n  "))), line);
        }
    }

    /** names, messages and other code are none. */
    @Test
    void isNone() {
        for (String text : List.of("compareAndSetState", "java.util.concurrent.locks",
                "a one-shot event can't be cleared", "return set() & clear();")) {
            assertFalse(isQuotation(text), text);
        }
    }

    /** Each bug can be planted. */
    @Tag("control")
    @ParameterizedTest
    @EnumSource
    void canBePlanted(Bug bug) throws Exception {
        assertNotNull(bug.library().classes());
    }
}
