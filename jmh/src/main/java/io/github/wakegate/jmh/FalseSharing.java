// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import io.github.wakegate.Event;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One thread sets and clears an event, another reads one made so many events later: what neighbours cost. */
@State(Scope.Group)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class FalseSharing {
    @Param({"1", "2", "8", "64"})
    private int apart;

    private Event written;
    private Event read;

    @Setup
    public void make() {
        Event[] row = Stream.generate(Event::new).limit(apart + 1).toArray(Event[]::new);
        written = row[0];
        read = row[apart];
    }

    @Benchmark
    @Group("neighbours")
    public void setAndClear() {
        written.set();
        written.clear();
    }

    @Benchmark
    @Group("neighbours")
    public boolean isSet() {
        return read.isSet();
    }
}
