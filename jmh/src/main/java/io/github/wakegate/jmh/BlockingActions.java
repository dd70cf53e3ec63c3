// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import io.github.wakegate.Event;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** 20,000 futures whose actions block, a virtual thread for each task: until all actions are under way. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 15)
@Fork(value = 1, jvmArgs = "-Xmx4g")
public class BlockingActions {
    private static final int FUTURES = 20_000;

    /** Its name tells that it needs virtual threads. */
    @Param("VIRTUAL_20000")
    private String crowd;

    @Param
    private SetWithFutures.Source peer;

    private Executor executor;
    private Runnable set;
    private CountDownLatch underWay;
    private CountDownLatch unblocked;

    @Setup(Level.Trial)
    public void start() {
        ThreadFactory threads = Crew.Kind.VIRTUAL.factory();
        executor = task -> threads.newThread(task).start();
    }

    private void block() {
        underWay.countDown();
        try {
            unblocked.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Setup(Level.Invocation)
    public void register() {
        underWay = new CountDownLatch(FUTURES);
        unblocked = new CountDownLatch(1);
        Event event = new Event();
        CompletableFuture<Void> future = new CompletableFuture<>();
        set = peer.set(event, future);
        for (int i = 0; i < FUTURES; i++) {
            if (peer.isEvent()) {
                event.whenSet(executor).thenRun(this::block);
            } else {
                future.thenRunAsync(this::block, executor);
            }
        }
    }

    /** How long it took. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Until {
        public double lastMicros;
    }

    @Benchmark
    public void set(Until until) throws InterruptedException {
        long start = System.nanoTime();
        set.run();
        underWay.await();
        until.lastMicros = (System.nanoTime() - start) / 1e3;
        unblocked.countDown();
    }
}
