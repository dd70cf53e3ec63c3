// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A thread whose waits were long for a while plays ping-pong: how long until a round trip takes under 3 µs again? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 30)
@Fork(1)
public class Habit {
    private static final int LONG_WAITS = 100;
    private static final int ROUND_TRIPS = 2_000;
    private static final long HOT_NANOS = 3_000;

    @Param({"EVENT", "EVENT_AGAIN", "SPIN"})
    private Peer peer;

    private Peer.Flag there;
    private Peer.Flag back;
    private Thread partner;

    @Setup(Level.Trial)
    public void start() {
        there = peer.fresh(1);
        back = peer.fresh(1);
        partner = new Thread(() -> {
            try {
                while (true) {
                    there.await();
                    there.clear();
                    back.set();
                }
            } catch (Exception e) {
                // told to end
            }
        }, "partner");
        partner.setDaemon(true);
        partner.start();
    }

    @TearDown(Level.Trial)
    public void end() {
        partner.interrupt();
    }

    @Setup(Level.Invocation)
    public void waitForLong() throws Exception {
        for (int i = 0; i < LONG_WAITS; i++) {
            LockSupport.parkNanos(200_000);
            roundTrip();
        }
    }

    private long roundTrip() throws Exception {
        long start = System.nanoTime();
        there.set();
        back.await();
        back.clear();
        return System.nanoTime() - start;
    }

    /** How long it took. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Until {
        public double untilHotMicros;
    }

    @Benchmark
    public void play(Until until) throws Exception {
        long start = System.nanoTime();
        int hot = 0;
        for (int i = 0; i < ROUND_TRIPS && hot < 10; i++) {
            hot = roundTrip() < HOT_NANOS ? hot + 1 : 0;
        }
        until.untilHotMicros = (System.nanoTime() - start) / 1e3;
    }
}
