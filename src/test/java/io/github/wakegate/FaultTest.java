package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong in one thread, or in the machine, must not go wrong for the others. */
class FaultTest {
    private static final Duration IMPATIENCE = Duration.ofMillis(300);

    /** What tells a gate that others have opened, and whose waiter may not be awake yet, from one that is done with. */
    private static final String NOT_RELEASED = "getState() != RELEASED";

    /** A waiter that can't be woken the first time, for want of stack: how often is it tried, by two calls of set? */
    static final class FailingOnce implements Callable<Integer> {
        private int tries;

        @Override
        public Integer call() throws Exception {
            Event event = new Event();
            Waiter<Boolean> below = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            new Pretender(event, () -> {
                tries++;
                if (tries == 1) {
                    throw new StackOverflowError();
                }
                return true;
            });
            assertThrows(StackOverflowError.class, event::set);
            event.set();
            assertTrue(below.result());
            assertEquals(0, event.sync.gates().count());
            return tries;
        }
    }

    /** A waiter whose wake-up failed is woken by whoever comes next. */
    @Test
    void failedWakeUpIsRepeated() throws Exception {
        assertEquals(2, new FailingOnce().call());
    }

    /** Control: without that it is taken for awake. */
    @Test
    void notRepeatedItSleepsOn() throws Exception {
        assertEquals(1, Mutant.of(Gate.class, NOT_RELEASED, "!opened").call(FailingOnce.class));
    }

    /** A setter is suspended when it has released a waiter and should wake it: who sleeps on after another's set()? */
    static final class SuspendedInWakeUp implements Callable<Integer> {
        private final Duration patience;

        SuspendedInWakeUp(Duration patience) {
            this.patience = patience;
        }

        @Override
        public Integer call() throws Exception {
            Event event = new Event();
            List<Waiter<Boolean>> waiters = Waiter.parked(3, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            HeldUp.afterChange(event);
            assertTrue(HeldUp.beforeUnpark(waiters.get(1).thread));
            event.set();
            int asleep = Waiter.stranded(waiters, patience);
            assertEquals(0, event.sync.gates().count());
            LockSupport.unpark(waiters.get(1).thread);
            Waiter.assertAllTrue(waiters);
            return asleep;
        }
    }

    /** A setter that is suspended holds up nobody for longer than until the next set(). */
    @Test
    void suspendedInWakeUpHoldsUpNobody() throws Exception {
        assertEquals(0, new SuspendedInWakeUp(Waiter.PATIENCE).call());
    }

    /** Control: taken for awake, the waiter sleeps until that very setter goes on. */
    @Test
    void takenForAwakeItSleepsOn() throws Exception {
        assertEquals(1, Mutant.of(Gate.class, NOT_RELEASED, "!opened").call(SuspendedInWakeUp.class, IMPATIENCE));
    }

    /** Waits for any of two events, and at the first one fails to help others: how many gates stay at the second? */
    static final class FailingToHelp implements Callable<Long> {
        @Override
        public Long call() throws Exception {
            Event first = new Event();
            Event second = new Event();
            new Pretender(first, () -> {
                throw new StackOverflowError();
            });
            Waiter<Event> waiter = Waiter.start(() -> Event.awaitAny(first, second)).parked();
            assertThrows(StackOverflowError.class, first::set);
            Error failure = assertThrows(AssertionError.class, waiter::result);
            assertEquals(StackOverflowError.class, failure.getCause().getClass());
            return second.sync.gates().count();
        }
    }

    /** Who fails to help at one of several events leaves the others all the same. */
    @Test
    void failingToHelpItLeavesTheOthers() throws Exception {
        assertEquals(0, new FailingToHelp().call());
    }

    /** Control: if the failure ends that, it stays. */
    @Test
    void otherwiseItStays() throws Exception {
        assertEquals(1, Mutant.of(Several.class, "failure = e;", "throw e;").call(FailingToHelp.class));
    }

    /** One who is awake and one who gave up, and whoever passes tries their gates again: how many are woken? */
    static final class LeftAlone implements Callable<Integer> {
        private int wakeUps;

        @Override
        public Integer call() {
            Event event = new Event();
            Callable<Boolean> counting = () -> ++wakeUps > 0;
            Gate awake = new Pretender(event, counting);
            assertTrue(awake.open());
            Gate gone = new Pretender(event, counting);
            assertTrue(gone.giveUp());
            for (Gate gate : List.of(awake, gone)) {
                assertFalse(gate.open());
            }
            return wakeUps;
        }
    }

