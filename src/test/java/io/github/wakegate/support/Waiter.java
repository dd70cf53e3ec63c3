// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A thread that does one thing, and may block in it. No look at it lasts forever: a hang fails with a dump. */
public final class Waiter<T> {
    /** How long a thing may take that should happen at once. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A timeout that a test does not live to see: who is released after PATIENCE was not released in time. */
    public static final Duration LONG = PATIENCE.multipliedBy(10);

    public final Thread thread;
    private final FutureTask<T> task;

    private Waiter(ThreadFactory threads, Callable<T> action) {
        task = new FutureTask<>(action);
        thread = threads.newThread(task);
        thread.start();
    }

    public static <T> Waiter<T> start(Callable<T> action) {
        return start(Kind.PLATFORM, action);
    }

    public static <T> Waiter<T> start(Kind kind, Callable<T> action) {
        return start(kind::unstarted, action);
    }

    /** In a thread that is not like the others of its kind. */
    public static <T> Waiter<T> start(ThreadFactory threads, Callable<T> action) {
        return new Waiter<>(threads, action);
    }

    /** As many waiters as wanted, all of them parked. */
    public static <T> List<Waiter<T>> parked(int count, Kind kind, Callable<T> action) throws Exception {
        List<Waiter<T>> waiters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiters.add(start(kind, action));
        }
        for (Waiter<T> waiter : waiters) {
            waiter.parked();
        }
        return waiters;
    }

    public static void assertAllTrue(List<Waiter<Boolean>> waiters) throws Exception {
        for (Waiter<Boolean> waiter : waiters) {
            assertTrue(waiter.result());
        }
    }

    /** How many of them are still parked when they should have ended. */
    public static int stranded(List<Waiter<Boolean>> waiters, Duration bound) throws Exception {
        int stranded = 0;
        for (Waiter<Boolean> waiter : waiters) {
            if (!waiter.endsWithin(bound)) {
                assertTrue(waiter.isParked(), "not slow but parked");
                stranded++;
            }
        }
        return stranded;
    }

    /** Looks again and again until something is so. */
    public static void until(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("what was waited for does not happen" + ThreadDump.take());
            }
            Thread.yield();
        }
    }

    public boolean isParked() {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    public boolean isDone() {
        return task.isDone();
    }

    /** Returns once the thread is parked. */
    public Waiter<T> parked() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isParked()) {
            if (isDone()) {
                throw new AssertionError("did not wait, but returned " + result());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(thread + " does not park" + ThreadDump.take());
            }
            Thread.yield();
        }
        return this;
    }

    public boolean endsWithin(Duration bound) throws Exception {
        try {
            task.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            // an end as well: result() tells
        }
        return true;
    }

    /** What the action returned; throws what it threw. */
    public T result() throws Exception {
        return result(PATIENCE);
    }

    public T result(Duration bound) throws Exception {
        if (!endsWithin(bound)) {
            throw new AssertionError(thread + " hangs" + ThreadDump.take());
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        }
    }
}
