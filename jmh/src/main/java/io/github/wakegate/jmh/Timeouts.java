// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

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

/** Waits that nobody ends. */
public class Timeouts {

    /** One wait of 100 µs: what it takes beyond them is the price of parking and of giving up. */
    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 1, time = 500, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
    @Fork(1)
    public static class Alone {
        @Param({"EVENT", "EVENT_AGAIN", "COUNT_DOWN_LATCH", "WAIT_NOTIFY", "CONDITION", "COMPLETABLE_FUTURE",
                "SEMAPHORE", "PHASER", "GUAVA_MONITOR", "PARK"})
        private Peer peer;

        private Peer.Flag flag;

        @Setup
        public void make() {
            flag = peer.fresh(1);
        }

        @Benchmark
        public void hundredMicros() throws Exception {
            if (flag.await(100_000)) {
                throw new IllegalStateException("nobody set it");
            }
        }
    }

    /** The last one to give up, after the deadline of all. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Excess {
        public double excessMicros;

        private Crew crew;

        private void measure(Peer peer, Crew.Kind kind, int size, int millis) {
            if (crew == null) {
                crew = new Crew(kind, size);
            }
            Peer.Flag flag = peer.fresh(1);
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            crew.begin(() -> {
                if (flag.await(deadline - System.nanoTime())) {
                    throw new IllegalStateException("nobody set it");
                }
            }).untilParked();
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the crowd gathered too slowly");
            }
            crew.untilAllRan();
            excessMicros = crew.microsUntil(1, deadline);
        }
    }

    /** Many wait for one flag until the same moment: how long after it the last one knows. */
    @State(Scope.Thread)
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 2)
    @Measurement(iterations = 3)
    @Fork(value = 1, jvmArgs = {"-Xmx4g", "-Xms1g"})
    public static class Together {

        /** How many threads give up, and of which kind. */
        public enum Crowd {
            PLATFORM_1000(Crew.Kind.PLATFORM, 1_000),
            VIRTUAL_10000(Crew.Kind.VIRTUAL, 10_000);

            final Crew.Kind kind;
            final int size;

            Crowd(Crew.Kind kind, int size) {
                this.kind = kind;
                this.size = size;
            }
        }

        @Param
        private Crowd crowd;

        @Param({"EVENT", "EVENT_AGAIN", "COUNT_DOWN_LATCH", "CONDITION", "COMPLETABLE_FUTURE", "PARK"})
        private Peer peer;

        @Benchmark
        public void giveUp(Excess excess) {
            excess.measure(peer, crowd.kind, crowd.size, 1_000);
        }
    }

    /** The same for a crowd that is too much for peers whose cost grows with its square. */
    @State(Scope.Thread)
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 1)
    @Measurement(iterations = 2)
    @Fork(value = 1, jvmArgs = {"-Xmx4g", "-Xms1g"})
    public static class AllTogether {

        /** How many threads give up, and of which kind. */
        public enum Crowd {
            VIRTUAL_100000
        }

        @Param
        private Crowd crowd;

        @Param({"EVENT", "EVENT_AGAIN", "CONDITION", "PARK"})
        private Peer peer;

        @Benchmark
        public void giveUp(Excess excess) {
            excess.measure(peer, Crew.Kind.VIRTUAL, 100_000, 3_000);
        }
    }
}
