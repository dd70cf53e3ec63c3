// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import io.github.wakegate.Event;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/** The time of a round trip over one event, which one thread sets and the other clears, beside one over two events. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class BothDirections extends HandOff {
    private static final int ROUNDS = 10_000;

    /** What they play with. */
    public enum Way {
        EVENT, EVENT_AGAIN, TWO_EVENTS
    }

    @Param
    private Way peer;

    private Event direction = new Event().inverse();

    public BothDirections() {
        super(ROUNDS);
    }

    @Override
    boolean isReusable() {
        return true;
    }

    /** A game asks for two, one for each direction. */
    @Override
    Peer.Flag fresh() {
        if (peer == Way.TWO_EVENTS) {
            return Peer.EVENT.fresh(1);
        }
        direction = direction.inverse();
        return new Steps(direction::set, direction::await);
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void roundTrip() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            roundTrip(round);
        }
    }
}
