// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.Blackhole;

/** Pairs of threads that play ping-pong, more than there are processors: the round trips of all in a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(1)
public class Oversubscribed {
    @Param({"1", "4", "16"})
    private int pairs;

    @Param({"EVENT", "EVENT_AGAIN", "COUNT_DOWN_LATCH", "WAIT_NOTIFY", "CONDITION", "COMPLETABLE_FUTURE", "SEMAPHORE"})
    private Peer peer;

    @Benchmark
    public void play(Rate rate) throws Exception {
        rate.measure(players(rate));
    }

    /** The same, while four threads compute without a pause. */
    @Benchmark
    public void playBesideBusy(Rate rate) throws Exception {
        List<Callable<Long>> players = players(rate);
        for (int i = 0; i < 4; i++) {
            players.add(() -> {
                while (!rate.over) {
                    Blackhole.consumeCPU(1_000);
                }
                return null;
            });
        }
        rate.measure(players);
    }

    private List<Callable<Long>> players(Rate rate) {
        List<Callable<Long>> players = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            Side mine = new Side(peer);
            Side yours = new Side(peer);
            players.add(() -> {
                long trips = 0;
                for (; !rate.over; trips++) {
                    mine.flag.set();
                    yours.await();
                }
                mine.over = true;
                mine.flag.set();
                return trips;
            });
            players.add(() -> {
                for (mine.await(); !mine.over; mine.await()) {
                    yours.flag.set();
                }
                return null;
            });
        }
        return players;
    }

    /** What one sets and the other awaits. The one that it released makes it ready for the next trip. */
    private static final class Side {
        private final Peer peer;
        private Peer.Flag flag;
        private boolean over;

        Side(Peer peer) {
            this.peer = peer;
            flag = peer.fresh(1);
        }

        void await() throws Exception {
            flag.await();
            if (peer.isReusable()) {
                flag.clear();
            } else {
                flag = peer.fresh(1);
            }
        }
    }
}
