// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Two threads that do one thing each with every index, at the same moment as nearly as can be. */
public final class Race {
    /** Long enough for all the rounds on a machine that has two processors to spare. */
    private static final Duration TIME = Duration.ofSeconds(1);

    private final AtomicInteger leaderAt = new AtomicInteger(-1);
    private final AtomicInteger followerAt = new AtomicInteger(-1);

    private Race() {
    }

    /** Runs so many rounds, or as many as there is time for on a busy machine, and returns their number. */
    public static int run(int rounds, IntConsumer leader, IntConsumer follower) throws Exception {
        Race race = new Race();
        Waiter<Void> second = Waiter.start(() -> race.follow(follower));
        int ran = race.lead(rounds, leader);
        second.result();
        return ran;
    }

    private int lead(int rounds, IntConsumer action) {
        long deadline = System.nanoTime() + TIME.toNanos();
        int round = 0;
        while (round < rounds && (round % 64 != 0 || System.nanoTime() - deadline < 0)) {
            leaderAt.set(round);
            meet(followerAt, round);
            action.accept(round++);
        }
        leaderAt.set(Integer.MAX_VALUE);
        return round;
    }

    private Void follow(IntConsumer action) {
        for (int round = 0;; round++) {
            if (meet(leaderAt, round) == Integer.MAX_VALUE) {
                return null; // the leader waits for us in each of its rounds, so this is none of them
            }
            followerAt.set(round);
            action.accept(round);
        }
    }

    /** Spins, and on a busy machine yields, until the other thread has got as far. */
    private static int meet(AtomicInteger other, int round) {
        long deadline = System.nanoTime() + Waiter.PATIENCE.toNanos();
        for (int spins = 0;; spins++) {
            int at = other.get();
            if (at >= round) {
                return at;
            }
            if (spins > 1_000) {
                Thread.yield();
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError("the other thread of the race stopped at " + at);
                }
            }
        }
    }
}
