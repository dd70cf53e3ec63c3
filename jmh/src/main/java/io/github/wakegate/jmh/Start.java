// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import io.github.wakegate.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** The first use in a fresh JVM, a small one in which nothing of JMH is loaded: each shot starts one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 20)
@Fork(1)
public class Start {
    @Param({"EVENT", "EVENT_AGAIN", "COUNT_DOWN_LATCH"})
    private Peer peer;

    /** What each call took the first time. The timed wait is one of 100 µs. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Times {
        public double newMicros;
        public double setMicros;
        public double awaitMicros;
        public double timedAwaitMicros;
        public double toStringMicros;
        public double allMicros;
    }

    @Benchmark
    public void first(Times times) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), First.class.getName(), peer.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String[] at = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).split("\\s+");
        times.newMicros = micros(at, 0, 1);
        times.setMicros = micros(at, 1, 2);
        times.awaitMicros = micros(at, 2, 3);
        times.timedAwaitMicros = micros(at, 3, 4);
        times.toStringMicros = micros(at, 4, 5);
        times.allMicros = micros(at, 0, 5);
    }

    private static double micros(String[] at, int from, int to) {
        return (Long.parseLong(at[to]) - Long.parseLong(at[from])) / 1e3;
    }

    /** The main class of the JVM that a shot starts. */
    static final class First {
        private First() {
        }

        public static void main(String[] args) throws InterruptedException {
            TimeUnit unit = TimeUnit.MICROSECONDS;
            long[] at = new long[6];
            at[0] = System.nanoTime();
            if (args[0].equals("COUNT_DOWN_LATCH")) {
                at[0] = System.nanoTime();
                CountDownLatch latch = new CountDownLatch(1);
                at[1] = System.nanoTime();
                latch.countDown();
                at[2] = System.nanoTime();
                latch.await();
                at[3] = System.nanoTime();
                new CountDownLatch(1).await(100, unit);
                at[4] = System.nanoTime();
                latch.toString();
            } else {
                at[0] = System.nanoTime();
                Event event = new Event();
                at[1] = System.nanoTime();
                event.set();
                at[2] = System.nanoTime();
                event.await();
                at[3] = System.nanoTime();
                new Event().await(100, unit);
                at[4] = System.nanoTime();
                event.toString();
            }
            at[5] = System.nanoTime();
            for (long moment : at) {
                System.out.println(moment);
            }
        }
    }
}
