// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.HeldUp;
import io.github.wakegate.Inside;
import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.OwnClasses;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A call that overflows its stack, wherever that may be, and that is repeated by who has more, strands nobody. */
class EndOfStackTest {
    private static final Duration IMPATIENCE = Duration.ofMillis(300);

    /** What is done at the end of a stack. */
    private enum Play { SET, SET_FOR_A_TAKER, AWAIT, HELP, COMPLETE, HAND_OVER }

    /** For how many rounds does it go well? */
    static final class Rounds implements Callable<Integer> {
        private final Play play;
        private final Kind kind;
        private final int rounds;
        private final Duration patience;
        private int overflows;
        private Runnable handedOver = () -> { };

        Rounds(String play, String kind, int rounds, Duration patience) {
            this.play = Play.valueOf(play);
            this.kind = Kind.valueOf(kind);
            this.rounds = rounds;
            this.patience = patience;
        }

        public static void main(String[] args) throws Exception {
            System.out.println(new Rounds(args[0], args[1], Integer.parseInt(args[2]), Duration.parse(args[3])).call());
        }

        @Override
        public Integer call() throws Exception {
            for (int round = 0; round < rounds; round++) {
                if (!goesWell(round)) {
                    return round;
                }
            }
            assertTrue(overflows > rounds);
            return rounds;
        }

        private boolean goesWell(int round) throws Exception {
            Event event = new Event();
            return switch (play) {
                case SET -> set(event, 3, () -> event.await(Waiter.LONG), round);
                case SET_FOR_A_TAKER -> set(event, 1, () -> event.awaitAndClear(Waiter.LONG), round);
                case AWAIT -> await(event, round);
                case HELP -> help(event, round);
                case COMPLETE -> isComplete(event, event.whenSet(Runnable::run), round);
                case HAND_OVER -> isComplete(event, event.whenSet(this::takeOver).thenRun(() -> takes(500)), round);
            };
        }

        /** set() is repeated higher up: does it release everybody? */
        private boolean set(Event event, int threads, Callable<Boolean> wait, int round) throws Exception {
            List<Waiter<Boolean>> waiters = Waiter.parked(threads, kind, wait);
            overflows += EndOfStack.overflowsOf(event::set, round);
            return areReleased(waiters, event);
        }

        private boolean areReleased(List<Waiter<Boolean>> waiters, Event event) throws Exception {
            for (Waiter<Boolean> waiter : waiters) {
                if (!waiter.endsWithin(patience)) {
                    return false;
                }
            }
            Waiter.assertAllTrue(waiters);
            assertEquals(0, Inside.count(event));
            return true;
        }

        /** Awaits that fail: do they take anybody's release with them? */
        private boolean await(Event event, int round) throws Exception {
            List<Waiter<Boolean>> others = Waiter.parked(3, kind, () -> event.await(Waiter.LONG));
            overflows += EndOfStack.overflowsOf(() -> event.await(Duration.ofNanos(20_000)), round);
            event.set();
            return areReleased(others, event);
        }

        /** Who waits there could go on with the waking. */
        private boolean help(Event event, int round) throws Exception {
            List<Waiter<Boolean>> others = Waiter.parked(10, kind, () -> event.await(Waiter.LONG));
            Event pulsed = event.next(); // who overflows after the pulse, and tries again, ends as well
            Waiter<Integer> deep = EndOfStack.start(() -> pulsed.await(Waiter.LONG), round);
            Waiter.until(() -> deep.thread.getState() == Thread.State.TIMED_WAITING);
            HeldUp.afterPulse(event);
            LockSupport.unpark(deep.thread);
            overflows += deep.result();
            event.set();
            return areReleased(others, event);
        }

        /** set() is repeated higher up, and what was handed over runs: is the future complete, and its action? */
        private boolean isComplete(Event event, CompletableFuture<Void> future, int round) throws Exception {
            overflows += EndOfStack.overflowsOf(event::set, round);
            handedOver.run();
            return future.isDone() && !future.isCompletedExceptionally();
        }

        /** An executor that needs some stack, but that its end can't break, as it can the common pool. */
        private void takeOver(Runnable task) {
            if (takes(200)) {
                handedOver = task;
            }
        }

        private static boolean takes(int frames) {
            return frames == 0 || takes(frames - 1);
        }
    }

    private static int rounds(Jvm jvm, Play play, Kind kind, int rounds, Duration patience) throws Exception {
        String answer = jvm.run(Rounds.class, play.name(), kind.name(), "" + rounds, patience.toString());
        assertTrue(answer.matches("\\d+"), answer);
        return Integer.parseInt(answer);
    }

    /**
     * A JVM with the simple compiler only, and at once. Whether an overflow can cut a call of the JDK in two depends on
     * what is compiled, and how: in the interpreter, and in the best code, hardly ever.
     */
    private static Jvm simplyCompiled() {
        return new Jvm("-XX:TieredStopAtLevel=1", "-XX:-BackgroundCompilation").opened();
    }

    private static void goesWell(Play play, Kind kind) throws Exception {
        int rounds = 200;
        assertEquals(rounds, new Rounds(play.name(), kind.name(), rounds, Waiter.PATIENCE).call());
        assertEquals(rounds, rounds(simplyCompiled(), play, kind, rounds, Waiter.PATIENCE));
    }

    /** Where nothing is proven at the mark, it goes wrong in the end. */
    private static void goesWrong(String mark, String otherwise, Play play, Kind kind) throws Exception {
        Jvm jvm = simplyCompiled().with(Mutant.at(mark, otherwise));
        assertTrue(rounds(jvm, play, kind, 1_000, IMPATIENCE) < 1_000);
    }

    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void set(Kind kind) throws Exception {
        goesWell(Play.SET, kind);
    }

