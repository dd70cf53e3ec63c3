// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import io.github.wakegate.Event;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/**
 * An event with 10,000 futures, beside a future with 10,000 dependents: what setting takes, and until all are done. An
 * event hands its futures over to another thread; {@code complete} runs its dependents itself, and
 * {@code completeAsync} hands them over, too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 30)
@Measurement(iterations = 30)
@Fork(1)
public class SetWithFutures {
    private static final int FUTURES = 10_000;

    /** What is set: an event, or a future with dependents that do nothing. */
    public enum Source {
        EVENT, EVENT_AGAIN, COMPLETABLE_FUTURE, COMPLETE_ASYNC;

        boolean isEvent() {
            return this == EVENT || this == EVENT_AGAIN;
        }

        /** How that is set. */
        Runnable set(Event event, CompletableFuture<Void> future) {
            return switch (this) {
                case COMPLETABLE_FUTURE -> () -> future.complete(null);
                case COMPLETE_ASYNC -> () -> future.completeAsync(() -> null);
                default -> event::set;
            };
        }
    }

    @Param
    private Source peer;

    private Runnable set;
    private CompletableFuture<?>[] futures;

    @Setup(Level.Invocation)
    public void register() {
        Event event = new Event();
        CompletableFuture<Void> future = new CompletableFuture<>();
        set = peer.set(event, future);
        futures = Stream.generate(() -> peer.isEvent() ? event.whenSet() : future.thenRun(() -> { }))
                .limit(FUTURES).toArray(CompletableFuture<?>[]::new);
    }

    /** What it took. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Times {
        public double setMicros;
        public double lastMicros;
    }

    @Benchmark
    public void set(Times times) {
        long start = System.nanoTime();
        set.run();
        times.setMicros = (System.nanoTime() - start) / 1e3;
        for (int i = FUTURES - 1; i >= 0; i--) { // from the last: to look at each while it is completed would slow that
            while (!futures[i].isDone()) {
                Thread.yield();
            }
        }
        times.lastMicros = (System.nanoTime() - start) / 1e3;
    }
}
