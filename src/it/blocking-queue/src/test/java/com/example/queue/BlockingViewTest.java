// SPDX-License-Identifier: Apache-2.0
package com.example.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jctools.queues.MpmcArrayQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(300)
class BlockingViewTest {
    private static final int ITEMS = 200_000;
    private static final int CONSUMERS = 3;

    private final BlockingView<Integer> view = new BlockingView<>(new MpmcArrayQueue<>(2));

    /** A call in a thread of its own, and its result. */
    private static final class Call<T> extends FutureTask<T> {
        private final Thread thread;

        Call(ThreadFactory threads, Callable<T> action) {
            super(action);
            thread = Threads.start(threads, this);
        }

        Call(Callable<T> action) {
            this(Threads::platform, action);
        }

        Call<T> parked(Thread.State state) {
            Threads.untilIs(thread, state);
            return this;
        }

        T result() throws Exception {
            return get(Threads.PATIENCE.toSeconds(), SECONDS);
        }
    }

    /** The queue has room for two items only, so producers and consumers both have to wait. */
    @ParameterizedTest
    @MethodSource("com.example.queue.Threads#kinds")
    void eachItemIsTakenOnce(ThreadFactory threads) throws Exception {
        int producers = 2;
        AtomicIntegerArray taken = new AtomicIntegerArray(ITEMS);
        List<Call<Void>> producing = new ArrayList<>();
        List<Call<Void>> consuming = new ArrayList<>();
        for (int i = 0; i < CONSUMERS; i++) {
            consuming.add(new Call<>(threads, () -> {
                for (Integer item = view.take(); item != null; item = view.take()) {
                    taken.incrementAndGet(item);
                }
                return null;
            }));
        }
        for (int i = 0; i < producers; i++) {
            int first = i;
            producing.add(new Call<>(threads, () -> {
                for (int item = first; item < ITEMS; item += producers) {
                    view.put(item);
                }
                return null;
            }));
        }
        for (Call<Void> producer : producing) {
            producer.get(120, SECONDS);
        }
        view.close();
        for (Call<Void> consumer : consuming) {
            consumer.result();
        }
        for (int item = 0; item < ITEMS; item++) {
            assertEquals(1, taken.get(item));
        }
    }

    /**
     * In each round there is one item for each consumer. If one waited beside its item, no other would take it, and the
     * round would not end. With {@link ClearLookAwait} in place of the view, most runs hang in this way. On a busy
     * machine as many rounds as there are in ten seconds. Platform threads only: two virtual threads that yield in a
     * loop can keep a third from ever running.
     */
    @Test
    void nobodyWaitsBesideAnItem() throws Exception {
        BlockingView<Integer> view = new BlockingView<>(new MpmcArrayQueue<>(4));
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger round = new AtomicInteger();
        List<Call<Void>> consumers = new ArrayList<>();
        for (int i = 0; i < CONSUMERS; i++) {
            consumers.add(new Call<>(() -> {
                for (int mine = 0; view.take() != null; mine++) {
                    taken.incrementAndGet();
                    while (round.get() == mine) Thread.yield();
                }
                return null;
            }));
        }
        long start = System.nanoTime();
        for (int items = 0; items < ITEMS && System.nanoTime() - start < 10_000_000_000L; ) {
            for (int i = 0; i < CONSUMERS; i++, items++) {
                view.put(items);
            }
            long deadline = System.nanoTime() + Threads.PATIENCE.toNanos();
            while (taken.get() < items) {
                assertTrue(System.nanoTime() - deadline < 0, "a consumer waits beside an item");
                Thread.yield();
            }
            round.incrementAndGet();
        }
        view.close();
        for (Call<Void> consumer : consumers) {
            consumer.result();
        }
    }

    /** Runs an action when a thread has found the queue empty, before it waits. */
    private static final class Watched extends MpmcArrayQueue<Integer> {
        private Callable<?> whenEmpty;

        Watched() {
            super(4);
        }

