// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The time of a round trip of two threads that play ping-pong. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class HotHandOff extends HandOff {
    private static final int ROUNDS = 10_000;

    @Param
    private Peer peer;

    public HotHandOff() {
        super(ROUNDS);
    }

    @Override
    boolean isReusable() {
        return peer.isReusable();
    }

    @Override
    Peer.Flag fresh() {
        return peer.fresh(1);
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void roundTrip() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            roundTrip(round);
        }
    }

    /** The distribution of the same round trips; taking the time of each adds that of a nanoTime. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Distribution {
        private final Histogram histogram = new Histogram(TimeUnit.SECONDS.toNanos(100), 3);

        @Setup(Level.Iteration)
        public void reset() {
            histogram.reset();
        }

        public double p50Nanos() {
            return histogram.getValueAtPercentile(50);
        }

        public double p99Nanos() {
            return histogram.getValueAtPercentile(99);
        }

        public double p999Nanos() {
            return histogram.getValueAtPercentile(99.9);
        }

        public double maxNanos() {
            return histogram.getMaxValue();
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void timedRoundTrip(Distribution distribution) throws Exception {
        long before = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            roundTrip(round);
            long now = System.nanoTime();
            distribution.histogram.recordValue(now - before);
            before = now;
        }
    }
}
