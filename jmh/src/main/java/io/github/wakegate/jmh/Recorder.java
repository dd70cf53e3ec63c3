// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import io.github.wakegate.Event;
import java.lang.reflect.Field;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The shortest wait that parks: what Flight Recorder costs it, in time and in bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Dio.github.wakegate.spinNanos=0")
public class Recorder {
    private final Event event = new Event();

    /** No recording; one of other things; one of waits; and waits that don't even ask for one. */
    @Param({"EVENT", "EVENT_AGAIN", "OTHER_RECORDING", "RECORDING", "NOT_ASKING"})
    private String peer;

    private Recording recording;

    @Setup
    public void start() throws Exception {
        if (peer.endsWith("RECORDING")) {
            recording = new Recording();
            if (peer.equals("OTHER_RECORDING")) {
                recording.disable("io.github.wakegate.Wait");
            }
            recording.start();
        } else if (peer.equals("NOT_ASKING")) {
            Field hasRecorder = Class.forName("io.github.wakegate.ThreadWait").getDeclaredField("hasRecorder");
            hasRecorder.setAccessible(true);
            hasRecorder.set(null, false);
        }
    }

    @TearDown
    public void stop() {
        if (recording != null) {
            recording.close();
        }
    }

    @Benchmark
    public void aMicrosecond() throws Exception {
        if (event.await(1, TimeUnit.MICROSECONDS)) {
            throw new IllegalStateException("nobody set it");
        }
    }
}
