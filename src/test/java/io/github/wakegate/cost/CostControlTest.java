// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.support.Mutant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Controls: each kind of bound is exceeded by a library that wastes what it bounds. */
@Tag("control")
class CostControlTest {
    private static void assertExceeded(long bound, long cost) {
        assertTrue(cost > bound, () -> cost + " is within " + bound);
    }

    private static void assertSteps(Mutant wasteful, String operation) throws Exception {
        assertExceeded(GrowthTest.bound(operation, Crowd.Of.THREADS, 1_000),
                wasteful.stepped().call(Operations.class, Crowd.Of.THREADS.name(), 1_000, false).get(operation));
    }

    /** Each wait that ends sweeps. */
    @Test
    void stepsOfAWait() throws Exception {
        assertSteps(Mutant.at("L7", "room.set(0);"), "AWAIT_DURATION, timed out");
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
        Mutant wasteful = Mutant.at("T7", "if (event.flip() > 1) {");
        assertExceeded(WakingTest.Takers.FEW, wasteful.stepped().call(WakingTest.Takers.class, false, 100));
    }

    /** Each future has a task of its own. */
    @Test
    void tasks() throws Exception {
        Mutant wasteful = Mutant.at("F5", "if (group.size == 0) { $ }");
        assertExceeded(1, wasteful.call(FuturesTest.HandedOver.class, 10, 1, false, false));
    }

    /** A set() makes an array for what it wakes. */
    @Test
    void bytes() throws Exception {
        Mutant wasteful = Mutant.at("R2", "$ long[] made = new long[1_000];");
        assertExceeded(AllocationTest.RELEASE, wasteful.call(AllocationTest.Release.class, "THREADS"));
    }

    /** Nothing is swept out after the first time. */
    @Test
    void objectsLeft() throws Exception {
        Mutant wasteful = Mutant.at("L7", "room.set(Integer.MAX_VALUE);");
        assertThrows(AssertionError.class,
                () -> wasteful.call(LeftBehindTest.ComeAndGo.class, "THREADS", "ALL_BUT_THE_YOUNGEST", "NOBODY"));
    }

    /** What a crowd was allowed to leave behind stays allowed when it has gone. */
    @Test
    void allowedForEver() {
        Mutant wasteful = Mutant.at("L9", "/* kept */");
        assertThrows(AssertionError.class, () -> wasteful.call(LeftBehindTest.AfterACrowd.class));
    }

    /** A future that was cancelled keeps its executor. */
    @ParameterizedTest
    @ValueSource(strings = {"F11", "F12"})
    void executorKept(String mark) {
        Mutant wasteful = Mutant.at(mark, "/* kept */");
        assertThrows(AssertionError.class, () -> wasteful.call(LeftBehindTest.Cancelled.class, "ABOVE"));
    }

    /** Futures that were cancelled keep each other. */
    @Test
    void futuresKept() {
        assertKept("F13", LeftBehindTest.Doing.CANCELLED_IN_ORDER);
        assertKept("F14", LeftBehindTest.Doing.CANCELLED_NEWEST_FIRST);
    }

    private static void assertKept(String mark, LeftBehindTest.Doing doing) {
        Mutant wasteful = Mutant.at(mark, "/* kept */");
        assertThrows(AssertionError.class, () -> wasteful.call(LeftBehindTest.Done.class, doing.name()));
    }

    /** A thread keeps a variable for each event that it has set. */
    @Test
    void variablesKept() throws Exception {
        assertExceeded(0, Mutant.at("F21", "/* kept */").call(LeftBehindTest.Variables.class));
    }

    /** Actions run within actions. */
    @Test
    void nested() throws Exception {
        assertExceeded(50, Mutant.at("F15", "start();")
                .call(FuturesTest.Deepest.class, FuturesTest.Touch.SET.name(), false));
    }

    /** The looks before the first yield are so many at each event. */
    @Test
    void looksAtMany() throws Exception {
        Mutant wasteful = Mutant.at("P1", "for (int left = LOOKS; left > 0; left--) {");
        assertExceeded(GrowthTest.bound(1_000),
                wasteful.stepped().call(ManyEvents.class, 1_000).get("awaitAny, timed out"));
    }
}
