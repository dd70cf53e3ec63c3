// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import io.github.wakegate.Event;
import java.util.concurrent.TimeUnit;
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

/** getQueueLength() while 100,000 virtual threads wait. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx4g")
public class Gauge {
    private final Event event = new Event();

    /** Its name tells that it needs virtual threads. */
    @Param("VIRTUAL_100000")
    private Broadcast.Crowd crowd;

    @Setup(Level.Trial)
    public void park() {
        new Crew(crowd.kind, crowd.size).begin(event::await).untilParked();
    }

    @Benchmark
    public int poll() {
        return event.getQueueLength();
    }
}
