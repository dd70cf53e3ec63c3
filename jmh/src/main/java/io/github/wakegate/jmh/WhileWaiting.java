// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The processor time that the waiting thread burns. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(1)
public class WhileWaiting {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Param({"EVENT", "EVENT_AGAIN", "COUNT_DOWN_LATCH", "WAIT_NOTIFY", "CONDITION", "COMPLETABLE_FUTURE", "SEMAPHORE",
            "PHASER", "GUAVA_MONITOR", "PARK"})
    private Peer peer;

    /** The program has waited before, for longer than the event spins: the code that parks is warm, too. */
    @Setup
    public void warmUp() throws Exception {
        for (int i = 0; i < Wakes.WARM / 4; i++) {
            peer.fresh(1).await(20_000);
        }
    }

    /** What the thread burnt. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Burnt {
        public double processorMicros;

        private void measure(Peer peer, int waits, long nanosEach) throws Exception {
            Peer.Flag[] flags = new Peer.Flag[waits];
            for (int i = 0; i < waits; i++) {
                flags[i] = peer.fresh(1);
            }
            long before = THREADS.getCurrentThreadCpuTime();
            for (Peer.Flag flag : flags) {
                if (flag.await(nanosEach)) {
                    throw new IllegalStateException("nobody set it");
                }
            }
            processorMicros = (THREADS.getCurrentThreadCpuTime() - before) / 1e3;
        }
    }

    /** One wait of a second. */
    @Benchmark
    public void oneSecond(Burnt burnt) throws Exception {
        burnt.measure(peer, 1, TimeUnit.SECONDS.toNanos(1));
    }

    /** Ten thousand waits of 50 µs each, of which an event spins the first 10. */
    @Benchmark
    public void tenThousandFiftyMicros(Burnt burnt) throws Exception {
        burnt.measure(peer, 10_000, TimeUnit.MICROSECONDS.toNanos(50));
    }

    /** A thousand waits of a millisecond each. */
    @Benchmark
    public void thousandMillis(Burnt burnt) throws Exception {
        burnt.measure(peer, 1_000, TimeUnit.MILLISECONDS.toNanos(1));
    }
}
