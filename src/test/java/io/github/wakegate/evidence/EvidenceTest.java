// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A page with results names the library that these are about, and the tests that made them, by digests. If one has
 * changed since, a release is refused, unless a reviewer says in equivalent.txt that the change makes no difference.
 */
class EvidenceTest {
    private static final Path EQUIVALENT = Path.of(".github", "results", "equivalent.txt");
    private static final Pattern NAMED =
            Pattern.compile("commit\\s+`[0-9a-f]{7}`,\\s+library\\s+`([0-9a-f]{12})`,\\s+tests\\s+`([0-9a-f]{12})`");
    private static final Pattern TEXT_OR_COMMENT =
            Pattern.compile("(\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*')|/\\*[\\s\\S]*?\\*/|//[^\\n]*");

    private static String digest(Collection<byte[]> parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        parts.forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    private static String library(Path classes) throws Exception {
        return digest(Nameless.from(classes, Event.class.getName().replace('.', '/')));
    }

    /** Of sources: without comments, white space, packages and imports, and wherever the files are. */
    private static String sources(String... folders) throws Exception {
        List<String> sources = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    sources.add(code(Files.readString(file)));
                }
            }
        }
        return digest(sources.stream().sorted().map(String::getBytes).toList());
    }

    private static String code(String source) {
        return TEXT_OR_COMMENT.matcher(source).replaceAll("$1").replaceAll("(?m)^(package|import) .*;$", "")
                .replaceAll("\\s+", "");
    }

    private static boolean isEquivalent(String named, String present) throws IOException {
        if (named.equals(present)) {
            return true;
        }
        for (String line : Files.readAllLines(EQUIVALENT)) {
            if (line.matches(named + " [0-9a-f]{12} \\S.*") && isEquivalent(line.split(" ")[1], present)) {
                return true;
            }
        }
        return false;
    }

    /** An ordinary build only warns; -Drelease makes it fail. */
    @Tag("without-pit")
    @ParameterizedTest
    @CsvSource({".github/TESTING.md, src/test/java src/fray/java", "jcstress/README.md, jcstress/src",
            "jmh/README.md, jmh/src"})
    void isOfThisCode(String page, String tests) throws Exception {
        List<String> present = List.of(library(Path.of("target", "classes")), sources(tests.split(" ")));
        List<MatchResult> all = NAMED.matcher(Files.readString(Path.of(page))).results().toList();
        assertFalse(all.isEmpty(), page + " names no code");
        for (MatchResult named : all) {
            boolean same = isEquivalent(named.group(1), present.get(0)) && isEquivalent(named.group(2), present.get(1));
            String difference = page + " has results of " + named.group() + "; now there are " + present;
            assertTrue(same || !Boolean.getBoolean("release"), difference);
            if (!same) {
                System.out.println("WARNING: " + difference);
            }
        }
    }

    /** What is renamed, moved to another line or commented makes no difference, anything else does. */
    @Test
    void whatMattersInTheLibrary(@TempDir Path folder) throws Exception {
        String digest = compiled(folder, "class First { int one; int get() { return one; } }");
        assertEquals(digest, compiled(folder, "class Other { int two; /* more */\n int take() { return two; } }"));
        assertNotEquals(digest, compiled(folder, "class First { int one; int get() { return one + 1; } }"));
    }

    private static String compiled(Path folder, String source) throws Exception {
        String type = source.split(" ")[1];
        Path file = Files.writeString(folder.resolve(type + ".java"), "package a; " + source);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(),
                file.toString()));
        return digest(Nameless.from(folder, "a/" + type));
    }

    /** The same of tests, where only comments, white space and packages make none. */
    @Test
    void whatMattersInTests() throws Exception {
        String code = "package a;\nint a = 1; // one\nString b = \"// no comment\";";
        assertEquals(code(code), code("package b;\nint a = 1; /* 1 */ String b = \"// no comment\";\n"));
        assertNotEquals(code(code), code(code.replace("a = 1", "a = 2")));
        assertNotEquals(code(code), code(code.replace("no comment", "comment")));
    }
}
