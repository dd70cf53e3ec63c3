// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenes of the test suites of other projects, as far as no other test here has them. */
class OtherProjectsTest {
    /** What the tests of Linux' ntsync driver try (selftests/drivers/ntsync/ntsync.c). */
    @Nested
    class Ntsync {
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

    /** What tokio's tests of Notify try (tokio/tests/sync_notify.rs). */
    @Nested
    class Tokio {
        /** An action may pulse the event that runs it: futures made since are completed, and those of before once. */
        @Test
        void reentrant() throws Exception {
            Event event = new Event();
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
    }

    /**
     * What OpenJDK's stress tests of virtual threads try (test/jdk/java/lang/Thread/virtual/stress, ParkAfterTimedPark
     * and NotifiedThenTimedOutWait), with an event in place of park and monitor.
     */
    @Nested
    class OpenJdk {
        /** A timed wait that a pulse ends, or almost, and then one without a timeout, over and over. */
        @ParameterizedTest
        @MethodSource("io.github.wakegate.support.Kind#available")
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
        @MethodSource("io.github.wakegate.support.Kind#available")
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