    /** Who is awake or gave up is not woken again. */
    @Test
    void whoDoesNotWaitIsLeftAlone() {
        assertEquals(1, new LeftAlone().call());
    }

    /** Controls: without a look at who gave up, without a note of who is awake. */
    @Test
    void withoutLookOrNoteItIsWokenAgain() throws Exception {
        assertEquals(2, Mutant.of(Gate.class, NOT_RELEASED, "getState() == AWAKE").call(LeftAlone.class));
        assertEquals(2, Mutant.of(Gate.class, "setState(AWAKE);", "").call(LeftAlone.class));
    }

    /** Makes an event, and no more. */
    static final class Making {
        private Making() {
        }

        public static void main(String[] args) {
            System.out.println(new Event().isSet());
        }
    }

    private static boolean isInitialized(Class<?> needed, String log) {
        return log.contains("Initializing '" + needed.getName().replace('.', '/') + "'");
    }

    /** The first wait, if it fails at the end of its stack, does not spoil the classes that every wait initializes. */
    @Test
    void makingAnEventInitializesWhatEveryWaitNeeds() throws Exception {
        String log = new Jvm("-Xlog:class+init=info").run(Making.class);
        for (Class<?> needed : List.of(Event.class, Event.Sync.class, Crowd.class, Gate.class)) {
            assertTrue(isInitialized(needed, log), () -> needed + " in\n" + log);
        }
        assertFalse(isInitialized(Several.class, log), "some waits need it, and it has nothing to initialize");
    }

    /** Control: without being told to, it leaves that of Gate to the first wait. */
    @Test
    void withoutBeingToldToItDoesNot() throws Exception {
        Mutant lazy = Mutant.of(Event.class, "Gate.isVirtual(Thread.currentThread()); //", "//");
        String log = new Jvm("-Xlog:class+init=info").with(lazy).run(Making.class);
        assertFalse(isInitialized(Gate.class, log));
    }

    /** Two platform threads were torn out of their waits and could not leave: how many of three others are stranded? */
    static final class Dead implements Callable<Integer> {
        private final Duration patience;

        Dead(Duration patience) {
            this.patience = patience;
        }

        @Override
        public Integer call() throws Exception {
            Event event = new Event();
            List<Waiter<Boolean>> others = Waiter.parked(3, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            event.sync.join(0, new Gate(event, Thread.currentThread()));
            event.sync.join(0, new Gate(event, Thread.currentThread()));
            event.set();
            int stranded = Waiter.stranded(others, patience);
            event.set();
            Waiter.assertAllTrue(others);
            return stranded;
        }
    }

    /** Nobody relies on the help of a thread that does not wait any more. */
    @Test
    void theDeadStrandNobody() throws Exception {
        assertEquals(0, new Dead(Waiter.PATIENCE).call());
    }

    /** Control: if they are relied upon, the others are stranded. */
    @Test
    void trustedTheDeadStrandOthers() throws Exception {
        assertEquals(3, Mutant.of(Gate.class, "helps && LockSupport.getBlocker(thread) == this", "helps")
                .call(Dead.class, IMPATIENCE));
    }

    /** What a thread does at the very end of its stack. */
    private static final class EndOfStack {
        private final Callable<?> action;
        private int overflows;

        EndOfStack(Callable<?> action) {
            this.action = action;
        }

