// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many of 2,000 waits leave a permit behind, so that the thread's next {@link LockSupport#park} does not wait. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class StrayPermits {
    private static final int WAITS = 2_000;

    @Param({"EVENT", "EVENT_AGAIN", "COUNT_DOWN_LATCH", "COMPLETABLE_FUTURE", "PHASER"})
    private Peer peer;

    private volatile int begun;

    /** How many were left behind. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Count {
        public int strayPermits;
    }

    /** Set once the other is parked. */
    @Benchmark
    public void parked(Count count) throws Exception {
        count(count, true);
    }

    /** Set at about the moment at which the other parks. */
    @Benchmark
    public void parking(Count count) throws Exception {
        count(count, false);
    }

    private void count(Count count, boolean parked) throws Exception {
        Peer.Flag[] flags = Stream.generate(() -> peer.fresh(1)).limit(WAITS).toArray(Peer.Flag[]::new);
        Thread waiter = Thread.currentThread();
        Thread setter = new Thread(() -> setAll(flags, waiter, parked), "setter");
        setter.setDaemon(true);
        setter.start();
        for (Peer.Flag flag : flags) {
            begun++;
            flag.await();
            long start = System.nanoTime();
            LockSupport.parkNanos(1_000_000);
            if (System.nanoTime() - start < 1_000_000) {
                count.strayPermits++;
            }
        }
    }

    private void setAll(Peer.Flag[] flags, Thread waiter, boolean parked) {
        for (int i = 0; i < WAITS; i++) {
            while (begun <= i || parked && waiter.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            // A thread that is WAITING may not be asleep yet: until it is, HotSpot may keep the permit for later.
            long pause = parked ? 50_000 : ThreadLocalRandom.current().nextLong(30_000);
            long start = System.nanoTime();
            while (System.nanoTime() - start < pause) {
                Thread.onSpinWait();
            }
            try {
                flags[i].set();
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