        @Override
        public Integer poll() {
            Integer item = super.poll();
            Callable<?> action = whenEmpty;
            if (item == null && action != null) {
                whenEmpty = null;
                try {
                    action.call();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
            return item;
        }
    }

    /** It found nothing. Then two items come, and another consumer takes one of them. The other is its own. */
    @Test
    void takesWhatComesBeforeItWaits() throws Exception {
        Watched queue = new Watched();
        BlockingView<Integer> view = new BlockingView<>(queue);
        queue.whenEmpty = () -> {
            view.put(1);
            view.put(2);
            return assertOther(1, new Call<>(view::take));
        };
        assertEquals(2, new Call<>(view::take).result());
    }

    /** The control waits in the same case, beside the item. */
    @Test
    void clearLookAwaitWaitsBesideAnItem() throws Exception {
        Watched queue = new Watched();
        ClearLookAwait<Integer> control = new ClearLookAwait<>(queue);
        queue.whenEmpty = () -> {
            control.put(1);
            control.put(2);
            return assertOther(1, new Call<>(control::take));
        };
        Call<Integer> stranded = new Call<>(control::take).parked(Thread.State.WAITING);
        assertThrows(TimeoutException.class, () -> stranded.get(200, MILLISECONDS));
        assertEquals(1, queue.size());
        control.put(3);
        assertEquals(2, stranded.result());
    }

    @Test
    void ticketLookAwaitDoesNot() throws Exception {
        Watched queue = new Watched();
        TicketLookAwait<Integer> ticket = new TicketLookAwait<>(queue);
        queue.whenEmpty = () -> {
            ticket.put(1);
            ticket.put(2);
            return assertOther(1, new Call<>(ticket::take));
        };
        assertEquals(2, new Call<>(ticket::take).result());
    }

    private static Void assertOther(Integer expected, Call<Integer> other) throws Exception {
        assertEquals(expected, other.result());
        return null;
    }

    @ParameterizedTest
    @MethodSource("com.example.queue.Threads#kinds")
    void putWaitsForRoom(ThreadFactory threads) throws Exception {
        view.put(1);
        view.put(2);
        Call<Void> producer = new Call<Void>(threads, () -> {
            view.put(3);
            return null;
        }).parked(Thread.State.WAITING);
        assertEquals(1, view.take());
        producer.result();
        assertEquals(2, view.take());
        assertEquals(3, view.take());
    }

    @Test
    void takeTimesOut() throws Exception {
        assertNull(view.take(Duration.ZERO));
        assertNull(view.take(Duration.ofSeconds(Long.MIN_VALUE)));
        long start = System.nanoTime();
        assertNull(view.take(Duration.ofMillis(10)));
        assertTrue(System.nanoTime() - start >= 10_000_000);
        view.put(1);
        assertEquals(1, view.take(Duration.ZERO));
    }

    @Test
    void takeIsReleasedInTime() throws Exception {
        Call<Integer> consumer = new Call<>(() -> view.take(Threads.PATIENCE.multipliedBy(2)))
                .parked(Thread.State.TIMED_WAITING);
        view.put(1);
        assertEquals(1, consumer.result());
    }

    @Test
    void closingReleasesConsumers() throws Exception {
        Call<Integer> first = new Call<>(view::take).parked(Thread.State.WAITING);
        Call<Integer> second = new Call<>(view::take).parked(Thread.State.WAITING);
        view.close();
        assertNull(first.result());
        assertNull(second.result());
    }

    /** What was put before is not lost. */
    @Test
    void closingReleasesProducers() throws Exception {
        view.put(1);
        view.put(2);
        Call<Void> producer = new Call<Void>(() -> {
            view.put(3);
            return null;
        }).parked(Thread.State.WAITING);
        view.close();
        assertInstanceOf(IllegalStateException.class,
                assertThrows(ExecutionException.class, producer::result).getCause());
        assertThrows(IllegalStateException.class, () -> view.put(4));
        assertEquals(1, view.take());
        assertEquals(2, view.take());
        assertNull(view.take());
    }

    @Test
    void interruptEndsTheWait() throws Exception {
        Call<Integer> consumer = new Call<>(view::take).parked(Thread.State.WAITING);
        consumer.thread.interrupt();
        assertInstanceOf(InterruptedException.class,
                assertThrows(ExecutionException.class, consumer::result).getCause());
        view.put(1);
        assertEquals(1, view.take());
    }
}
