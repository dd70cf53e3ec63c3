// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Two threads play ping-pong: a round trip is two wake-ups. A flag that can be cleared is cleared by the thread it
 * released and used again; of the others each round trip takes two fresh ones, made beforehand.
 */
@State(Scope.Benchmark)
public abstract class HandOff {
    private final int rounds;
    private Side mine;
    private Side yours;
    private volatile int game;
    private volatile Throwable failure;

    HandOff(int rounds) {
        this.rounds = rounds;
    }

    abstract boolean isReusable();

    abstract Peer.Flag fresh();

    /** The flags that one side sets and the other awaits. */
    private static final class Side {
        private final boolean reusable;
        private final Peer.Flag[] flags;

        Side(HandOff peers) {
            reusable = peers.isReusable();
            flags = Stream.generate(peers::fresh).limit(reusable ? 1 : peers.rounds).toArray(Peer.Flag[]::new);
        }

        void set(int round) throws InterruptedException {
            flags[reusable ? 0 : round].set();
        }

        void await(int round) throws Exception {
            Peer.Flag flag = flags[reusable ? 0 : round];
            flag.await();
            if (reusable) {
                flag.clear();
            }
        }
    }

    @Setup(Level.Trial)
    public void startPartner() {
        Thread partner = new Thread(this::play, "partner");
        partner.setDaemon(true);
        partner.start();
    }

    /** Begins a game with the partner awake: between games it spins. */
    @Setup(Level.Invocation)
    public void begin() {
        mine = new Side(this);
        yours = new Side(this);
        game++;
    }

    private void play() {
        try {
            for (int played = 0;; played++) {
                while (game == played) {
                    Thread.onSpinWait();
                }
                if (game < 0) {
                    return;
                }
                for (int round = 0; round < rounds; round++) {
                    mine.await(round);
                    yours.set(round);
                }
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    @TearDown(Level.Trial)
    public void stopPartner() {
        game = Integer.MIN_VALUE;
        if (failure != null) {
            throw new IllegalStateException("the partner stopped", failure);
        }
    }

    final void roundTrip(int round) throws Exception {
        mine.set(round);
        yours.await(round);
    }
}