        /** Goes down as deep as it can; on the way back tries at each level until the action ends without overflow. */
        boolean descend() {
            try {
                if (descend()) {
                    return true;
                }
            } catch (StackOverflowError e) {
                // here is the end
            }
            try {
                action.call();
                return true;
            } catch (StackOverflowError e) {
                overflows++;
                return false;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        /** A stack a few bytes longer each time, for the end to be everywhere in the code once. */
        static int overflowsOf(Callable<?> action, int round) throws InterruptedException {
            EndOfStack end = new EndOfStack(action);
            Thread thread = new Thread(null, end::descend, "end of stack", 200_000 + 8 * round);
            thread.start();
            thread.join(Waiter.PATIENCE.toMillis());
            assertFalse(thread.isAlive());
            return end.overflows;
        }
    }

    /** Awaits that fail at the end of the stack take nobody's release with them. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.Kind#available")
    void stackOverflowInAwait(Kind kind) throws Exception {
        int overflows = 0;
        for (int round = 0; round < 200; round++) {
            Event event = new Event();
            List<Waiter<Boolean>> others = Waiter.parked(3, kind, () -> event.await(Waiter.LONG));
            overflows += EndOfStack.overflowsOf(() -> event.await(Duration.ofNanos(20_000)), round);
            event.set();
            Waiter.assertAllTrue(others);
            assertEquals(0, event.sync.gates().count());
        }
        assertTrue(overflows > 200);
    }

    /** A set() that fails at the end of the stack, and is repeated higher up, releases everybody. */
    @Test
    void stackOverflowInSet() throws Exception {
        int overflows = 0;
        for (int round = 0; round < 200; round++) {
            Event event = new Event();
            List<Waiter<Boolean>> others = Waiter.parked(3, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            overflows += EndOfStack.overflowsOf(event::set, round);
            Waiter.assertAllTrue(others);
            assertEquals(0, event.sync.gates().count());
        }
        assertTrue(overflows > 200);
    }

    /** While no memory is left, waits fail; set() does not, nor what was begun before, and nothing is left behind. */
    @Test
    void outOfMemory() throws Exception {
        String outcome = new Jvm("-Xmx32m", "-XX:+UseSerialGC").run(OutOfMemory.class);
        assertTrue(outcome.endsWith("set, released, completed, left 0"), outcome);
        assertTrue(Integer.parseInt(outcome.split(" ")[0]) > 0, outcome);
    }

    static final class OutOfMemory {
        private static final AtomicInteger FAILURES = new AtomicInteger();

        private OutOfMemory() {
        }

        public static void main(String[] args) throws Exception {
            play(false); // loads all classes
            System.out.println(play(true));
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
            boolean set = event.set();
            memory[0] = null;
            Waiter.assertAllTrue(failing);
            Waiter.assertAllTrue(waiters);
            future.get(Waiter.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return FAILURES + " failed: " + (set ? "set" : "not set") + ", released, completed, left "
                    + event.sync.gates().count();
        }

        /** Arrays of arrays, until not even the smallest fits. */
        private static Object[] fill() {
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

    /** Two threads that should help are suspended: the others wait for one of them to go on, or for the next set(). */
    @Test
    void suspendedHelpers() throws Exception {
        for (boolean goesOn : List.of(true, false)) {
            Event event = new Event();
            List<Waiter<Boolean>> others = Waiter.parked(5, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            Gate one = new Pretender(event, () -> true);
            new Pretender(event, () -> true);
            event.set();
            assertEquals(5, Waiter.stranded(others, Duration.ofMillis(50)));
            if (goesOn) {
                one.leave();
            } else {
                event.set();
            }
            Waiter.assertAllTrue(others);
            assertEquals(0, event.sync.gates().count());
        }
    }

    /** Interrupts without end: an uninterruptible wait goes on until set(), and tells of them. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.Kind#available")
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
        assertEquals(0, event.sync.gates().count());
    }

    /** Unparks without end: who waits is not released by them, nor does its time run out early. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.Kind#available")
    void unparkStorm(Kind kind) throws Exception {
        Event event = new Event();
        Duration timeout = Duration.ofMillis(50);
        Waiter<Boolean> waiter = Waiter.start(kind, () -> event.await(Waiter.LONG)).parked();
        Waiter<Boolean> timed = Waiter.start(kind, () -> {
            long start = System.nanoTime();
            boolean set = event.await(timeout);
            assertTrue(System.nanoTime() - start >= timeout.toNanos(), "early");
            return set;
        });
        Waiter<Boolean> control = Waiter.start(kind, () -> {
            LockSupport.park();
            return true;
        }).parked();
        while (!timed.isDone()) {
            LockSupport.unpark(waiter.thread);
            LockSupport.unpark(timed.thread);
            LockSupport.unpark(control.thread);
        }
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
        try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
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
        Event event = new Event(Long.MAX_VALUE - 3);
        for (long epoch : List.of(Long.MAX_VALUE - 3, Long.MAX_VALUE - 1, 0L, 2L)) {
            assertEquals(epoch, event.sync.clearEpoch());
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
        Event set = new Event(Long.MAX_VALUE);
        assertTrue(set.await(Duration.ZERO));
        set.awaitAndClear();
        assertEquals(0, set.sync.clearEpoch());
    }

    /** Who is held up until its very epoch comes back, after centuries, is released but takes it for a timeout. */
    @Test
    void theSameEpochAgain() throws Exception {
        Event event = new Event(2);
        Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
        Gate gate = event.sync.gates().findFirst().orElseThrow();
        assertTrue(gate.open());
        assertFalse(waiter.result());
    }

    /** Many give up at the same moment, again and again: who waits longer is released all the same. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.Kind#available")
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
        assertEquals(0, event.sync.gates().count());
    }
}
