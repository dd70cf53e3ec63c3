// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.Inside;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Race;
import io.github.wakegate.support.Waiter;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenes of the test suites of other projects, as far as no other test here has them. */
class OtherProjectsTest {
    private static final String KINDS = "io.github.wakegate.support.Kind#available";

    private final Event event = new Event();

    /**
     * What Cassandra's test of its WaitQueue tries (utils/concurrent/WaitQueueTest.java): register, look, then wait.
     */
    @Nested
    class Cassandra {
        /** All that registered before the condition changed are released by the one signal after it. */
        @ParameterizedTest
        @MethodSource(KINDS)
        void signalAll(Kind kind) throws Exception {
            AtomicBoolean ready = new AtomicBoolean();
            List<Waiter<Boolean>> waiters = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiters.add(Waiter.start(kind, () -> {
                    while (true) {
                        Event signal = event.next();
                        if (ready.get()) {
                            return true;
                        }
                        signal.await();
                    }
                }));
            }
            ready.set(true);
            event.pulse();
            Waiter.assertAllTrue(waiters);
            assertEquals(0, event.getQueueLength());
        }
    }

    /**
     * What the test of Eigen's event count tries (unsupported/test/cxx11_eventcount.cpp): no notification is missed.
     */
    @Nested
    class Eigen {
        private static final int ITEMS = 1_000;

        /** Producers and consumers of a bounded queue that wait for room and for items: nobody stays behind. */
        @ParameterizedTest
        @ValueSource(longs = {0, Long.MAX_VALUE - 501})
        void boundedQueue(long epoch) throws Exception {
            Event changed = Inside.eventAt(epoch);
            AtomicInteger filled = new AtomicInteger();
            List<Waiter<Boolean>> threads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                threads.add(Waiter.start(() -> move(changed, filled, 1)));
                threads.add(Waiter.start(() -> move(changed, filled, -1)));
            }
            Waiter.assertAllTrue(threads);
            assertEquals(0, filled.get());
        }

        /** Moves so many items in or out, of which ten have room. */
        private static boolean move(Event changed, AtomicInteger filled, int direction) throws InterruptedException {
            for (int i = 0; i < ITEMS;) {
                Event next = changed.next();
                int count = filled.get();
                if (count + direction < 0 || count + direction > 10) {
                    if (!next.await(Waiter.PATIENCE)) {
                        return false;
                    }
                } else if (filled.compareAndSet(count, count + direction)) {
                    changed.pulse();
                    i++;
                }
            }
            return true;
        }
    }

    /** What marl's tests of its events try (google/marl, src/event_test.cc): races of a timeout. */
    @Nested
    class Marl {
        /** Timeouts of 0 to 99 ms while the event is set after some 50: no wait gives up before its time. */
        @ParameterizedTest
        @MethodSource(KINDS)
        void timeoutsAroundASet(Kind kind) throws Exception {
            List<Waiter<Boolean>> waiters = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                long nanos = Duration.ofMillis(i).toNanos();
                waiters.add(Waiter.start(kind, () -> {
                    long start = System.nanoTime();
                    boolean inTime = event.await(Duration.ofNanos(nanos));
                    return inTime || System.nanoTime() - start >= nanos;
                }));
            }
            Waiter<Boolean> setter = Waiter.start(kind, () -> {
                new Event().await(Duration.ofMillis(50));
                return event.set();
            });
            Waiter.assertAllTrue(waiters);
            assertTrue(setter.result());
            assertTrue(event.await(Duration.ZERO));
        }
    }

    /** What nsync's tests of waits for several try (testing/wait_test.c). */
    @Nested
    class Nsync {
        /** An event that becomes ready while the waiter is being queued at the others is not missed. */
        @Test
        void readyWhileBeingQueued() throws Exception {
            Event[] events = Stream.generate(Event::new).limit(200).toArray(Event[]::new);
            AtomicReference<Event> last = new AtomicReference<>();
            Race.run(1_000, i -> {
                try {
                    last.set(Event.awaitAny(Waiter.PATIENCE, events));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                assertSame(events[i % events.length], last.get());
                events[i % events.length].clear();
            }, i -> events[i % events.length].set());
        }
    }

    /** What the tests of Linux' ntsync driver try (selftests/drivers/ntsync/ntsync.c), for manual-reset events. */
    @Nested
    class Ntsync {
        private final Event first = new Event();
        private final Event second = new Event();

        /** The same event may be given twice, to any and to all. */
        @Test
        void sameEventTwice() throws Exception {
            Waiter<Event> any = Waiter.start(() -> Event.awaitAny(first, second, first)).parked();
            Waiter<Boolean> all = Waiter.start(() -> Event.awaitAll(Waiter.LONG, first, second, first)).parked();
            first.pulse();
            assertSame(first, any.result());
            second.pulse();
            assertTrue(all.result());
        }

        /** A thread is released even if nobody but a view refers to its event any more. */
        @Test
        void droppedWhileWaiting() throws Exception {
            Event[] dropped = {new Event()};
            Event inverse = dropped[0].inverse();
            WeakReference<Event> reference = new WeakReference<>(dropped[0]);
            Waiter<Boolean> waiter = Waiter.start(() -> {
                Event event = dropped[0];
                dropped[0] = null;
                return event.await(Waiter.LONG);
            }).parked();
            System.gc();
            assertEquals(1, reference.get().getQueueLength());
            inverse.clear();
            assertTrue(waiter.result());
        }
    }

    /** What the tests of pevents try (neosmart/pevents, tests): a set event never times out, not even at zero. */
    @Nested
    class Pevents {
        /** While it is set, no look of any thread says otherwise, though others set it again and again. */
        @Test
        void neverTimesOutAtZero() throws Exception {
            List<Waiter<Boolean>> lookers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                lookers.add(Waiter.start(() -> {
                    for (int round = 0; round < 2_000; round++) {
                        event.set();
                        if (!event.await(Duration.ZERO) || Event.awaitAny(Duration.ZERO, event) != event
                                || !Event.awaitAll(Duration.ZERO, event, event)) {
                            return false;
                        }
                    }
                    return true;
                }));
            }
            Waiter.assertAllTrue(lookers);
        }

        /** Of an auto-reset event, exactly one of two looks succeeds. */
        @Test
        void takenOnce() throws Exception {
            for (int i = 0; i < 200; i++) {
                event.set();
                Waiter<Boolean> other = Waiter.start(() -> event.awaitAndClear(Duration.ZERO));
                boolean here = event.awaitAndClear(Duration.ZERO);
                assertTrue(here ^ other.result());
                assertFalse(event.isSet());
            }
        }
    }

    /**
     * What tokio's tests of Notify try (tokio/tests/sync_notify.rs, tokio/src/sync/tests/loom_notify.rs), for pulses.
     */
    @Nested
    class Tokio {
        /** One pulse releases more waiters than fit a batch, each of them once. */
        @ParameterizedTest
        @MethodSource(KINDS)
        void manyBatches(Kind kind) throws Exception {
            AtomicInteger passes = new AtomicInteger();
            List<Waiter<Boolean>> waiters = Waiter.parked(100, kind, () -> {
                event.await();
                passes.incrementAndGet();
                return event.await(Waiter.LONG);
            });
            event.pulse();
            Waiter.until(() -> passes.get() == 100 && event.getQueueLength() == 100);
            event.set();
            Waiter.assertAllTrue(waiters);
            assertEquals(100, passes.get());
        }

        /** An action may pulse the event that runs it: futures made since are completed, and those of before once. */
        @Test
        void reentrant() throws Exception {
            List<Integer> ran = new ArrayList<>();
            CompletableFuture<Void> inner = new CompletableFuture<>();
            event.whenSet(Runnable::run).thenRun(() -> {
                ran.add(1);
                event.whenSet(Runnable::run).thenRun(() -> {
                    ran.add(2);
                    inner.complete(null);
                });
                event.pulse();
            });
            event.pulse();
            inner.get();
            event.pulse();
            assertEquals(List.of(1, 2), ran);
        }

        /** A taker that is interrupted while it is being released leaves the event to the next. */
        @ParameterizedTest
        @MethodSource(KINDS)
        void passedOn(Kind kind) throws Exception {
            for (int i = 0; i < 50; i++) {
                Waiter<Boolean> leaving = Waiter.start(kind, () -> event.awaitAndClear(Waiter.LONG)).parked();
                Waiter<Boolean> staying = Waiter.start(kind, () -> event.awaitAndClear(Waiter.LONG)).parked();
                event.set();
                leaving.thread.interrupt();
                try {
                    leaving.result();
                    event.set(); // it has taken the event
                } catch (InterruptedException e) {
                    // it has not
                }
                assertTrue(staying.result());
                event.clear();
            }
        }
    }

    /**
     * What OpenJDK's stress tests of virtual threads try (test/jdk/java/lang/Thread/virtual/stress, ParkAfterTimedPark
     * and NotifiedThenTimedOutWait), with an event in place of park and monitor.
     */
    @Nested
    class OpenJdk {
        /** A timed wait that a pulse ends, or almost, and then one without a timeout, over and over. */
        @ParameterizedTest
        @MethodSource(KINDS)
        void untimedAfterTimed(Kind kind) throws Exception {
            List<Waiter<Boolean>> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Event brief = new Event();
                Event there = new Event();
                Event event = new Event();
                threads.add(Waiter.start(kind, () -> {
                    for (int round = 0; round < 50; round++) {
                        brief.await(Duration.ofNanos(round * 40_000));
                        there.set();
                        event.await();
                        event.clear();
                    }
                    return true;
                }));
                threads.add(Waiter.start(kind, () -> {
                    for (int round = 0; round < 50; round++) {
                        brief.pulse();
                        if (!there.awaitAndClear(Waiter.PATIENCE)) {
                            return false;
                        }
                        event.set();
                        if (!event.inverse().await(Waiter.PATIENCE)) {
                            return false;
                        }
                    }
                    return true;
                }));
            }
            Waiter.assertAllTrue(threads);
        }

        /** A thread that is released just as its time is up, many times, by another that then waits for it. */
        @ParameterizedTest
        @MethodSource(KINDS)
        void releasedAsTimeIsUp(Kind kind) throws Exception {
            Event ping = new Event();
            Event pong = new Event();
            Waiter<Boolean> partner = Waiter.start(kind, () -> {
                for (int round = 0; round < 100; round++) {
                    while (!ping.awaitAndClear(Duration.ofNanos(20_000))) {
                        Thread.yield();
                    }
                    pong.set();
                }
                return true;
            });
            for (int round = 0; round < 100; round++) {
                ping.set();
                assertTrue(pong.awaitAndClear(Waiter.PATIENCE));
            }
            assertTrue(partner.result());
        }
    }
}
