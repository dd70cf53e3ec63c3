// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import io.github.wakegate.Event;
import java.util.concurrent.Phaser;
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

/** Eight threads, certainly parked, that wait for the same event again and again: as {@link Broadcast}, with pulses. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 50)
@Fork(1)
public class Pulse {
    private static final int CROWD = 8;

    /** What pulses. */
    public enum Beat {
        EVENT, EVENT_AGAIN, SET_AND_CLEAR, PHASER
    }

    @Param
    private Beat peer;

    private final Crew crew = new Crew(Crew.Kind.PLATFORM, CROWD);
    private Peer.Flag flag;

    @Setup(Level.Trial)
    public void gather() throws InterruptedException {
        Event event = new Event();
        Phaser phaser = new Phaser(1);
        flag = switch (peer) {
            case EVENT, EVENT_AGAIN -> new Steps(event::pulse, event::await);
            case SET_AND_CLEAR -> new Steps(() -> {
                event.set();
                event.clear();
            }, event::await);
            case PHASER -> new Steps(phaser::arrive, () -> phaser.awaitAdvanceInterruptibly(phaser.getPhase()));
        };
        Wakes.warmUp(crew, CROWD, () -> flag);
    }

    @Setup(Level.Invocation)
    public void park() {
        crew.begin(flag::await).untilParked();
    }

    @Benchmark
    public void pulse(Wakes wakes) throws InterruptedException {
        wakes.measure(crew, flag);
    }
}
