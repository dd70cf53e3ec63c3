package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** G7, isolation: however a wait ends, or can't go on, it strands no other, and what it leaves behind is bounded. */
class G7IsolationTest {
    /** For a control: who is stranded now is stranded for good. */
    private static final Duration IMPATIENCE = Duration.ofMillis(300);

    /** The number of waiters that are not released in time. Lets them go in the end. */
    private static int stranded(Event event, List<Waiter<Boolean>> waiters, Duration patience) throws Exception {
        int stranded = Waiter.stranded(waiters, patience);
        if (stranded > 0) {
            event.set();
            event.clear();
            event.set();
        }
        return stranded;
    }

    /** How the wait of one ends that was released, and does not know it yet. */
    enum End {
        INTERRUPT {
            @Override
            void released(Event event) throws Exception {
                Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
                HeldUp.afterChange(event);
                assertTrue(HeldUp.beforeUnpark(waiter.thread));
                waiter.thread.interrupt();
                assertThrows(InterruptedException.class, waiter::result);
            }
        },
        TIMEOUT {
            @Override
            void released(Event event) throws Exception {
                for (int millis = 50;; millis *= 2) {
                    Duration timeout = Duration.ofMillis(millis);
                    Waiter<Boolean> waiter = Waiter.start(() -> event.await(timeout)).parked();
                    if (HeldUp.beforeUnpark(waiter.thread)) {
                        HeldUp.afterChange(event);
                        assertTrue(waiter.result());
                        return;
                    }
                    assertFalse(waiter.result());
                }
            }
        };

        /** Lets a wait end so, although it was released. */
        abstract void released(Event event) throws Exception;
    }

    /** Five wait; a sixth is released by a setter that then is held up, and ends otherwise: does it help the five? */
    static final class Helping implements Callable<Integer> {
        private final String end;
        private final Duration patience;

        Helping(String end, Duration patience) {
            this.end = end;
            this.patience = patience;
        }

        @Override
        public Integer call() throws Exception {
            Event event = new Event();
            List<Waiter<Boolean>> waiters = Waiter.parked(5, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            End.valueOf(end).released(event);
            return stranded(event, waiters, patience);
        }
    }

    /** Who was woken to help helps, even if its own wait ends by an interrupt or a timeout at that very moment. */
    @ParameterizedTest
    @EnumSource
    void helpsHoweverItsWaitEnds(End end) throws Exception {
        assertEquals(0, new Helping(end.name(), Waiter.PATIENCE).call());
    }

    /** Control: without that help all others are stranded. */
    @ParameterizedTest
    @EnumSource
    void withoutHelpOthersAreStranded(End end) throws Exception {
        assertEquals(5, Mutant.of(Crowd.class, "release();", "").call(Helping.class, end.name(), IMPATIENCE));
    }

    /** A setter is held up after its change, then the event is cleared and others wait for the next set(). */
    static final class Epochs implements Callable<Integer> {
        private final Duration patience;

        Epochs(Duration patience) {
            this.patience = patience;
        }

