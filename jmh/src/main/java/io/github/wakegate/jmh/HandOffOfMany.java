// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import io.github.wakegate.Event;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of a round trip of two threads that play ping-pong, each waiting for any or all of many flags, of which the
 * other sets the last or all.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class HandOffOfMany extends HandOff {
    private static final int ROUNDS = 100;

    /** What each thread waits for. */
    public enum Wait {
        ANY_OF_2(2), ANY_OF_1000(1_000), ALL_OF_2(2), ALL_OF_1000(1_000);

        private final int size;

        Wait(int size) {
            this.size = size;
        }

        boolean isForAll() {
            return this == ALL_OF_2 || this == ALL_OF_1000;
        }
    }

    /** What it waits with: ONE_EVENT is a wait for one only. */
    public enum Many {
        EVENT, EVENT_AGAIN, ONE_EVENT, COMPLETABLE_FUTURE
    }

    @Param
    private Wait wait;

    @Param
    private Many peer;

    public HandOffOfMany() {
        super(ROUNDS);
    }

    @Override
    boolean isReusable() {
        return peer != Many.COMPLETABLE_FUTURE;
    }

    @Override
    Peer.Flag fresh() {
        return switch (peer) {
            case EVENT, EVENT_AGAIN -> new EventFlags(wait);
            case ONE_EVENT -> Peer.EVENT.fresh(1);
            case COMPLETABLE_FUTURE -> new FutureFlags(wait);
        };
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void roundTrip() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            roundTrip(round);
        }
    }

    private static final class EventFlags implements Peer.Flag {
        private final boolean all;
        private final Event[] events;

        EventFlags(Wait wait) {
            all = wait.isForAll();
            events = Stream.generate(Event::new).limit(wait.size).toArray(Event[]::new);
        }

        @Override
        public boolean isSet() {
            return events[events.length - 1].isSet();
        }

        @Override
        public void set() {
            for (int i = all ? 0 : events.length - 1; i < events.length; i++) {
                events[i].set();
            }
        }

        @Override
        public void clear() {
            for (int i = all ? 0 : events.length - 1; i < events.length; i++) {
                events[i].clear();
            }
        }

        @Override
        public void await() throws InterruptedException {
            if (all) {
                Event.awaitAll(events);
            } else {
                Event.awaitAny(events);
            }
        }
    }

    private static final class FutureFlags implements Peer.Flag {
        private final boolean all;
        private final CompletableFuture<?>[] futures;

        FutureFlags(Wait wait) {
            all = wait.isForAll();
            futures = Stream.generate(CompletableFuture::new).limit(wait.size).toArray(CompletableFuture<?>[]::new);
        }

        @Override
        public boolean isSet() {
            return futures[futures.length - 1].isDone();
        }

        @Override
        public void set() {
            for (int i = all ? 0 : futures.length - 1; i < futures.length; i++) {
                futures[i].complete(null);
            }
        }

        @Override
        public void clear() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void await() throws Exception {
            if (all) {
                CompletableFuture.allOf(futures).get();
            } else {
                CompletableFuture.anyOf(futures).get();
            }
        }
    }
}