    /** Control: an unpark that fails half-way leaves a virtual thread for good. */
    @Tag("control")
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void otherwiseVirtualThreadsAreStranded() throws Exception {
        goesWrong("H4", "/* nothing */", Play.SET, Kind.VIRTUAL);
    }

    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void setForATaker(Kind kind) throws Exception {
        goesWell(Play.SET_FOR_A_TAKER, kind);
    }

    /** Control: a signal of the synchronizer that fails half-way is not repeated. */
    @Tag("control")
    @Test
    void otherwiseATakerIsStranded() throws Exception {
        goesWrong("H5", "/* nothing */", Play.SET_FOR_A_TAKER, Kind.PLATFORM);
    }

    @Tag("without-pit")
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void await(Kind kind) throws Exception {
        goesWell(Play.AWAIT, kind);
    }

    /** Who has not the stack to wake others does not try. */
    @Tag("without-pit")
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void help() throws Exception {
        goesWell(Play.HELP, Kind.VIRTUAL);
    }

    /** Control: if it tries, some of them never run again. */
    @Tag("control")
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void otherwiseHelpStrandsThem() throws Exception {
        goesWrong("H2", "/* nothing */", Play.HELP, Kind.VIRTUAL);
    }

    /** A future that the setter completes itself. */
    @Test
    void complete() throws Exception {
        goesWell(Play.COMPLETE, Kind.PLATFORM);
    }

    /** Control: what is claimed where no stack is left to complete it is lost. */
    @Tag("control")
    @Test
    void otherwiseItIsLost() throws Exception {
        goesWrong("F22", "/* nothing */", Play.COMPLETE, Kind.PLATFORM);
    }

    /** A future that an executor completes. */
    @Test
    void handOver() throws Exception {
        goesWell(Play.HAND_OVER, Kind.PLATFORM);
    }

    /** Control: what is completed where there is no stack for the actions loses them. */
    @Tag("control")
    @Test
    void otherwiseItsActionIsLost() throws Exception {
        goesWrong("F6", "run();", Play.HAND_OVER, Kind.PLATFORM);
    }

    /** Makes an event at the very end of a stack, the first in its class loader, then another: is that one usable? */
    static final class First implements Callable<Integer> {
        private final int round;

        First(int round) {
            this.round = round;
        }

        @Override
        public Integer call() throws Exception {
            for (String name : List.of("Event", "EventCore", "ThreadWait", "ThreadWait$Goal", "Spin", "WaitNode",
                    "Futures", "support.Step")) {
                Class.forName("io.github.wakegate." + name, false, getClass().getClassLoader())
                        .getDeclaredMethods(); // loads and links it, and does not initialize it
            }
            int overflows = EndOfStack.overflowsOf(() -> {
                Event event = new Event(true);
                event.await(Duration.ZERO);
                event.clear();
                return event.await(Duration.ofNanos(20_000));
            }, round);
            Event event = new Event();
            Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            event.set();
            assertTrue(waiter.result());
            return overflows;
        }
    }

    /**
     * Whatever failed at the end of a stack works afterwards, even if the classes were used for the first time.
     * Not with the probes of PIT, which give each class an initializer: see the control.
     */
    @Tag("without-pit")
    @Test
    void firstUseAtTheEndOfTheStack() throws Exception {
        int overflows = 0;
        for (int round = 0; round < 30; round++) {
            try (OwnClasses library = OwnClasses.ofTheLibrary()) {
                overflows += library.call(First.class, round);
            }
        }
        assertTrue(overflows > 30);
    }

    /** Control: a class initializer that needs the stack fails once, and with it the class for good. */
    @Tag("control")
    @Test
    void initializedAtTheEndOfTheStackItStaysUnusable() throws Exception {
        Mutant eager = Mutant.at("I1", "$ static { String.valueOf(java.util.List.of(1)).matches(\"(.)+\"); }");
        AssertionError failure = assertThrows(AssertionError.class, () -> eager.call(First.class, 0));
        assertInstanceOf(NoClassDefFoundError.class, failure.getCause());
    }

    /** What a thread does at the very end of its stack. */
    private static final class EndOfStack {
        private final Callable<?> action;
        private final SplittableRandom random;
        private final List<BooleanSupplier> frames = List.of(this::descend, this::descendWide, this::descendWider);
        private final long[] kept = new long[4];
        private int overflows;

        /** The rounds differ, for the end to be everywhere in the code once. */
        EndOfStack(Callable<?> action, int round) {
            this.action = action;
            random = new SplittableRandom(round);
        }

        /** Goes down as deep as it can; on the way back tries at each level until the action ends without overflow. */
        boolean descend() {
            try {
                if (frames.get(random.nextInt(frames.size())).getAsBoolean()) {
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

        /** The same in a frame that is wider by two values: a thread's stack itself grows by whole pages only. */
        private boolean descendWide() {
            long first = kept[0];
            long second = kept[1];
            boolean ended = descend();
            kept[0] = first;
            kept[1] = second;
            return ended;
        }

        private boolean descendWider() {
            long third = kept[2];
            long fourth = kept[3];
            boolean ended = descendWide();
            kept[2] = third;
            kept[3] = fourth;
            return ended;
        }

        /** How many calls overflow before one ends. */
        static int overflowsOf(Callable<?> action, int round) throws Exception {
            return start(action, round).result();
        }

        static Waiter<Integer> start(Callable<?> action, int round) {
            EndOfStack end = new EndOfStack(action, round);
            return Waiter.start(EndOfStack::thread, () -> {
                end.descend();
                return end.overflows;
            });
        }

        private static Thread thread(Runnable task) {
            Thread thread = new Thread(null, task, "end of stack", 200_000);
            thread.setDaemon(true);
            return thread;
        }
    }
}