        @Override
        public Integer call() throws Exception {
            Event event = new Event();
            List<Waiter<Boolean>> old = Waiter.parked(5, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            HeldUp.afterChange(event);
            assertTrue(event.clear());
            List<Waiter<Boolean>> young = Waiter.parked(5, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            int stranded = stranded(event, old, patience);
            if (stranded == 0) {
                for (Waiter<Boolean> waiter : young) {
                    assertTrue(waiter.parked().isParked(), "released by the set() before");
                }
                event.set();
            }
            Waiter.assertAllTrue(young);
            return stranded;
        }
    }

    /** Waiters of an earlier epoch are released although the setter has not come to them, later ones are not. */
    @Test
    void epochsDoNotMix() throws Exception {
        assertEquals(0, new Epochs(Waiter.PATIENCE).call());
    }

    /** Control: if a later waiter just replaces the earlier ones, these are stranded. */
    @Test
    void replacedWithoutReleaseTheyAreStranded() throws Exception {
        assertEquals(5, Mutant.of(Event.class, "joined.release(); // its setter", "// its setter")
                .call(Epochs.class, IMPATIENCE));
    }

    /** The two that are to help the others are suspended, then one who waits for the next set() takes their place. */
    static final class Replaced implements Callable<Integer> {
        private final Duration patience;

        Replaced(Duration patience) {
            this.patience = patience;
        }

        @Override
        public Integer call() throws Exception {
            Event event = new Event();
            List<Waiter<Boolean>> old = Waiter.parked(3, Kind.PLATFORM, () -> event.await(Waiter.LONG));
            new Pretender(event, () -> true);
            new Pretender(event, () -> true);
            HeldUp.afterChange(event);
            assertTrue(event.clear());
            Waiter<Boolean> young = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            for (Waiter<Boolean> waiter : old) {
                assertTrue(waiter.isParked(), "nobody has helped it");
            }
            event.set();
            assertTrue(young.result());
            int stranded = Waiter.stranded(old, patience);
            for (Waiter<Boolean> waiter : old) {
                waiter.thread.interrupt();
            }
            return stranded;
        }
    }

    /** Those whose helpers are suspended wait until the next set(), also if others have begun to wait meanwhile. */
    @Test
    void nextSetReleasesThoseBefore() throws Exception {
        assertEquals(0, new Replaced(Waiter.PATIENCE).call());
    }

    /** Control: out of reach they are stranded. */
    @Test
    void outOfReachThoseBeforeAreStranded() throws Exception {
        assertEquals(3, Mutant.of(Crowd.class, "crowd = crowd.before", "crowd = null")
                .call(Replaced.class, IMPATIENCE));
    }

    /** A hundred crowds, one after the other, each released at once: how many of them are kept. */
    static final class Gone implements Callable<Long> {
        @Override
        public Long call() {
            Event event = new Event();
            List<WeakReference<Crowd>> crowds = new ArrayList<>();
            for (long epoch = 0; epoch < 200; epoch += 2) {
                Gate gate = new Gate(event, null);
                event.sync.join(epoch, gate);
                crowds.add(new WeakReference<>(gate.crowd));
                event.set();
                event.clear();
            }
            long kept = crowds.size();
            for (int i = 0; i < 10 && kept > 2; i++) {
                System.gc();
                kept = crowds.stream().filter(crowd -> crowd.get() != null).count();
            }
            assertEquals(0, event.sync.gates().count());
            return kept;
        }
    }

    /** A crowd that was released can be collected, however many came after it. */
    @Test
    void keepsNoCrowdThatIsGone() {
        assertTrue(new Gone().call() <= 2);
    }

    /** Control: all are kept if nobody lets go of the empty ones. */
    @Test
    void notLetGoOfAllAreKept() throws Exception {
        assertEquals(100L, Mutant.of(Crowd.class, "next != null && next.isEmpty()", "false").call(Gone.class));
    }

    /** Who joins for an epoch that is over is turned away, and does not displace those who wait for the next. */
    @Test
    void latecomersAreTurnedAway() throws Exception {
        Event event = new Event();
        event.set();
        assertTurnedAway(event);
        event.clear();
        Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
        assertTurnedAway(event);
        assertEquals(1, event.getQueueLength());
        event.set();
        assertTrue(waiter.result());
    }

    private static void assertTurnedAway(Event event) {
        Gate late = new Gate(event, null);
        event.sync.join(0, late);
        assertNull(late.crowd);
        assertFalse(late.isWaiting());
    }

    /** Who joins while the setter releases the others, and too late for it: how many gates are left in the end. */
    static final class Late implements Callable<Long> {
        @Override
        public Long call() throws Exception {
            Event event = new Event();
            Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            event.set();
            assertTrue(waiter.result());
            for (Gate late : List.of(new Gate(event, Thread.currentThread()), new Gate(event, null))) {
                event.sync.join(0, late);
                late.leave();
            }
            return event.sync.gates().count();
        }
    }

    /** Who joins too late for the setter leaves nothing behind, whether it can be trusted to help or not. */
    @Test
    void lateJoinersLeaveNothingBehind() throws Exception {
        assertEquals(0L, new Late().call());
    }

    /** Control: their gates stay if nobody takes them out. */
    @Test
    void notTakenOutTheyStay() throws Exception {
        assertEquals(1L, Mutant.of(Event.class, "gate.open();\n                joined.release();", "gate.open();")
                .call(Late.class));
    }

    /** Waiters come and go: the greatest number left behind, beyond as many as wait. */
    static final class Leaving implements Callable<Long> {
        @Override
        public Long call() throws Exception {
            Event event = new Event();
            Waiter<Boolean> first = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            Random random = new Random(42);
            Deque<Gate> waiting = new ArrayDeque<>();
            long most = 0;
            for (int i = 0; i < 20_000; i++) {
                Gate gate = new Gate(event, null);
                event.sync.join(0, gate);
                waiting.addLast(gate);
                int stay = i < 10_000 ? i / 10 : 5;
                while (waiting.size() > stay) {
                    (random.nextBoolean() ? waiting.removeFirst() : waiting.removeLast()).leave();
                }
                if (i % 10 == 0 || i == 10_000) {
                    most = Math.max(most, event.sync.gates().count() - 2 * waiting.size());
                }
            }
            assertEquals(waiting.size() + 1, event.sync.gates().filter(Gate::isWaiting).count());
            event.set();
            assertTrue(first.result(), "the first to come");
            return most;
        }
    }

    /** What waits that ended leave behind is bounded by the number of those that go on, plus a constant. */
    @Test
    void leavesLittleBehind() throws Exception {
        assertTrue(new Leaving().call() < 100);
    }

    /** Controls: too many stay without sweeping, or if as many as waited may leave before it. */
    @ParameterizedTest
    @ValueSource(strings = {"SPARE", "SPARE + sweep()"})
    void withLessSweepingTooManyStay(String enough) throws Exception {
        assertTrue(Mutant.of(Crowd.class, "SPARE + sweep() / 2", enough).call(Leaving.class) > 100);
    }

    /** Sweepers that overtake each other: how many of a thousand gates are left when all have given up but one. */
    static final class Overtaken implements Callable<Long> {
        private final Event event = new Event();
        private final Deque<Gate> waiting = new ArrayDeque<>();
        private int sweepers;

        @Override
        public Long call() {
            for (int i = 0; i < 1_000; i++) {
                add(new Gate(event, null));
            }
            add(new Gate(event, null) { // each sweeper comes here first, and is overtaken by the next
                private static final long serialVersionUID = 1L;

                @Override
                boolean hasGivenUp() {
                    if (sweepers++ < 5) {
                        letLeave(40);
                    }
                    return super.hasGivenUp();
                }
            });
            Gate last = new Gate(event, null);
            event.sync.join(0, last);
            letLeave(waiting.size());
            return event.sync.gates().count();
        }

        private void add(Gate gate) {
            event.sync.join(0, gate);
            waiting.addFirst(gate);
        }

        private void letLeave(int number) {
            for (int i = 0; i < number && !waiting.isEmpty(); i++) {
                waiting.removeLast().leave();
            }
        }
    }

    /** What one sweeper allows does not add to what another does. */
    @Test
    void sweepersDoNotAddUp() throws Exception {
        assertTrue(new Overtaken().call() < 100);
    }

    /** Control: if it does, nobody sweeps any more. */
    @Test
    void addingUpTooManyStay() throws Exception {
        assertTrue(Mutant.of(Crowd.class, "enough = SPARE + sweep() / 2", "enough = sweep() + enough")
                .call(Overtaken.class) > 100);
    }

    /** Those who gave up are gone at once when nobody else waits. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.Kind#available")
    void leavesNothingBehind(Kind kind) throws Exception {
        Event event = new Event();
        for (int round = 0; round < 3; round++) {
            List<Waiter<Boolean>> waiters = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiters.add(Waiter.start(kind, () -> event.await(Duration.ofMillis(20))));
            }
            for (Waiter<Boolean> waiter : waiters) {
                assertFalse(waiter.result());
            }
            assertEquals(0, event.sync.gates().count());
        }
    }

    /** Waiters of all kinds, some interrupted, some giving up, under a storm of pulses: none is left behind. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.Kind#available")
    void storm(Kind kind) throws Exception {
        Event event = new Event();
        AtomicBoolean over = new AtomicBoolean();
        List<Waiter<Integer>> waiters = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            long nanos = i % 4 == 0 ? 50_000 : Waiter.LONG.toNanos();
            waiters.add(Waiter.start(i % 2 == 0 ? Kind.PLATFORM : kind, () -> {
                int released = 0;
                while (!over.get()) {
                    try {
                        released += event.await(Duration.ofNanos(nanos)) ? 1 : 0;
                    } catch (InterruptedException e) {
                        // goes on
                    }
                }
                return released;
            }));
        }
        long deadline = System.nanoTime() + Duration.ofMillis(500).toNanos();
        for (int pulse = 0; System.nanoTime() - deadline < 0; pulse++) {
            event.set();
            event.clear();
            waiters.get(pulse % waiters.size()).thread.interrupt();
        }
        over.set(true);
        event.set();
        int released = 0;
        for (Waiter<Integer> waiter : waiters) {
            released += waiter.result();
        }
        assertTrue(released > 0);
        assertEquals(0, event.sync.gates().count());
    }

    /** A platform thread waits behind virtual ones, and all carriers of these are taken: what releases it? */
    static final class StarvedCarrier {
        private static final CountDownLatch CARRIER_TAKEN = new CountDownLatch(1);

        private StarvedCarrier() {
        }

        /** Its initialisation holds the carrier of a virtual thread for ever. */
        private static final class Taker {
            static {
                CARRIER_TAKEN.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new ExceptionInInitializerError(e);
                }
            }

            private Taker() {
            }
        }

        interface Wait {
            void run() throws Exception;
        }

        public static void main(String[] args) throws Exception {
            switch (args[0]) {
                case "EVENT" -> {
                    Event event = new Event();
                    play(event::await, event::set);
                }
                case "COMPLETABLE_FUTURE" -> {
                    CompletableFuture<Void> future = new CompletableFuture<>();
                    play(future::get, () -> future.complete(null));
                }
                default -> {
                    CountDownLatch latch = new CountDownLatch(1);
                    play(latch::await, latch::countDown);
                }
            }
        }

        private static void play(Wait wait, Runnable set) throws Exception {
            Callable<Boolean> action = () -> {
                wait.run();
                return true;
            };
            Waiter.parked(3, Kind.VIRTUAL, action);
            Waiter<Boolean> platform = Waiter.start(action).parked();
            Waiter.parked(3, Kind.VIRTUAL, action);
            Waiter.start(Kind.VIRTUAL, () -> new Taker() != null);
            CARRIER_TAKEN.await();
            set.run();
            System.out.println(platform.endsWithin(Duration.ofSeconds(1)) ? "released" : "stranded");
        }
    }

    private static Jvm oneCarrier() {
        return new Jvm("-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1");
    }

    /** With every carrier taken, a platform thread that waits among virtual ones is released all the same. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void withoutCarrierPlatformThreadIsReleased() throws Exception {
        assertEquals("released", oneCarrier().run(StarvedCarrier.class, "EVENT"));
    }

    /** Controls: CountDownLatch strands it, and so would an event that relied on virtual threads. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void withoutCarrierLatchStrands() throws Exception {
        assertEquals("stranded", oneCarrier().run(StarvedCarrier.class, "COUNT_DOWN_LATCH"));
        assertEquals("released", oneCarrier().run(StarvedCarrier.class, "COMPLETABLE_FUTURE"));
        Mutant trusting = Mutant.of(Gate.class, "!isVirtual(thread)", "true");
        assertEquals("stranded", oneCarrier().with(trusting).run(StarvedCarrier.class, "EVENT"));
    }
}
