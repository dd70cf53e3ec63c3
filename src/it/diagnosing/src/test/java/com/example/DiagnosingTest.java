// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The outputs that docs/diagnosing.md shows, made anew: all lines occur in this order, but for numbers. */
@Timeout(120)
class DiagnosingTest {
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

    @TempDir
    private Path folder;
    private Process service;
    private String event;

    @BeforeEach
    void start() throws Exception {
        service = new ProcessBuilder(BIN.resolve("java").toString(), "-cp", System.getProperty("java.class.path"),
                "-Djdk.virtualThreadScheduler.parallelism=1", Hung.class.getName()).start();
        event = new BufferedReader(new InputStreamReader(service.getInputStream())).readLine();
    }

    @AfterEach
    void end() {
        service.destroyForcibly();
    }

    /** Runs the n-th block of commands that the page shows. */
    private String run(int block) throws Exception {
        String commands = blocks("shell").get(block).replace("PID", Long.toString(service.pid()))
                .replace("/tmp", folder.toString());
        ProcessBuilder builder = new ProcessBuilder("sh", "-ec", commands).redirectErrorStream(true);
        builder.environment().merge("PATH", BIN.toString(), (path, bin) -> bin + ":" + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), output);
        System.out.println(output);
        return output;
    }

    private static List<String> blocks(String language) throws Exception {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(Files.readString(Path.of(System.getProperty("repository"), "docs/diagnosing.md"))).results()
                .map(match -> match.group(1)).toList();
    }

    /** The n-th output of the page, line by line; what may differ each time is cut out. */
    private static void assertShown(int block, String output) throws Exception {
        String rest = regular(output);
        for (String line : regular(blocks("text").get(block)).lines().toList()) {
            if (!line.equals("...")) {
                int at = rest.indexOf(line);
                assertTrue(at >= 0, line + "\nis not in\n" + output);
                rest = rest.substring(at + line.length());
            }
        }
    }

    private static String regular(String output) {
        return output.lines().map(line -> line.strip().replaceAll("0x[0-9a-f]+|@[0-9a-f]{2,8}|[0-9]+", "#")
                .replace("[#] ", "") // before 21 jstack shows no number of the system's thread here
                .replaceAll("\\s+", " ")).reduce("", (all, line) -> all + line + "\n");
    }

    @Test
    void toStringOfTheEvent() throws Exception {
        assertShown(0, event);
    }

    @Test
    void jstack() throws Exception {
        assertShown(1, run(0));
    }

    /** Four threads wait for the event; one of them again and again. */
    @Test
    void json() throws Exception {
        assumeTrue(Runtime.version().feature() >= 25, "older JDKs don't write who waits for what");
        String counted = run(1);
        String threads = Files.readString(folder.resolve("threads.json"));
        System.out.println(threads);
        assertShown(2, threads);
        assertTrue(counted.matches("(?s).*\\b[34] wakegate\\.Event@[0-9a-f]+\\s*"), counted);
    }

    @Test
    void flightRecorder() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads are among them");
        run(2);
        String waits;
        do {
            waits = run(3);
        } while (!waits.contains("timed out")); // the service waits again and again
        assertShown(3, waits);
    }

    @Test
    void histogram() throws Exception {
        assertShown(4, run(4));
        assertTrue(Files.exists(folder.resolve("service.hprof")));
    }
}
