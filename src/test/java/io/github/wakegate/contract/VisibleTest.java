// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.Inside;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Waiter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** G10, visible: who looks at a blocked thread sees that it waits for an event, and which. */
class VisibleTest {
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

    private static int locks(Event event, Form form) throws Exception {
        Waiter<Boolean> waiter = Waiter.start(() -> form.await(event)).parked();
        ThreadInfo info = ManagementFactory.getThreadMXBean()
                .getThreadInfo(new long[] {waiter.thread.getId()}, true, true)[0];
        event.set();
        assertTrue(waiter.result());
        return info.getLockedMonitors().length + info.getLockedSynchronizers().length;
    }

    /** What a thread holds that waits. */
    static final class Holds implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return locks(new Event(), Form.AWAIT);
        }
    }

    /** Who waits holds no lock. */
    @ParameterizedTest
    @EnumSource
    void holdsNoLock(Form form) throws Exception {
        assertEquals(0, locks(event, form));
    }

    /** Control: one is seen. */
    @Tag("control")
    @Test
    void aLockIsSeen() throws Exception {
        assertEquals(1, Mutant.at("W7", "synchronized (shown) { $ }").andAt("W8", "synchronized (shown) { $ }")
                .call(Holds.class));
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

    /** However many events a thread waits for, what it is parked on names all. */
    @Test
    void blockerOfMany() throws Exception {
        Event[] events = Stream.generate(Event::new).limit(100).toArray(Event[]::new);
        Waiter<Event> waiter = Waiter.start(() -> Event.awaitAny(events)).parked();
        String blocker = LockSupport.getBlocker(waiter.thread).toString();
        for (Event some : events) {
            assertTrue(blocker.contains(Inside.identity(some)), blocker);
        }
        events[7].set();
        assertSame(events[7], waiter.result());
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
