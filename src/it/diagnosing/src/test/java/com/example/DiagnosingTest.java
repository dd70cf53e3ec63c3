// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
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

    private String run(String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(BIN.resolve(tool).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), output);
        System.out.println(output);
        return output;
    }

    private String pid() {
        return Long.toString(service.pid());
    }

    /** The n-th block of the page, line by line; what may differ each time is cut out. */
    private static void assertShown(int block, String output) throws Exception {
        List<String> blocks = Pattern.compile("(?s)```text\n(.*?)```")
                .matcher(Files.readString(Path.of(System.getProperty("repository"), "docs/diagnosing.md"))).results()
                .map((MatchResult match) -> match.group(1)).toList();
        String rest = regular(output);
        for (String line : regular(blocks.get(block)).lines().toList()) {
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
        assertShown(1, run("jstack", pid()));
    }

    @Test
    void json() throws Exception {
        assumeTrue(Runtime.version().feature() >= 25, "older JDKs don't write who waits for what");
        Path dump = folder.resolve("threads.json");
        run("jcmd", pid(), "Thread.dump_to_file", "-format=json", dump.toString());
        String threads = Files.readString(dump);
        System.out.println(threads);
        assertShown(2, threads);
    }

    @Test
    void flightRecorder() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads are among them");
        Path recording = folder.resolve("waits.jfr");
        run("jcmd", pid(), "JFR.start", "name=waits");
        String waits;
        do {
            run("jcmd", pid(), "JFR.dump", "name=waits", "filename=" + recording);
            waits = run("jfr", "print", "--events", "io.github.wakegate.Wait", "--stack-depth", "8",
                    recording.toString());
        } while (!waits.contains("timed out")); // the service waits again and again
        assertShown(3, waits);
    }

    @Test
    void histogram() throws Exception {
        assertShown(4, run("jcmd", pid(), "GC.class_histogram"));
    }
}
