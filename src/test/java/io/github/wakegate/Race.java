package io.github.wakegate;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Two threads that do one thing each with every index, at the same moment as nearly as can be. */
final class Race {
    private Race() {
    }

    static void run(int rounds, IntConsumer one, IntConsumer other) throws Exception {
        AtomicInteger atOne = new AtomicInteger(-1);
        AtomicInteger atOther = new AtomicInteger(-1);
        Waiter<Void> second = Waiter.start(() -> inStep(rounds, other, atOther, atOne));
        inStep(rounds, one, atOne, atOther);
        second.result();
    }

    private static Void inStep(int rounds, IntConsumer action, AtomicInteger mine, AtomicInteger peers) {
        long deadline = System.nanoTime() + Waiter.PATIENCE.toNanos();
        for (int i = 0; i < rounds; i++) {
            mine.set(i);
            for (int spins = 0; peers.get() < i; spins++) {
                if (spins > 1_000) {
                    Thread.yield();
                    if (System.nanoTime() - deadline > 0) {
                        throw new AssertionError("the other thread of the race stopped at " + peers.get());
                    }
                }
            }
            action.accept(i);
        }
        mine.set(rounds);
        return null;
    }
}
