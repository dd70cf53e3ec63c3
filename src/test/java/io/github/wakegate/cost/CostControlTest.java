// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Mutant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Controls: each kind of bound is exceeded by a library that wastes what it bounds. */
@Tag("control")
class CostControlTest {
    private static void assertExceeded(long bound, long cost) {
        assertTrue(cost > bound, () -> cost + " is within " + bound);
    }

    private static void assertSteps(Mutant wasteful, String operation) throws Exception {
        assertExceeded(GrowthTest.bound(operation, Crowd.Of.THREADS, 1_000),
                wasteful.stepped().call(Scene.class, Crowd.Of.THREADS.name(), 1_000, false).get(operation));
    }

    /** Each wait that ends sweeps. */
    @Test
    void stepsOfAWait() throws Exception {
        assertSteps(Mutant.at("L7", "room = 0;"), "AWAIT_DURATION, timed out");
    }

    /** A setter looks at all others each time it has woken one. */
    @Test
    void stepsOfASet() throws Exception {
        assertSteps(Mutant.at("R2", "$ for (var other = top; other != null; other = other.next) { continue; }"),
                "set(), until all have gone");
    }

    /** A wait for several events looks at all of them before it begins to wait for the next. */
    @Test
    void stepsOfSeveral() throws Exception {
        Mutant wasteful = Mutant.at("A4", "$ first();");
        assertExceeded(GrowthTest.bound(1_000),
                wasteful.stepped().call(ManyEvents.class, 1_000).get("awaitAny, no time"));
    }

    /** Each set() wakes all takers. */
    @Test
    void takersThatRun() throws Exception {
        Mutant wasteful = Mutant.at("T7", "if (true) {");
        assertExceeded(WakingTest.Takers.FEW, wasteful.stepped().call(WakingTest.Takers.class, false, 100));
    }

    /** Each future has a task of its own. */
    @Test
    void tasks() throws Exception {
        Mutant wasteful = Mutant.at("F4", "if (!futures.isEmpty()) { return false; } $");
        assertExceeded(1, wasteful.call(FuturesTest.HandedOver.class, 10, 1, false, false));
    }

    /** A set() makes an array for what it wakes. */
    @Test
    void bytes() throws Exception {
        Mutant wasteful = Mutant.at("R2", "$ long[] made = new long[100];");
        assertExceeded(AllocationTest.RELEASE, wasteful.call(AllocationTest.Release.class, "THREADS"));
    }

    /** Nothing is swept out after the first time. */
    @Test
    void objectsLeft() throws Exception {
        Mutant wasteful = Mutant.at("L7", "room = Integer.MAX_VALUE;");
        assertThrows(AssertionError.class,
                () -> wasteful.call(LeftBehindTest.ComeAndGo.class, "THREADS", "ALL_BUT_THE_YOUNGEST", "NOBODY"));
    }

    /** A future that was cancelled keeps its executor. */
    @Test
    void executorKept() throws Exception {
        Mutant wasteful = Mutant.at("F6", "/* kept */");
        assertThrows(AssertionError.class, () -> wasteful.call(LeftBehindTest.Cancelled.class, "ABOVE"));
    }
}
