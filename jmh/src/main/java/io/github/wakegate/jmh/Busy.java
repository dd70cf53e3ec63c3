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
import org.openjdk.jmh.infra.Blackhole;

/** A crowd, certainly parked, while four threads compute without a pause: as {@link Broadcast}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 30)
@Fork(1)
public class Busy {
    @Param({"4", "64"})
    private int crowd;

    @Param({"EVENT", "EVENT_AGAIN", "COUNT_DOWN_LATCH", "WAIT_NOTIFY", "COMPLETABLE_FUTURE", "PHASER"})
    private Peer peer;

    private Peer.Flag flag;
    private Crew crew;

    @Setup(Level.Trial)
    public void gather() throws InterruptedException {
        crew = new Crew(Crew.Kind.PLATFORM, crowd);
        Wakes.warmUp(crew, crowd, () -> peer.fresh(crowd));
        for (int i = 0; i < 4; i++) {
            Thread busy = new Thread(Busy::compute, "busy");
            busy.setDaemon(true);
            busy.start();
        }
    }

    private static void compute() {
        while (true) {
            Blackhole.consumeCPU(1_000);
        }
    }

    @Setup(Level.Invocation)
    public void park() {
        flag = peer.fresh(crowd);
        crew.begin(flag::await).untilParked();
    }

    @Benchmark
    public void wake(Wakes wakes) throws InterruptedException {
        wakes.measure(crew, flag);
    }
}
