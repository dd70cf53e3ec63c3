// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import io.github.wakegate.Event;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
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

/** One producer and two consumers, which wait at a concurrent queue with {@link Event#next}: the items in a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(1)
public class QueueWithNext {
    private static final Object ITEM = new Object();
    private static final Object END = new Object();

    /** So far the producer may be ahead: a queue that grows and grows would measure the collector. */
    private static final int AHEAD = 1_000;

    /** So far apart two counters share no cache line. */
    private static final int APART = 16;

    /** How to wait for an item. */
    public enum Waiting {
        EVENT, EVENT_AGAIN, SEMAPHORE, BLOCKING_QUEUE
    }

    @Param
    private Waiting peer;

    private Consumer<Object> put;
    private Source source;

    private interface Source {
        Object take() throws InterruptedException;
    }

    private void make() {
        Queue<Object> queue = new ConcurrentLinkedQueue<>();
        switch (peer) {
            case EVENT, EVENT_AGAIN -> {
                Event changed = new Event();
                put = item -> {
                    queue.add(item);
                    changed.pulse();
                };
                source = () -> {
                    Object item = queue.poll();
                    while (item == null) {
                        Event next = changed.next();
                        item = queue.poll();
                        if (item == null) {
                            next.await();
                        }
                    }
                    return item;
                };
            }
            case SEMAPHORE -> {
                Semaphore items = new Semaphore(0);
                put = item -> {
                    queue.add(item);
                    items.release();
                };
                source = () -> {
                    items.acquire();
                    return queue.poll();
                };
            }
            case BLOCKING_QUEUE -> {
                BlockingQueue<Object> blocking = new LinkedBlockingQueue<>();
                put = blocking::add;
                source = blocking::take;
            }
        }
    }

    @Benchmark
    public void items(Rate rate) throws Exception {
        make();
        AtomicLongArray taken = new AtomicLongArray(2 * APART);
        rate.measure(List.of(() -> produce(rate, taken), () -> consume(taken, 0), () -> consume(taken, APART)));
    }

    private Long produce(Rate rate, AtomicLongArray taken) {
        long seen = 0;
        for (long made = 1; !rate.over; made++) {
            put.accept(ITEM);
            while (made - seen >= AHEAD && !rate.over) {
                Thread.yield();
                seen = taken.get(0) + taken.get(APART);
            }
        }
        put.accept(END);
        put.accept(END);
        return null;
    }

    private long consume(AtomicLongArray taken, int index) throws InterruptedException {
        long count = 0;
        while (source.take() != END) {
            taken.setRelease(index, ++count);
        }
        return count;
    }
}
