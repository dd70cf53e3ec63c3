// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.evidence.Bug;
import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Race;
import io.github.wakegate.support.Waiter;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** pulse: set and clear in one step. */
class PulseTest {
    private final Event event = new Event();

    /** No look ever finds the event set by a pulse. */
    @Test
    void neverSeen() throws Exception {
        assertEquals(0, seen(event::pulse));
    }

    /** Control: set() and clear() are seen, at the latest when others run in between. */
    @Tag("control")
    @Test
    void setAndClearAreSeen() throws Exception {
        int seen = 0;
        while (seen == 0) {
            seen = seen(() -> {
                event.set();
                Thread.yield();
                event.clear();
            });
        }
        assertTrue(seen > 0);
    }

    private int seen(Runnable pulse) throws Exception {
        int[] seen = new int[1];
        Race.run(100_000, round -> pulse.run(), round -> seen[0] += event.isSet() ? 1 : 0);
        return seen[0];
    }

    /** Eight threads that loop over await(), and pulses that are each sent when all are parked. */
    static final class Loops {
        private static final int THREADS = 8;

        private Loops() {
        }

        public static void main(String[] args) throws Exception {
            Event event = new Event();
            AtomicIntegerArray passes = new AtomicIntegerArray(THREADS);
            List<Waiter<Void>> loops = IntStream.range(0, THREADS).mapToObj(i -> Waiter.<Void>start(() -> {
                while (true) {
                    event.await();
                    passes.incrementAndGet(i);
                }
            })).toList();
            for (int pulses = Integer.parseInt(args[0]); pulses > 0; pulses--) {
                Waiter.until(() -> allParked(event, loops));
                event.pulse();
            }
            Waiter.until(() -> allParked(event, loops));
            System.out.println(passes);
        }

        private static boolean allParked(Event event, List<Waiter<Void>> loops) {
            return event.getQueueLength() == THREADS && loops.stream().allMatch(Waiter::isParked);
        }
    }

    /** A thread that loops passes once for each pulse. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "10000"})
    void oncePerPulse(String spinNanos) throws Exception {
        String passes = new Jvm("-Dio.github.wakegate.spinNanos=" + spinNanos).run(Loops.class, "2000");
        assertEquals("[2000, 2000, 2000, 2000, 2000, 2000, 2000, 2000]", passes);
    }

    /** Control: with set() and clear() some pass more often. */
    @Tag("control")
    @ParameterizedTest
    @ValueSource(strings = {"0", "10000"})
    void setAndClearLetThreadsPassMoreOften(String spinNanos) throws Exception {
        Mutant twoSteps = Bug.PULSE_IN_TWO_STEPS.library();
        String passes = new Jvm("-Dio.github.wakegate.spinNanos=" + spinNanos).with(twoSteps).run(Loops.class, "200");
        long sum = Stream.of(passes.replaceAll("[^0-9 ]", "").split(" ")).mapToLong(Long::parseLong).sum();
        assertTrue(sum > 8 * 200, passes);
    }
}
