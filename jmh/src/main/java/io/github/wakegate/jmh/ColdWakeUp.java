// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.util.concurrent.TimeUnit;
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

/** One waiter, certainly parked: the time from set() until it runs, and the time of set() itself. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 200)
@Fork(1)
public class ColdWakeUp {
    @Param({"EVENT", "EVENT_AGAIN", "COUNT_DOWN_LATCH", "WAIT_NOTIFY", "CONDITION", "COMPLETABLE_FUTURE", "SEMAPHORE",
            "PHASER", "GUAVA_MONITOR", "PARK"})
    private Peer peer;

    private Peer.Flag flag;
    private final Crew crew = new Crew(Crew.Kind.PLATFORM, 1);

    @Setup(Level.Trial)
    public void gather() throws InterruptedException {
        Wakes.warmUp(crew, 1, () -> peer.fresh(1));
    }

    @Setup(Level.Invocation)
    public void park() {
        flag = peer.fresh(1);
        crew.begin(flag::await).untilParked();
    }

    @Benchmark
    public void wake(Wakes wakes) throws InterruptedException {
        wakes.measure(crew, flag);
    }
}
