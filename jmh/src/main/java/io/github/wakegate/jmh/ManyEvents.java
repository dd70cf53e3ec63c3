// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A wait for any of 10,000 events that are clear, until its time is over at once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ManyEvents {
    private final Event[] events = Stream.generate(Event::new).limit(10_000).toArray(Event[]::new);

    @Benchmark
    public Event any() throws InterruptedException {
        return Event.awaitAny(Duration.ofNanos(1), events);
    }
}
