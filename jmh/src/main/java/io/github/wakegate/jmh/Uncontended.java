// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.util.concurrent.TimeUnit;
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

/** One thread, nobody waits: what the calls cost by themselves, and how many bytes they allocate. */
public class Uncontended {

    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
    @Fork(1)
    public static class WhenSet {
        @Param({"EVENT", "EVENT_AGAIN", "COUNT_DOWN_LATCH", "WAIT_NOTIFY", "CONDITION", "COMPLETABLE_FUTURE", "PHASER",
                "GUAVA_MONITOR", "SPIN"})
        private Peer peer;

        private Peer.Flag flag;

        @Setup
        public void set() throws InterruptedException {
            flag = peer.fresh(1);
            flag.set();
        }

        @Benchmark
        public boolean isSet() {
            return flag.isSet();
        }

        @Benchmark
        public void await() throws Exception {
            flag.await();
        }
    }

    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
    @Fork(1)
    public static class SetAgain {
        @Param({"EVENT", "EVENT_AGAIN", "COUNT_DOWN_LATCH", "WAIT_NOTIFY", "CONDITION", "COMPLETABLE_FUTURE",
                "GUAVA_MONITOR", "SPIN"})
        private Peer peer;

        private Peer.Flag flag;

        @Setup
        public void set() throws InterruptedException {
            flag = peer.fresh(1);
            flag.set();
        }

        @Benchmark
        public void setWhenSet() throws InterruptedException {
            flag.set();
        }
    }

    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
    @Fork(1)
    public static class Cycle {
        @Param({"EVENT", "EVENT_AGAIN", "WAIT_NOTIFY", "CONDITION", "SEMAPHORE", "PHASER", "GUAVA_MONITOR", "SPIN"})
        private Peer peer;

        private Peer.Flag flag;

        @Setup
        public void make() {
            flag = peer.fresh(1);
        }

        /** set, await, clear: for a semaphore, whose await takes the permit, the nearest to a set/clear pair. */
        @Benchmark
        public void setAwaitClear() throws Exception {
            flag.set();
            flag.await();
            flag.clear();
        }
    }
}
