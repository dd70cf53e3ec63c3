// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Two threads play ping-pong: a round trip is two wake-ups. A flag that can be cleared is cleared by the thread it
 * released and used again; of the others each round trip takes two fresh ones, made beforehand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class HotHandOff {
    private static final int ROUNDS = 10_000;

    @Param
    private Peer peer;

    private Side mine;
    private Side yours;
    private volatile int game;
    private volatile Throwable failure;

    /** The flags that one side sets and the other awaits. */
    private static final class Side {
        private final boolean reusable;
        private final Peer.Flag[] flags;

        Side(Peer peer) {
            reusable = peer.isReusable();
            flags = Stream.generate(() -> peer.fresh(1)).limit(reusable ? 1 : ROUNDS).toArray(Peer.Flag[]::new);
        }

        void set(int round) throws InterruptedException {
            flags[reusable ? 0 : round].set();
        }

        void await(int round) throws Exception {
            Peer.Flag flag = flags[reusable ? 0 : round];
            flag.await();
            if (reusable) {
                flag.clear();
            }
        }
    }

    @Setup(Level.Trial)
    public void startPartner() {
        Thread partner = new Thread(this::play, "partner");
        partner.setDaemon(true);
        partner.start();
    }

    /** Begins a game with the partner awake: between games it spins. */
    @Setup(Level.Invocation)
    public void begin() {
        mine = new Side(peer);
        yours = new Side(peer);
        game++;
    }

    private void play() {
        try {
            for (int played = 0;; played++) {
                while (game == played) {
                    Thread.onSpinWait();
                }
                if (game < 0) {
                    return;
                }
                for (int round = 0; round < ROUNDS; round++) {
                    mine.await(round);
                    yours.set(round);
                }
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    @TearDown(Level.Trial)
    public void stopPartner() {
        game = Integer.MIN_VALUE;
        if (failure != null) {
            throw new IllegalStateException("the partner stopped", failure);
        }
    }

    private void roundTrip(int round) throws Exception {
        mine.set(round);
        yours.await(round);
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
