// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.Inside;
import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.OwnClasses;
import io.github.wakegate.support.Waiter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flight Recorder shows the waits that parked. */
class FlightRecorderTest {
    private static final String NAME = "io.github.wakegate.Wait";
    private static final Duration BRIEF = Duration.ofMillis(5);

    private final Event event = new Event().named("ready");

    /** What a recording without threshold has of these waits, and of nothing else of this test. */
    private static List<RecordedEvent> recorded(Path folder, Callable<?> waits) throws Exception {
        return recorded(folder, recording -> recording.enable(NAME).withoutThreshold(), waits);
    }

    /** The same of a recording with settings of its own. */
    private static List<RecordedEvent> recorded(Path folder, Consumer<Recording> settings, Callable<?> waits)
            throws Exception {
        Path file = folder.resolve("waits.jfr");
        try (Recording recording = new Recording()) {
            settings.accept(recording);
            recording.start();
            waits.call();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream().filter(some -> some.getEventType().getName().equals(NAME))
                .toList();
    }

    private static String outcome(List<RecordedEvent> waits) {
        assertEquals(1, waits.size());
        return waits.get(0).getString("outcome");
    }

    /** To be recorded changes no answer. */
    private static boolean answers(boolean expected, boolean answer) {
        assertEquals(expected, answer);
        return answer;
    }

    /** Name and identity of the event, how it ended, the duration, the thread and its stack. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void aWait(Kind kind, @TempDir Path folder) throws Exception {
        Thread[] thread = new Thread[1];
        RecordedEvent wait = recorded(folder, () -> {
            Waiter<Boolean> waiter = Waiter.start(kind, () -> event.await(Waiter.LONG)).parked();
            thread[0] = waiter.thread;
            event.set();
            return answers(true, waiter.result());
        }).get(0);
        assertEquals("ready", wait.getString("name"));
        assertEquals(event.toString().replaceFirst("\\[.*", ""), wait.getString("event"));
        assertEquals("set", wait.getString("outcome"));
        assertEquals(thread[0].getId(), wait.getThread().getJavaThreadId());
        assertTrue(wait.getStackTrace().getFrames().stream()
                .anyMatch(frame -> frame.getMethod().getName().equals("await")));
    }

    /** A timeout, an interrupt and an exception are told apart. */
    @Test
    void outcomes(@TempDir Path folder) throws Exception {
        List<RecordedEvent> timedOut = recorded(folder, () -> answers(false, event.await(BRIEF)));
        assertEquals("timed out", outcome(timedOut));
        assertTrue(timedOut.get(0).getDuration().compareTo(Duration.ZERO) > 0); // on a busy machine yields take most
        assertEquals("interrupted", outcome(recorded(folder, () -> {
            Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            waiter.thread.interrupt();
            return assertThrows(InterruptedException.class, waiter::result);
        })));
        Mutant failing = Mutant.at("J1", "if (epoch == 0) { throw new IllegalStateException(); } $");
        assertEquals("failed", failing.call(Failing.class, folder.toString()));
    }

    /** A wait that ignores interrupts never ends by one. */
    @Test
    void ignoredInterrupt(@TempDir Path folder) throws Exception {
        for (boolean set : List.of(false, true)) {
            assertEquals(set ? "set" : "timed out", outcome(recorded(folder, () -> {
                Event some = new Event();
                Waiter<Boolean> waiter = Waiter.start(() -> {
                    Thread.currentThread().interrupt();
                    return some.awaitUninterruptibly(set ? Waiter.LONG : BRIEF);
                });
                if (set) {
                    waiter.parked();
                    some.set();
                }
                return answers(set, waiter.result());
            })));
        }
    }

    /** What is recorded of a wait that fails. */
    static final class Failing implements Callable<String> {
        private final Path folder;

        Failing(String folder) {
            this.folder = Path.of(folder);
        }

        @Override
        public String call() throws Exception {
            return outcome(recorded(folder,
                    () -> assertThrows(IllegalStateException.class, () -> new Event().await(Waiter.LONG))));
        }
    }

    /** A wait for several shows them all, one to take the event shows it, and one that need not park nothing. */
    @Test
    void otherForms(@TempDir Path folder) throws Exception {
        Event other = new Event().named("stop");
        RecordedEvent any = recorded(folder, () -> Event.awaitAny(BRIEF, event, other)).get(0);
        assertEquals("ready, stop", any.getString("name"));
        assertEquals(Inside.identity(event) + ", " + Inside.identity(other), any.getString("event"));
        assertEquals("timed out", any.getString("outcome"));
        RecordedEvent taking = recorded(folder, () -> event.awaitAndClear(BRIEF)).get(0);
        assertEquals("ready", taking.getString("name"));
        RecordedEvent unnamed = recorded(folder, () -> new Event().await(BRIEF)).get(0);
        assertNull(unnamed.getString("name"));
        event.set();
        assertEquals(List.of(), recorded(folder, () -> event.await(BRIEF)));
    }

    /** How many waits recordings have that don't want them, and then do, and so on, of a library just loaded. */
    static final class ByTurns implements Callable<List<Integer>> {
        private final Path folder;

        ByTurns(String folder) {
            this.folder = Path.of(folder);
        }

        @Override
        public List<Integer> call() throws Exception {
            List<Integer> counts = new ArrayList<>();
            Event event = new Event();
            for (boolean wanted : List.of(false, true, false, true)) {
                counts.add(recorded(folder, recording -> (wanted ? recording.enable(NAME) : recording.disable(NAME))
                        .withoutThreshold(), () -> answers(false, event.await(BRIEF))).size());
            }
            return counts;
        }
    }

    /** A recording that does not want waits gets none, one that does gets its own, whatever an earlier one wanted. */
    @Test
    void wantedByTurns(@TempDir Path folder) throws Exception {
        try (OwnClasses library = OwnClasses.ofTheLibrary()) {
            assertEquals(List.of(0, 1, 0, 1), library.call(ByTurns.class, folder.toString()));
        }
    }

    /** By default it shows those of 20 ms and more. */
    @Test
    void threshold(@TempDir Path folder) throws Exception {
        List<RecordedEvent> waits = recorded(folder, recording -> recording.enable(NAME), () -> {
            event.await(Duration.ofMillis(1));
            return event.await(Duration.ofMillis(400)); // the first of them loads classes meanwhile
        });
        assertFalse(waits.isEmpty());
        assertTrue(waits.stream().allMatch(wait -> wait.getDuration().toMillis() >= 20));
    }

    /** Before there is a recording, a wait loads the class that it asks for one, and no other; then it is recorded. */
    @Test
    void nothingIsLoadedBefore() throws Exception {
        String output = new Jvm("-Xlog:class+load:stdout").run(Later.class);
        int begun = output.indexOf("recording begins");
        assertTrue(begun > 0, output);
        List<String> loaded = output.substring(0, begun).lines()
                .filter(line -> line.contains("jdk.jfr.") || line.contains("WaitRecord")).toList();
        assertEquals(1, loaded.size(), output);
        assertTrue(loaded.get(0).contains("jdk.jfr.FlightRecorder"), output);
        assertTrue(output.contains("recorded 1"), output);
    }

    /** Waits, then begins a recording, and waits again. */
    static final class Later {
        private Later() {
        }

        public static void main(String[] args) throws Exception {
            new Event().await(BRIEF);
            System.out.println("recording begins");
            Path folder = java.nio.file.Files.createTempDirectory("later");
            System.out.println("recorded " + recorded(folder, () -> new Event().await(BRIEF)).size());
        }
    }

    /** Where there is no Flight Recorder, a wait does without. */
    @Test
    void withoutFlightRecorder() throws Exception {
        assertEquals("timed out, no recorder", new Jvm("--limit-modules=java.base").run(Without.class));
    }

    static final class Without {
        private Without() {
        }

        public static void main(String[] args) throws Exception {
            System.out.print(new Event().await(BRIEF) ? "set, " : "timed out, ");
            System.out.println(ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? "a recorder" : "no recorder");
        }
    }

    /** Where a class loader hides the Flight Recorder that runs, a wait does without as well. */
    @Test
    void hidden(@TempDir Path folder) throws Exception {
        boolean[] set = {true};
        assertEquals(List.of(), recorded(folder, () -> {
            try (OwnClasses hiding = new OwnClasses(Event.class.getPackageName(), Mutant.home(Event.class),
                    Mutant.home(Hidden.class)) {
                @Override
                protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                    if (name.startsWith("jdk.jfr.")) {
                        throw new ClassNotFoundException(name);
                    }
                    return super.loadClass(name, resolve);
                }
            }) {
                return set[0] = hiding.call(Hidden.class);
            }
        }));
        assertFalse(set[0]);
    }

    static final class Hidden implements Callable<Boolean> {
        @Override
        public Boolean call() throws Exception {
            return new Event().await(BRIEF) || new Event().await(BRIEF);
        }
    }
}
