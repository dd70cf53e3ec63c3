// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import com.sun.management.ThreadMXBean;
import io.github.wakegate.Event;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jol.info.GraphLayout;

/** The bytes of an idle flag, as jol counts them, and those that a waiter allocates until it is parked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 1)
@Fork(value = 1, jvmArgs = {"-Djdk.attach.allowAttachSelf", "-Djol.magicFieldOffset=true"})
public class Footprint {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The flags that keep no more than they need. */
    public enum Kept {
        EVENT {
            @Override
            Object make() {
                return new Event();
            }

            @Override
            void await(Object flag) throws Exception {
                ((Event) flag).await();
            }

            @Override
            void set(Object flag) {
                ((Event) flag).set();
            }
        },
        COUNT_DOWN_LATCH {
            @Override
            Object make() {
                return new CountDownLatch(1);
            }

            @Override
            void await(Object flag) throws Exception {
                ((CountDownLatch) flag).await();
            }

            @Override
            void set(Object flag) {
                ((CountDownLatch) flag).countDown();
            }
        },
        COMPLETABLE_FUTURE {
            @Override
            Object make() {
                return new CompletableFuture<Void>();
            }

            @Override
            void await(Object flag) throws Exception {
                ((CompletableFuture<?>) flag).get();
            }

            @Override
            void set(Object flag) {
                ((CompletableFuture<?>) flag).complete(null);
            }
        };

        abstract Object make();

        abstract void await(Object flag) throws Exception;

        abstract void set(Object flag);
    }

    @Param
    private Kept peer;

    /** Of an idle flag without what all flags of a kind share, and what each of so many waiters adds. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Bytes {
        public double idleBytes;
        public double onlyWaiterBytes;
        public double eachOf100WaitersBytes;
    }

    @Benchmark
    public void count(Bytes bytes) {
        bytes.idleBytes = GraphLayout.parseInstance(peer.make())
                .subtract(GraphLayout.parseInstance(peer.make())).totalSize();
        bytes.onlyWaiterBytes = eachOf(1);
        bytes.eachOf100WaitersBytes = eachOf(100);
    }

    private double eachOf(int waiters) {
        Crew crew = new Crew(Crew.Kind.PLATFORM, waiters);
        long added = 0;
        for (int round = 0; round < 2; round++) { // in the first one threads may allocate what they need only once
            Object flag = peer.make();
            long before = allocated(crew);
            crew.begin(() -> peer.await(flag)).untilParked();
            added = allocated(crew) - before;
            peer.set(flag);
            crew.untilAllRan();
        }
        return (double) added / waiters;
    }

    private static long allocated(Crew crew) {
        return LongStream.of(THREADS.getThreadAllocatedBytes(crew.ids())).sum();
    }
}
