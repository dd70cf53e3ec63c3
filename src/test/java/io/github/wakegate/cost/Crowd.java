// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** An event with n of something. It is clear, and the crowd waits until it is set, or has ended, or never waited. */
public final class Crowd {
    enum Of {
        NOBODY,
        THREADS,
        THREADS_WITH_TICKETS,
        THREADS_IN_AWAIT_ANY,
        THREADS_AT_THE_INVERSE,
        TAKERS,
        FUTURES,
        FUTURES_OF_TWO_EXECUTORS_BY_TURNS,
        CANCELLED_FUTURES,
        TICKETS,
        VIEWS_AND_NAMES,
        WAITS_THAT_ENDED;

        /** Whether a set has to wake each of them. */
        boolean isReleased() {
            return name().startsWith("THREADS");
        }

        boolean isOfThreads() {
            return isReleased() || this == TAKERS;
        }

        /** Threads of the platform are too many beyond a thousand. */
        boolean canBe(int n) {
            return !isOfThreads() || n <= 1_000 || Kind.VIRTUAL.isAvailable();
        }

        /** As in "takes so many steps beside 10 threads". */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** How long 100,000 may take, each of whose steps is counted, in an interpreter. */
    static final Duration PATIENCE = Waiter.PATIENCE.multipliedBy(6);

    private static final Kind KIND = Kind.VIRTUAL.isAvailable() ? Kind.VIRTUAL : Kind.PLATFORM;
    private static final Duration INSTANT = Duration.ofNanos(1);

    final Event event;
    private final Event other = new Event();
    private final Of members;

    /** What was handed to the executors of futures. */
    final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Waiter<Object>> threads = new ArrayList<>();
    private final List<Object> kept = new ArrayList<>();

    Crowd(Of members) {
        this.members = members;
        event = members == Of.THREADS_AT_THE_INVERSE ? new Event(true).inverse() : new Event();
    }

    /** So many come. */
    Crowd join(int n) throws Exception {
        switch (members) {
            case NOBODY -> { }
            case THREADS, THREADS_AT_THE_INVERSE -> threads.addAll(wait(n, event::await));
            case THREADS_WITH_TICKETS -> threads.addAll(wait(n, () -> event.next().await()));
            case THREADS_IN_AWAIT_ANY -> threads.addAll(wait(n, () -> Event.awaitAny(other, event)));
            case TAKERS -> threads.addAll(wait(n, this::takeAndPassOn));
            case FUTURES -> register(n, tasks::add);
            case FUTURES_OF_TWO_EXECUTORS_BY_TURNS -> register(n, tasks::add, task -> tasks.add(task));
            case CANCELLED_FUTURES -> {
                register(n, tasks::add, task -> tasks.add(task));
                kept.subList(1, n - 1).forEach(future -> ((CompletableFuture<?>) future).cancel(false));
            }
            case TICKETS -> repeat(n, i -> kept.add(event.next()));
            case VIEWS_AND_NAMES -> repeat(n, i -> kept.add(event.inverse().named("name " + i).inverse()));
            case WAITS_THAT_ENDED -> {
                threads.addAll(wait(1, event::await));
                repeat(n, i -> kept.add(event.await(INSTANT)));
            }
        }
        return this;
    }

    private interface Begin {
        void run(int i) throws Exception;
    }

    private static void repeat(int n, Begin begin) throws Exception {
        for (int i = 0; i < n; i++) {
            begin.run(i);
        }
    }

    void takeAndPassOn() throws InterruptedException {
        event.awaitAndClear();
        event.set();
    }

    /** Threads that wait: parked, and not sorry to be interrupted. */
    static List<Waiter<Object>> wait(int n, Tally.Action wait) throws Exception {
        return Waiter.parked(n, KIND, () -> {
            try {
                wait.run();
            } catch (InterruptedException e) {
                // told to go
            }
            return null;
        });
    }

    private void register(int n, Executor... executors) throws Exception {
        repeat(n, i -> kept.add(event.whenSet(executors[i % executors.length])));
    }

    /** What ends the wait of each, in the order in which they came: an interrupt, or that the future is cancelled. */
    List<Tally.Action> leaving() {
        List<Tally.Action> leaving = new ArrayList<>();
        threads.forEach(waiter -> leaving.add(() -> {
            waiter.thread.interrupt();
            waiter.result();
        }));
        kept.forEach(future -> leaving.add(() -> ((CompletableFuture<?>) future).cancel(false)));
        return leaving;
    }

    /** Ends, if the event was set. */
    void disperse() throws Exception {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        for (Waiter<?> waiter : threads) {
            waiter.result(PATIENCE);
        }
    }
}
