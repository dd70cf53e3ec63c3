// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** A condition over more than the flag. */
class ClusterTest {
    static class ByHand {
        private final Event changed = new Event();
        private volatile String leader;
        private volatile int members;

        void elect(String name) {
            leader = name;
            changed.set();
        }

        void resize(int count) {
            members = count;
            changed.set();
        }

        boolean quorum() {
            return leader != null && members >= 3;
        }

        void awaitQuorum() throws InterruptedException {
            while (true) {
                changed.clear();
                if (quorum()) return;
                changed.await();
            }
        }
    }

    /** Both changes come, and another waiter passes, when this one has looked and does not wait yet. */
    @Test
    void anotherWaiterClearsTheChange() {
        ByHand cluster = new ByHand() {
            private boolean looked;

            @Override
            boolean quorum() {
                boolean answer = super.quorum();
                if (!looked) {
                    looked = true;
                    elect("a");
                    resize(3);
                    runToItsEnd(this::awaitQuorum);
                }
                return answer;
            }
        };
        Background.run(cluster::awaitQuorum).blocked(Thread.State.WAITING).assertStranded();
        assertTrue(cluster.quorum());
    }

    @Test
    void aTicketKeepsTheChange() throws Exception {
        Cluster cluster = new Cluster() {
            private boolean looked;

            @Override
            boolean quorum() {
                boolean answer = super.quorum();
                if (!looked) {
                    looked = true;
                    elect("a");
                    resize(3);
                    runToItsEnd(this::awaitQuorum);
                }
                return answer;
            }
        };
        Background.run(cluster::awaitQuorum).result();
    }

    private static void runToItsEnd(Background.Action action) {
        try {
            Background.run(action).result();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** With set() instead of pulse() the loop would spin. */
    @Test
    void aTicketOfASetEventIsSet() throws Exception {
        Event changed = new Event(true);
        assertTrue(changed.next().await(Duration.ZERO));
        changed.clear();
        assertFalse(changed.next().await(Duration.ZERO));
    }

    @Test
    void bothVariablesCount() throws Exception {
        Cluster cluster = new Cluster();
        List<Background<?>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(Background.run(cluster::awaitQuorum).blocked());
            waiters.add(Background.call(() -> cluster.awaitQuorum(Background.PATIENCE)).blocked());
        }
        cluster.resize(3);
        assertFalse(cluster.awaitQuorum(Duration.ofMillis(10)));
        for (Background<?> waiter : waiters) {
            assertFalse(waiter.isDone());
        }
        cluster.elect("a");
        for (Background<?> waiter : waiters) {
            waiter.result();
        }
        assertTrue(cluster.awaitQuorum(Duration.ZERO));
    }

    /** Two waiters in each of 2,000 rounds. */
    @Test
    void noRoundIsMissed() throws Exception {
        CyclicBarrier end = new CyclicBarrier(3);
        Cluster[] clusters = new Cluster[2_000];
        for (int i = 0; i < clusters.length; i++) {
            clusters[i] = new Cluster();
        }
        Background.Action waiting = () -> {
            for (Cluster cluster : clusters) {
                cluster.awaitQuorum();
                end.await(Background.PATIENCE.toSeconds(), SECONDS);
            }
        };
        Background<Void> first = Background.run(waiting);
        Background<Void> second = Background.run(waiting);
        Background.run(() -> {
            for (Cluster cluster : clusters) {
                cluster.elect("a");
                cluster.resize(3);
                end.await(Background.PATIENCE.toSeconds(), SECONDS);
            }
        }).result();
        first.result();
        second.result();
    }
}
