// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 1,000 virtual threads on one carrier, set by another on the same: what each of them costs, whoever wakes when. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 50)
@Fork(value = 1, jvmArgs = {"-Djdk.virtualThreadScheduler.parallelism=1",
    "-Djdk.virtualThreadScheduler.maxPoolSize=1"})
public class Serial {
    private static final int SIZE = 1_000;

    /** Its name tells that it needs virtual threads. */
    @Param("VIRTUAL_1000")
    private Broadcast.Crowd crowd;

    @Param({"EVENT", "EVENT_AGAIN", "COUNT_DOWN_LATCH", "COMPLETABLE_FUTURE", "PHASER"})
    private Peer peer;

    private ThreadFactory setters;
    private Peer.Flag flag;
    private Crew crew;

    @Setup(Level.Trial)
    public void gather() throws InterruptedException {
        setters = Crew.Kind.VIRTUAL.factory();
        crew = new Crew(crowd.kind, SIZE);
        Wakes.warmUp(crew, SIZE, () -> peer.fresh(SIZE));
    }

    @Setup(Level.Invocation)
    public void park() {
        flag = peer.fresh(SIZE);
        crew.begin(flag::await).untilParked();
    }

    /** What each waiting thread took. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Each {
        public double eachNanos;
        private long start;
    }

    @Benchmark
    public void wake(Each each) {
        setters.newThread(() -> {
            each.start = System.nanoTime();
            try {
                flag.set();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }).start();
        crew.untilAllRan();
        each.eachNanos = crew.microsUntil(1, each.start) * 1e3 / SIZE;
    }
}
