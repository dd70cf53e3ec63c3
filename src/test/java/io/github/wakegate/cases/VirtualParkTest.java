// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What OpenJDK's stress tests of virtual threads try (test/jdk/java/lang/Thread/virtual/stress, ParkAfterTimedPark and
 * NotifiedThenTimedOutWait), with an event in place of park and monitor.
 */
class VirtualParkTest {
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
