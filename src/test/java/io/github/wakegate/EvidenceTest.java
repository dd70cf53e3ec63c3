// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages with results name the code that these are about. If it has changed since, a release is refused. */
class EvidenceTest {
    private static final Pattern NAMED = Pattern.compile("commit `[0-9a-f]{7}`, code `([0-9a-f]{12})`");
    private static final Pattern TEXT_OR_COMMENT =
            Pattern.compile("(\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*')|/\\*[\\s\\S]*?\\*/|//[^\\n]*");

    /** What tells one state of the code from another: a digest of all sources without comments and white space. */
    private static String digest(List<String> sources) throws Exception {
        String code = sources.stream().map(source -> TEXT_OR_COMMENT.matcher(source).replaceAll("$1"))
                .map(source -> source.replaceAll("\\s+", "")).collect(Collectors.joining("\n"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 6);
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().map(EvidenceTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An ordinary build only warns; -Drelease makes it fail. */
    @ParameterizedTest
    @ValueSource(strings = {".github/TESTING.md", "jcstress/README.md", "jmh/README.md"})
    void isOfThisCode(String page) throws Exception {
        Set<String> named = NAMED.matcher(read(Path.of(page))).results().map(name -> name.group(1))
                .collect(Collectors.toSet());
        Set<String> present = Set.of(digest(sources()));
        if (Boolean.getBoolean("release")) {
            assertEquals(present, named, "the results of " + page + " are of another code");
        } else if (!named.equals(present)) {
            System.out.println("WARNING: the results of " + page + " are of " + named + ", this code is " + present);
        }
        assertFalse(named.isEmpty(), page + " names no code");
    }

    /** A comment makes no difference, anything else does. */
    @Test
    void whatMatters() throws Exception {
        String code = "int a = 1; // one\nString b = \"// no comment\";";
        assertEquals(digest(List.of(code)), digest(List.of("int a = 1; /* 1 */ String b = \"// no comment\";\n")));
        assertNotEquals(digest(List.of(code)), digest(List.of(code.replace("a = 1", "a = 2"))));
        assertNotEquals(digest(List.of(code)), digest(List.of(code.replace("no comment", "comment"))));
    }
}
