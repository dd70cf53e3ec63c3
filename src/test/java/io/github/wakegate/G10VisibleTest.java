// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** G10, visible: who looks at a blocked thread sees that it waits for an event, and which. */
class G10VisibleTest {
    private final Event event = new Event();

    /** ThreadInfo.getLockInfo, and so every thread dump, names a class of Wakegate. */
    @ParameterizedTest
    @EnumSource
    void lockInfo(Form form) throws Exception {
        Waiter<Boolean> waiter = Waiter.start(() -> form.await(event)).parked();
        String parkedOn = ManagementFactory.getThreadMXBean().getThreadInfo(waiter.thread.getId())
                .getLockInfo().getClassName();
        event.set();
        assertTrue(waiter.result());
        assertTrue(parkedOn.startsWith("io.github.wakegate."), parkedOn);
    }

    /** A thread is parked on the event itself; in awaitAny on an object that names all events. */
    @ParameterizedTest
    @EnumSource
    void blocker(Form form) throws Exception {
        Waiter<Boolean> waiter = Waiter.start(() -> form.await(event)).parked();
        Object blocker = LockSupport.getBlocker(waiter.thread);
        if (form.name().startsWith("AWAIT_ANY")) {
            assertTrue(blocker.toString().contains(event.toString()), blocker.toString());
        } else {
            assertSame(event, blocker);
        }
        event.set();
        assertTrue(waiter.result());
    }

    /** A thread that waits to take the event is parked on its synchronizer, which shows the event. */
    @Test
    void blockerOfATaker() throws Exception {
        Waiter<Boolean> taker = Waiter.start(() -> event.awaitAndClear(Waiter.LONG)).parked();
        assertEquals(event.toString(), LockSupport.getBlocker(taker.thread).toString());
        event.set();
        assertTrue(taker.result());
    }

    /** Flight Recorder's jdk.ThreadPark names a class of Wakegate. */
    @Test
    void flightRecorder(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("park.jfr");
        Waiter<Boolean> waiter;
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ThreadPark").withoutThreshold();
            recording.start();
            waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            event.set();
            assertTrue(waiter.result());
            recording.stop();
            recording.dump(file);
        }
        assertTrue(RecordingFile.readAllEvents(file).stream()
                .filter(park -> waiter.thread.getId() == park.getThread().getJavaThreadId())
                .map(park -> park.getClass("parkedClass").getName())
                .anyMatch(name -> name.startsWith("io.github.wakegate.")));
    }

    /** What a hanging test prints: the stack of the thread that hangs, virtual ones included. */
    @Test
    void dumpOfAHang() throws Exception {
        for (Kind kind : Kind.available().toList()) {
            Waiter<Boolean> waiter = Waiter.start(kind, () -> event.await(Waiter.LONG)).parked();
            AssertionError hang = assertThrows(AssertionError.class,
                    () -> waiter.result(Duration.ofMillis(50)));
            assertTrue(hang.getMessage().contains("hangs"), hang.getMessage());
            assertTrue(hang.getMessage().contains("io.github.wakegate.Event.await"), hang.getMessage());
            event.set();
            assertTrue(waiter.result());
            event.clear();
        }
    }
}
