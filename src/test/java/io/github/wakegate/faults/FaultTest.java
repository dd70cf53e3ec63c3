// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Inside;
import io.github.wakegate.Event;
import io.github.wakegate.Pretender;
import io.github.wakegate.evidence.Bug;
import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Waiter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong in one thread, or in the machine, must not go wrong for the others. */
class FaultTest {
    private static final Duration IMPATIENCE = Duration.ofMillis(300);

    /** A setter is suspended as it is about to wake a thread; another thread sets the event: how many sleep on? */
    static final class Suspended implements Callable<Integer> {
        private final Duration patience;

        Suspended(Duration patience) {
            this.patience = patience;
        }

        @Override
        public Integer call() throws Exception {
            Event event = new Event();
            CountDownLatch resumed = new CountDownLatch(1);
            List<Waiter<Boolean>> below = Waiter.parked(2, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            AtomicInteger wakeUps = new AtomicInteger();
            new Pretender(event, () -> {
                if (wakeUps.incrementAndGet() == 1) {
                    awaitUninterruptibly(resumed);
                }
            });
            Waiter<Boolean> setter = Waiter.start(event::set).parked();
            event.set();
            int asleep = Waiter.stranded(below, patience) + (wakeUps.get() == 1 ? 1 : 0);
            resumed.countDown();
            assertTrue(setter.result());
            Waiter.assertAllTrue(below);
            return asleep;
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(Waiter.LONG.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A suspended setter holds up nobody for longer than until the next set(). */
    @Test
    void suspendedSetterHoldsUpNobody() throws Exception {
        assertEquals(0, new Suspended(Waiter.PATIENCE).call());
    }

    /** Controls: it does if it takes a thread off before it wakes it, or all at once before it wakes them. */
    @Tag("control")
    @Test
    void suspendedWithTheOthersItHoldsThemUp() throws Exception {
        assertEquals(1, Bug.TAKEN_OFF_FIRST.library().call(Suspended.class, IMPATIENCE));
        Mutant greedy = Mutant.at("R2", "boolean waits = first != null;")
                .andAt("R3", "replaceTop(node, null);"
                        + " for (var each = node; each != null; each = each.next) { each.wake(); }");
        assertEquals(3, greedy.call(Suspended.class, IMPATIENCE));
    }

    /** The uppermost has left and is not taken off yet: does set() release the thread below? */
    static final class LeftOnTop implements Callable<Integer> {
        private final Duration patience;

        LeftOnTop(Duration patience) {
            this.patience = patience;
        }

        @Override
        public Integer call() throws Exception {
            Event event = new Event();
            List<Waiter<Boolean>> below = Waiter.parked(2, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            new Pretender(event, () -> { }).leave();
            event.set();
            int stranded = Waiter.stranded(below, patience);
            below.forEach(waiter -> waiter.thread.interrupt());
            return stranded;
        }
    }

    /** A thread that has left hides nobody. */
    @Test
    void whatHasLeftHidesNobody() throws Exception {
        assertEquals(0, new LeftOnTop(Waiter.PATIENCE).call());
    }

    /** Control: it does if a stack whose top has left is taken for empty. */
    @Tag("control")
    @Test
    void takenForEmptyItHidesOthers() throws Exception {
        assertEquals(2, Bug.DECEIVED_BY_THE_TOP.library().call(LeftOnTop.class, IMPATIENCE));
    }

    /** Waits for any of two events, and fails at the second as it begins: how many entries count as waiting? */
    static final class FailingToJoin implements Callable<Long> {
        @Override
        public Long call() throws Exception {
            Event first = new Event();
            assertThrows(IllegalStateException.class, () -> Event.awaitAny(first, new Event()));
            return Inside.waiting(first);
        }
    }

    private static long leftByWhoFailsToJoin(Mutant library) throws Exception {
        return library.andAt("A1", "if (joined > 0) { throw new IllegalStateException(); } $")
                .call(FailingToJoin.class);
    }

    /** An awaitAny that fails at one event, by an Error or another exception, leaves the others. */
    @Test
    void failingToJoinItLeavesTheOthers() throws Exception {
        assertEquals(0, leftByWhoFailsToJoin(new Mutant()));
    }

    /** Control: without that it stays. */
    @Tag("control")
    @Test
    void otherwiseItStays() throws Exception {
        assertEquals(1, leftByWhoFailsToJoin(Bug.ANY_STAYS.library()));
    }

    /** Code without permission to read the system property makes and awaits events. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void withoutPermission() throws Exception {
        String output = guarded().run(Guarded.class);
        assertTrue(output.endsWith("refused true, timed out, timed out"), output);
    }

    /** Control: if the refusal is not expected, the await fails. */
    @Tag("control")
    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void notExpectedTheRefusalFails() throws Exception {
        Mutant demanding = Mutant.at("S1", "$ if (e != null) { throw e; }");
        String output = guarded().with(demanding).run(Guarded.class);
        assertTrue(output.contains("SecurityException: io.github.wakegate.spinNanos"), output);
    }

    private static Jvm guarded() {
        return new Jvm("-Djava.security.manager=" + Guard.class.getName());
    }

    /** Refuses to let the library's property be read. */
    @SuppressWarnings("removal")
    public static final class Guard extends SecurityManager {
        static volatile boolean refused;

        @Override
        public void checkPermission(java.security.Permission permission) {
            if (permission.getName().startsWith("io.github.wakegate.")) {
                refused = true;
                throw new SecurityException(permission.getName());
            }
        }
    }

    static final class Guarded {
        private Guarded() {
        }

        public static void main(String[] args) throws Exception {
            String outcome = "";
            for (int i = 0; i < 2; i++) {
                outcome += new Event().await(Duration.ofMillis(1)) ? ", set" : ", timed out";
            }
            System.out.println("refused " + Guard.refused + outcome);
        }
    }

    /** A thread whose class redefines what a thread must not be asked. */
    private static final class Strange extends Thread {
        Strange(Runnable action) {
            super(action);
            setDaemon(true);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Strange;
        }

        @Override
        public int hashCode() {
            throw new AssertionError("asked for its hash code");
        }
    }

    /** Five such threads wait: how does the event count them, and how its toString? */
    static final class CountOfStrangers implements Callable<String> {
        @Override
        public String call() throws Exception {
            Event event = new Event();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Thread thread = new Strange(event::awaitUninterruptibly);
                threads.add(thread);
                thread.start();
                Waiter.until(() -> thread.getState() == Thread.State.WAITING);
            }
            try {
                return event.getQueueLength() + event.toString().replaceFirst(".*\\[", " [");
            } finally {
                event.set();
                for (Thread thread : threads) {
                    thread.join(Waiter.PATIENCE.toMillis());
                    assertFalse(thread.isAlive());
                }
            }
        }
    }

    /** Threads are told apart by identity, and none of their code is called. */
    @Test
    void strangeThreadsAreCounted() throws Exception {
        assertEquals("5 [Clear, queue length = 5]", new CountOfStrangers().call());
    }

    /** Control: a set that is not one of identities asks them. */
    @Tag("control")
    @Test
    void askedForTheirHashCodeTheyFail() throws Exception {
        Mutant asking = Mutant.at("Q1",
                "if (owner.waiter instanceof Thread thread && thread.hashCode() == 0) { return true; } $");
        AssertionError failure = assertThrows(AssertionError.class, () -> asking.call(CountOfStrangers.class));
        assertEquals("asked for its hash code", failure.getMessage());
    }

    /**
     * A thread whose await timed out, or one that waits for any of two events of which one was set, then parks for
     * another reason: does a later set() wake it?
     */
    static final class StrayPermit implements Callable<Boolean> {
        private final boolean any;
        private final Duration patience;

        StrayPermit(boolean any, Duration patience) {
            this.any = any;
            this.patience = patience;
        }

        @Override
        public Boolean call() throws Exception {
            Event event = new Event();
            Event other = new Event();
            Object reason = new Object();
            AtomicInteger returned = new AtomicInteger();
            Waiter<Boolean> waiter = Waiter.start(() -> {
                if (any) {
                    assertEquals(other, Event.awaitAny(event, other));
                } else {
                    assertFalse(event.await(IMPATIENCE));
                }
                returned.incrementAndGet();
                LockSupport.park(reason);
                return true;
            }).parked();
            Waiter<Boolean> above = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            other.set();
            Waiter.until(() -> returned.get() == 1 && LockSupport.getBlocker(waiter.thread) == reason);
            waiter.parked();
            event.set();
            assertTrue(above.result());
            boolean woken = waiter.endsWithin(patience);
            LockSupport.unpark(waiter.thread);
            assertTrue(waiter.result());
            return woken;
        }
    }

    /** A wait that has ended gets no wake-up from the event, which would end the thread's next park. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatHasEndedGetsNoPermit(boolean any) throws Exception {
        assertFalse(new StrayPermit(any, IMPATIENCE).call());
    }

    /** Controls: it does if it doesn't say that it has left. */
    @Tag("control")
    @Test
    void otherwiseItGetsOne() throws Exception {
        Mutant silent = Mutant.at("L1", "/* nothing */");
        assertTrue(silent.call(StrayPermit.class, false, Waiter.PATIENCE));
        assertTrue(Bug.ANY_STAYS.library().call(StrayPermit.class, true, Waiter.PATIENCE));
    }

    /** While no memory is left, calls fail; a set() that is repeated reaches all, and nothing is left behind. */
    @Tag("without-pit")
    @Test
    void outOfMemory() throws Exception {
        String output = new Jvm("-Xmx32m", "-XX:+UseSerialGC").run(OutOfMemory.class);
        String outcome = output.substring(output.lastIndexOf('\n') + 1); // the JVM may tell of threads that failed
        assertTrue(outcome.matches("[1-9]\\d* failed: set, released, completed, left 0"), output);
    }

    static final class OutOfMemory {
        private static final AtomicInteger FAILURES = new AtomicInteger();

        private OutOfMemory() {
        }

        public static void main(String[] args) throws Exception {
            play(false); // loads all classes
            System.out.println("\n" + play(true)); // a line of its own, though the JVM may have begun one
        }

        private static String play(boolean full) throws Exception {
            Event event = new Event();
            Duration timeout = Duration.ofNanos(50_000);
            List<Waiter<Boolean>> waiters = Waiter.parked(10, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            CompletableFuture<Void> future = event.whenSet();
            List<Waiter<Boolean>> failing = new ArrayList<>();
            for (int i = 0; i < 8; i++) { // where memory is short, some JDKs let an await wait until it is released
                failing.add(Waiter.start(() -> {
                    while (!event.isSet()) {
                        try {
                            event.await(timeout);
                            Event.awaitAny(timeout, event, event);
                            event.whenSet().cancel(false);
                        } catch (OutOfMemoryError e) {
                            FAILURES.incrementAndGet();
                        }
                    }
                    return true;
                }));
            }
            Object[] memory = full ? fill() : new Object[1];
            for (long start = System.nanoTime(); FAILURES.get() < 100 && System.nanoTime() - start < 1_000_000_000; ) {
                Thread.onSpinWait();
            }
            boolean set;
            try {
                set = event.set();
            } catch (OutOfMemoryError e) { // it can fail at the future, whose executor needs memory: repeat it
                set = event.isSet();
            }
            memory[0] = null;
            event.set();
            Waiter.assertAllTrue(failing);
            Waiter.assertAllTrue(waiters);
            future.get(Waiter.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return FAILURES + " failed: " + (set ? "set" : "not set") + ", released, completed, left "
                    + Inside.count(event);
        }

        /** Arrays of arrays, until not even the smallest fits. */
        static Object[] fill() {
            Object[] last = new Object[1];
            Object[] first = last;
            for (int size = 1 << 20; size > 0; ) {
                try {
                    Object[] next = new Object[size];
                    last[0] = next;
                    last = next;
                } catch (OutOfMemoryError e) {
                    size /= 2;
                }
            }
            return first;
        }
    }

    /** A task that finds no memory completes its futures all the same. */
    @Tag("without-pit")
    @Test
    void taskWithoutMemory() throws Exception {
        assertEquals("100", new Jvm("-Xmx32m", "-XX:+UseSerialGC").run(TaskWithoutMemory.class));
    }

    /** Control: if the task fails instead, its futures are lost: nobody hands them over again. */
    @Tag("control")
    @Test
    void failingTaskLosesThem() throws Exception {
        Mutant failing = Mutant.at("F19", "throw e;");
        assertEquals("0", new Jvm("-Xmx32m", "-XX:+UseSerialGC").with(failing).run(TaskWithoutMemory.class));
    }

    /** What a task has claimed it completes, whatever fails in between: here, to hand over the others. */
    @Test
    void claimedIsCompleted() throws Exception {
        assertEquals(100L, outOfMemoryThen().call(WithMemory.class));
    }

    /** Control: a task that fails where memory is short, and only tries again, loses the one that it had claimed. */
    @Tag("control")
    @Test
    void triedAgainLosesOne() throws Exception {
        Mutant hasty = outOfMemoryThen().andAt("F20", "} catch (IllegalArgumentException never) { } {");
        assertEquals(99L, hasty.call(WithMemory.class));
    }

    private static Mutant outOfMemoryThen() {
        return Mutant.at("F9", "if (alone && turn != null) { throw new OutOfMemoryError(); } else if (alone) {");
    }

    static final class WithMemory implements Callable<Long> {
        @Override
        public Long call() {
            return TaskWithoutMemory.play(() -> new Object[0]);
        }
    }

    /** How many of 100 futures are complete after their task ran without memory. */
    static final class TaskWithoutMemory {
        private static Object[] memory = new Object[0];

        private TaskWithoutMemory() {
        }

        public static void main(String[] args) {
            play(() -> memory); // loads and links everything
            System.out.println(play(OutOfMemory::fill));
        }

        private static long play(Supplier<Object[]> full) {
            AtomicReference<Runnable> task = new AtomicReference<>();
            Executor later = task::set;
            Event event = new Event();
            List<CompletableFuture<Void>> futures = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                futures.add(event.whenSet(later));
            }
            event.set();
            memory = full.get();
            try {
                task.get().run();
            } catch (OutOfMemoryError e) {
                // so does the control
            }
            memory = null;
            return futures.stream().filter(CompletableFuture::isDone).count();
        }
    }

    /** Interrupts without end: an uninterruptible wait goes on until set(), and tells of them. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void interruptStorm(Kind kind) throws Exception {
        Event event = new Event();
        Waiter<Boolean> waiter = Waiter.start(kind, () -> {
            boolean set = event.awaitUninterruptibly(Waiter.LONG);
            return set && Thread.interrupted();
        });
        Waiter<Boolean> control = Waiter.start(kind, () -> event.await(Waiter.LONG)).parked();
        for (int i = 0; i < 20_000; i++) {
            waiter.thread.interrupt();
            control.thread.interrupt();
        }
        assertThrows(InterruptedException.class, control::result);
        assertFalse(waiter.isDone());
        event.set();
        assertTrue(waiter.result());
        assertEquals(0, Inside.count(event));
    }

    /** Unparks without end: who waits is not released by them, nor does its time run out early. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void unparkStorm(Kind kind) throws Exception {
        Event event = new Event();
        Duration timeout = Duration.ofMillis(50);
        Waiter<Boolean> waiter = Waiter.start(kind, () -> event.await(Waiter.LONG)).parked();
        Waiter<Boolean> control = Waiter.start(kind, () -> {
            LockSupport.park();
            return true;
        }).parked();
        Waiter<Boolean> timed = Waiter.start(kind, () -> {
            long start = System.nanoTime();
            boolean set = event.await(timeout);
            assertTrue(System.nanoTime() - start >= timeout.toNanos(), "early");
            return set;
        });
        do {
            LockSupport.unpark(waiter.thread);
            LockSupport.unpark(timed.thread);
            LockSupport.unpark(control.thread);
        } while (!timed.isDone());
        assertTrue(control.result());
        assertFalse(timed.result());
        assertFalse(waiter.isDone());
        event.set();
        assertTrue(waiter.result());
    }

    /** Nothing asks for the time of day, so it may jump. */
    @Test
    void timeOfDayDoesNotMatter() throws Exception {
        String names = "";
        try (Stream<Path> files = Files.walk(Path.of(Mutant.home(Event.class).toURI()))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                names += Files.readString(file, StandardCharsets.ISO_8859_1);
            }
        }
        assertTrue(names.contains("nanoTime"), "names of methods are to be found like that");
        for (String name : List.of("currentTimeMillis", "java/time/Instant", "java/time/Clock", "java/util/Date",
                "parkUntil", "awaitUntil")) {
            assertFalse(names.contains(name), name);
        }
    }

    /** After the last epoch comes the first, and who waits meanwhile does not notice. */
    @Test
    void epochsBeginAgain() throws Exception {
        Event event = Inside.eventAt(Long.MAX_VALUE - 3);
        for (long epoch : List.of(Long.MAX_VALUE - 3, Long.MAX_VALUE - 1, 0L, 2L)) {
            assertEquals(epoch, Inside.epoch(event));
            assertFalse(event.isSet());
            assertFalse(event.await(Duration.ZERO));
            Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            assertFalse(event.clear());
            assertTrue(event.set());
            assertFalse(event.set());
            assertTrue(event.isSet());
            assertTrue(event.clear());
            assertTrue(waiter.result());
        }
        Event set = Inside.eventAt(Long.MAX_VALUE);
        assertTrue(set.await(Duration.ZERO));
        set.awaitAndClear();
        assertEquals(0, Inside.epoch(set));
    }

    /** Many give up at the same moment, again and again: who waits longer is released all the same. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void manyTimeoutsAtOnce(Kind kind) throws Exception {
        Event event = new Event();
        List<Waiter<Boolean>> lasting = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            long deadline = System.nanoTime() + Duration.ofMillis(20).toNanos();
            List<Waiter<Boolean>> brief = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                brief.add(Waiter.start(kind, () -> event.await(Duration.ofNanos(deadline - System.nanoTime()))));
            }
            lasting.add(Waiter.start(kind, () -> event.await(Waiter.LONG)));
            for (Waiter<Boolean> waiter : brief) {
                assertFalse(waiter.result());
            }
            lasting.get(round).parked();
        }
        event.set();
        Waiter.assertAllTrue(lasting);
        assertEquals(0, Inside.count(event));
    }
}
