// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.evidence.Bug;
import io.github.wakegate.support.Hold;
import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G7, isolation: however a wait ends, or can't go on, it strands no other, and what it leaves behind is bounded. */
class IsolationTest {
    /** For a control: who is stranded now is stranded for good. */
    private static final Duration IMPATIENCE = Duration.ofMillis(300);

    /**
     * A pulse is held up after it has woken the first of seven threads; a future waits below the last. How many threads
     * are stranded, and how many tasks have the others handed over?
     */
    static final class Helped implements Callable<List<Integer>> {
        private final Duration patience;

        Helped(Duration patience) {
            this.patience = patience;
        }

        @Override
        public List<Integer> call() throws Exception {
            Event event = new Event();
            AtomicInteger tasks = new AtomicInteger();
            event.whenSet(task -> tasks.incrementAndGet());
            List<Waiter<Boolean>> waiters = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                waiters.add(Waiter.start(() -> event.await(Waiter.LONG)).parked());
            }
            HeldUp.afterPulse(event);
            LockSupport.unpark(waiters.get(6).thread);
            int stranded = Waiter.stranded(waiters, patience);
            int handedOver = tasks.get();
            event.set();
            waiters.forEach(waiter -> LockSupport.unpark(waiter.thread));
            Waiter.assertAllTrue(waiters);
            return List.of(stranded, handedOver);
        }
    }

    /** A released thread wakes others, who wake others; they leave futures to the setter. */
    @Test
    void releasedThreadsHelp() throws Exception {
        assertEquals(List.of(0, 0), new Helped(Waiter.PATIENCE).call());
    }

    /** Controls: without that the others wait for the setter; and futures are not left to it by themselves. */
    @Tag("control")
    @Test
    void withoutHelpTheyWaitForTheSetter() throws Exception {
        assertEquals(List.of(6, 0), Bug.LEAVES_THE_OTHERS.library().call(Helped.class, IMPATIENCE));
        List<Integer> working = Mutant.at("H1", "$ extras.release(0, 1);").call(Helped.class, IMPATIENCE);
        assertTrue(working.get(1) > 0);
    }

    /** One who has just joined its first event is woken by a setter that is then held up: do others come back? */
    static final class WokenWhileItJoins implements Callable<Boolean> {
        private final Duration patience;

        WokenWhileItJoins(Duration patience) {
            this.patience = patience;
        }

        @Override
        public Boolean call() throws Exception {
            Event event = new Event();
            Waiter<Boolean> below = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            Hold joined = Hold.at("A5");
            Waiter<Event> any = Waiter.start(() -> joined.during(() -> Event.awaitAny(event, new Event())));
            assertTrue(joined.comes(Waiter.PATIENCE) && joined.isThere());
            Hold woken = Hold.at("R3");
            Waiter<Boolean> setter = Waiter.start(() -> woken.during(event::set));
            assertTrue(woken.comes(Waiter.PATIENCE) && woken.isThere());
            joined.letGo();
            assertEquals(event, any.result());
            boolean released = below.endsWithin(patience);
            woken.letGo();
            assertTrue(setter.result());
            return released;
        }
    }

    /** It goes on with the waking there, too. */
    @Test
    void wokenWhileItJoinsItHelps() throws Exception {
        assertTrue(new Mutant().stepped().call(WokenWhileItJoins.class, Waiter.PATIENCE));
    }

    /** Control: otherwise nobody does. */
    @Tag("control")
    @Test
    void otherwiseTheOthersWaitForTheSetter() throws Exception {
        Mutant careless = Mutant.at("A6", "for (int i = 0; i < epochs.length && i < joined; i++) {");
        assertFalse(careless.stepped().call(WokenWhileItJoins.class, IMPATIENCE));
    }

    /** An entry without a wait of its own, that joins and leaves as it is told. */
    private static WaitNode join(Event event) {
        WaitNode entry = new WaitNode(event.look());
        event.core.join(entry);
        return entry;
    }

    private static void leave(Event event, WaitNode entry) {
        entry.leave(false);
        event.core.goOn(entry);
    }

    /** Waits come and go: the greatest number left behind, beyond as many as wait. */
    static final class Leaving implements Callable<Long> {
        @Override
        public Long call() throws Exception {
            Event event = new Event();
            Waiter<Boolean> first = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            Random random = new Random(42);
            Deque<WaitNode> waiting = new ArrayDeque<>();
            long most = 0;
            for (int i = 0; i < 20_000; i++) {
                waiting.addLast(join(event));
                int stay = i < 10_000 ? i / 10 : 5;
                while (waiting.size() > stay) {
                    leave(event, random.nextBoolean() ? waiting.removeFirst() : waiting.removeLast());
                }
                if (i % 10 == 0 || i == 10_000) {
                    most = Math.max(most, Inside.count(event) - 2 * waiting.size());
                }
            }
            assertEquals(waiting.size() + 1, Inside.waiting(event));
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

    /** Controls: too many stay if as many as waited may leave before a sweep, or if there is one sweep only. */
    @Tag("control")
    @ParameterizedTest
    @ValueSource(strings = {"$ room.addAndGet(waiting / 2);", "room.set(Integer.MAX_VALUE);"})
    void withLessSweepingTooManyStay(String slack) throws Exception {
        assertTrue(Mutant.at("L7", slack).call(Leaving.class) > 100);
    }

    /** Sweeps that overtake each other: how many of a thousand entries are left when all have left but one. */
    static final class Overtaken implements Callable<Long> {
        private final Event event = new Event();
        private final Deque<WaitNode> waiting = new ArrayDeque<>();
        private int sweeps;

        @Override
        public Long call() {
            for (int i = 0; i < 1_000; i++) {
                waiting.addFirst(join(event));
            }
            WaitNode slow = new WaitNode(0) { // each sweep comes here first, and is overtaken by the next
                @Override
                boolean hasLeft() {
                    if (sweeps++ < 5) {
                        letLeave(40);
                    }
                    return super.hasLeft();
                }
            };
            event.core.join(slow);
            waiting.addFirst(slow);
            join(event);
            letLeave(waiting.size());
            return Inside.count(event);
        }

        private void letLeave(int number) {
            for (int i = 0; i < number && !waiting.isEmpty(); i++) {
                leave(event, waiting.removeLast());
            }
        }
    }

    /** What one sweep allows does not add to what another does. */
    @Test
    void sweepsDoNotAddUp() throws Exception {
        assertTrue(new Overtaken().call() < 100);
    }

    /** Control: if it does, nobody sweeps any more. */
    @Tag("control")
    @Test
    void addingUpTooManyStay() throws Exception {
        assertTrue(Mutant.at("L7", "room.addAndGet(waiting);").call(Overtaken.class) > 100);
    }

    /** A sweep comes to what has left just as another takes that out: how many that still wait are lost? */
    static final class Overlapping implements Callable<Integer> {
        @Override
        public Integer call() {
            Event event = new Event();
            List<WaitNode> waiting = new ArrayList<>(List.of(join(event), join(event)));
            boolean[] overlapped = new boolean[1];
            WaitNode left = new WaitNode(0) {
                @Override
                boolean hasLeft() {
                    if (super.hasLeft() && !overlapped[0]) {
                        overlapped[0] = true;
                        for (int i = 0; i < 100; i++) {
                            event.core.goOn(this); // one in so many sweeps all
                        }
                    }
                    return super.hasLeft();
                }
            };
            event.core.join(left);
            waiting.add(join(event));
            left.leave(false);
            for (int i = 0; i < 100; i++) {
                event.core.goOn(left);
            }
            assertTrue(overlapped[0]);
            waiting.removeAll(Inside.entries(event).toList());
            return waiting.size();
        }
    }

    /** Sweeps that overlap lose nobody. */
    @Test
    void overlappingSweepsLoseNobody() throws Exception {
        assertEquals(0, new Overlapping().call());
    }

    /** Control: if a sweep reads a link again after it has looked at what is there, it skips one that waits. */
    @Tag("control")
    @Test
    void readingAgainSomebodyIsLost() throws Exception {
        Mutant again = Mutant.at("L6", "below = (node.next = node.next.next);");
        assertEquals(1, again.call(Overlapping.class));
    }

    /** A ticket joins nobody until it is waited for. */
    @Test
    void ticketLeavesNothing() {
        Event event = new Event();
        assertFalse(event.next().isSet());
        assertEquals(0, Inside.count(event));
    }

    /** A platform thread waits behind virtual ones, and all carriers of these are taken: what releases it? */
    static final class StarvedCarrier {
        private static final CountDownLatch CARRIER_TAKEN = new CountDownLatch(1);

        private StarvedCarrier() {
        }

        /** Its initialisation holds the carrier of a virtual thread forever. */
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

    /** Controls: CountDownLatch, in which each woken thread wakes the next, strands it; CompletableFuture does not. */
    @Tag("control")
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void withoutCarrierLatchStrands() throws Exception {
        assertEquals("stranded", oneCarrier().run(StarvedCarrier.class, "COUNT_DOWN_LATCH"));
        assertEquals("released", oneCarrier().run(StarvedCarrier.class, "COMPLETABLE_FUTURE"));
    }

    /** Of entries that were taken off, the uppermost is kept, by a thread that has not run yet: what does that keep? */
    static final class KeptByOne implements Callable<Integer> {
        @Override
        public Integer call() {
            Event event = new Event();
            WaitNode last = null;
            for (int i = 0; i < 100; i++) {
                last = new Pretender(event, () -> { });
            }
            event.set();
            int kept = 0;
            for (WaitNode node = last.next; node != null; node = node.next) {
                kept++;
            }
            return kept;
        }
    }

    /** An entry that was taken off keeps no other. */
    @Test
    void takenOffItKeepsNoOther() throws Exception {
        assertEquals(0, new KeptByOne().call());
    }

    /** Control: otherwise it keeps all below. */
    @Tag("control")
    @Test
    void otherwiseItKeepsAll() throws Exception {
        assertEquals(99, Mutant.at("R7", "/* kept */").call(KeptByOne.class));
    }

    /** One of those that are woken runs when it, or a later one, is woken: how many of ten more are woken then? */
    static final class OneRuns implements Callable<Integer> {
        private final int who;
        private final int when;

        OneRuns(int who, int when) {
            this.who = who;
            this.when = when;
        }

        @Override
        public Integer call() {
            Event event = new Event();
            int[] more = new int[1];
            WaitNode[] runs = new WaitNode[1];
            for (int i = when + 10; i > 0; i--) { // the last to wait is the first to be woken
                int turn = i;
                WaitNode node = new Pretender(event, () -> {
                    more[0] += turn > when ? 1 : 0;
                    if (turn == when) {
                        runs[0].leave(false);
                    }
                });
                if (turn == who) {
                    runs[0] = node;
                }
            }
            event.set();
            return more[0];
        }
    }

    /** Whoever it is that runs, the setter may go. */
    @Test
    void anyMayGoOn() throws Exception {
        assertEquals(0, new OneRuns(2, 2).call());
        assertEquals(0, new OneRuns(1, 5).call());
    }

    /** Control: one that looks at the latest only wakes them all, where each runs later than the next is woken. */
    @Tag("control")
    @Test
    void lookingAtTheLatestOnlyItWakesAll() throws Exception {
        assertEquals(10, Mutant.at("R9", "first = latest;").call(OneRuns.class, 1, 5));
    }

    /** Control: and so does one that looks at the first only. */
    @Tag("control")
    @Test
    void lookingAtTheFirstOnlyItWakesAll() throws Exception {
        Mutant strict = Mutant.at("R8", "latest = waits && woken++ == 0 ? node : latest;");
        assertEquals(10, strict.call(OneRuns.class, 2, 2));
    }
}
