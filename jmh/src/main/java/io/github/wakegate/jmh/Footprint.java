package io.github.wakegate.jmh;

import com.sun.management.ThreadMXBean;
import io.github.wakegate.Event;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jol.info.GraphLayout;

/** The bytes of a flag: idle, as jol counts them, and with what its first waiter allocates until it is parked. */
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

    /** Bytes as jol counts them, without what all flags of a kind share. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Bytes {
        public double idleBytes;
        public double parkedBytes;
    }

    @Benchmark
    public void count(Bytes bytes) {
        Object flag = peer.make();
        bytes.idleBytes = GraphLayout.parseInstance(flag).subtract(GraphLayout.parseInstance(peer.make())).totalSize();
        long[] waiter = new long[2];
        Crew crew = new Crew(Crew.Kind.PLATFORM, 1).begin(() -> {
            waiter[0] = Thread.currentThread().getId();
            waiter[1] = THREADS.getThreadAllocatedBytes(waiter[0]);
            peer.await(flag);
        }).untilParked();
        bytes.parkedBytes = bytes.idleBytes + THREADS.getThreadAllocatedBytes(waiter[0]) - waiter[1];
        peer.set(flag);
        crew.untilAllRan();
    }
}
