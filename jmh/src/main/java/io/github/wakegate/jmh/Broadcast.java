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

/** A crowd, certainly parked: the time from set() until the last one and the median one run, and of set() itself. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 20)
@Fork(value = 1, jvmArgs = {"-Xmx4g", "-Xms1g"})
public class Broadcast {

    /** How many threads wait, and of which kind. */
    public enum Crowd {
        PLATFORM_8(Crew.Kind.PLATFORM, 8),
        PLATFORM_64(Crew.Kind.PLATFORM, 64),
        PLATFORM_512(Crew.Kind.PLATFORM, 512),
        VIRTUAL_1000(Crew.Kind.VIRTUAL, 1_000),
        VIRTUAL_100000(Crew.Kind.VIRTUAL, 100_000);

        final Crew.Kind kind;
        final int size;

        Crowd(Crew.Kind kind, int size) {
            this.kind = kind;
            this.size = size;
        }
    }

    @Param
    private Crowd crowd;

    @Param({"EVENT", "EVENT_AGAIN", "COUNT_DOWN_LATCH", "WAIT_NOTIFY", "CONDITION", "COMPLETABLE_FUTURE", "SEMAPHORE",
            "PHASER", "GUAVA_MONITOR"})
    private Peer peer;

    private Peer.Flag flag;
    private Crew crew;

    @Setup(Level.Trial)
    public void gather() throws InterruptedException {
        crew = new Crew(crowd.kind, crowd.size);
        Wakes.warmUp(crew, crowd.size, () -> peer.fresh(crowd.size));
    }

    @Setup(Level.Invocation)
    public void park() {
        flag = peer.fresh(crowd.size);
        crew.begin(flag::await).untilParked();
    }

    @Benchmark
    public void wake(Wakes wakes) throws InterruptedException {
        wakes.measure(crew, flag);
    }
}
