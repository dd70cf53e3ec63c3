// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.evidence.Bug;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library, made to call a listener at each of its steps. */
class StepsTest {
    /** A waiter is held at a step while its event is pulsed, then let go: is it released? */
    static final class Held implements Callable<Boolean> {
        private final String mark;
        private final Duration patience;
        private volatile boolean isThere;
        private volatile boolean goesOn;

        Held(String mark, Duration patience) {
            this.mark = mark;
            this.patience = patience;
        }

        @Override
        public Boolean call() throws Exception {
            Event event = new Event();
            Step.tell(step -> {
                if (step.equals(mark) && !isThere) {
                    isThere = true;
                    while (!goesOn) {
                        Thread.yield();
                    }
                }
            });
            Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG));
            Waiter.until(() -> isThere);
            Step.tell(null);
            assertTrue(event.pulse());
            goesOn = true;
            boolean released = waiter.endsWithin(patience);
            event.set();
            assertTrue(waiter.result());
            return released;
        }
    }

    /** Wherever it is held after its look, a pulse that comes meanwhile releases it. */
    @ParameterizedTest
    @ValueSource(strings = {"W2", "J1", "J2", "J4", "W6", "W8"})
    void releasesWhoIsHeld(String mark) throws Exception {
        assertTrue(new Mutant().stepped().call(Held.class, mark, Waiter.PATIENCE));
    }

    /** Control: without the look after joining, it does not. */
    @Tag("control")
    @Test
    void withoutAnotherLookItDoesNot() throws Exception {
        Mutant hasty = Bug.NO_LOOK_AFTER_JOINING.library().stepped();
        assertEquals(false, hasty.call(Held.class, "J4", Duration.ofMillis(300)));
    }

    /** What it is made of can be verified. */
    @Test
    void isVerified() throws Exception {
        Mutant library = new Mutant().stepped();
        Path folder = library.classes();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = folder.relativize(file).toString().replace(".class", "").replace(File.separatorChar, '.');
                Class<?> type = Class.forName(name, true, library.loader());
                assertEquals(library.loader(), type.getClassLoader());
            }
        }
    }
}
