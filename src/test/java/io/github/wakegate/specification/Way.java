// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.Event;
import io.github.wakegate.specification.Spec.Executes;
import io.github.wakegate.specification.Spec.Goal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The ways of waiting for an event: it, beside others if there are several. */
public enum Way {
    AWAIT("await()", Goal.ONE, "it", (time, events) -> {
        events[0].await();
        return null;
    }),
    AWAIT_DURATION("await(Duration)", Goal.ONE, "it", (time, events) -> events[0].await(time)),
    AWAIT_UNIT("await(long, TimeUnit)", Goal.ONE, "it",
            (time, events) -> events[0].await(TimeUnit.NANOSECONDS.convert(time), TimeUnit.NANOSECONDS)),
    UNINTERRUPTIBLY("awaitUninterruptibly()", Goal.ONE, "it", (time, events) -> {
        events[0].awaitUninterruptibly();
        return null;
    }),
    UNINTERRUPTIBLY_DURATION("awaitUninterruptibly(Duration)", Goal.ONE, "it",
            (time, events) -> events[0].awaitUninterruptibly(time)),
    ANY_ALONE("awaitAny(it)", Goal.ANY, "it", (time, events) -> Event.awaitAny(events)),
    ANY_FIRST("awaitAny(it, other)", Goal.ANY, "it other", (time, events) -> Event.awaitAny(events)),
    ANY_LAST("awaitAny(other, another, it)", Goal.ANY, "other another it", (time, events) -> Event.awaitAny(events)),
    ANY_TWICE("awaitAny(other, it, it)", Goal.ANY, "other it it", (time, events) -> Event.awaitAny(events)),
    ANY_INVERSE("awaitAny(it, its inverse)", Goal.ANY, "it inverse", (time, events) -> Event.awaitAny(events)),
    ANY_DURATION("awaitAny(Duration, other, it)", Goal.ANY, "other it",
            (time, events) -> Event.awaitAny(time, events)),
    ALL("awaitAll(it, other)", Goal.ALL, "it other", (time, events) -> {
        Event.awaitAll(events);
        return null;
    }),
    ALL_BUT_ONE_SET("awaitAll(one that is set, it, it)", Goal.ALL, "set it it", (time, events) -> {
        Event.awaitAll(events);
        return null;
    }),
    ALL_INVERSE("awaitAll(it, its inverse)", Goal.ALL, "it inverse", (time, events) -> {
        Event.awaitAll(events);
        return null;
    }),
    ALL_DURATION("awaitAll(Duration, other, it)", Goal.ALL, "other it", (time, events) -> Event.awaitAll(time, events)),
    ALL_DURATION_FIRST("awaitAll(Duration, it, one that is set, other)", Goal.ALL, "it set other",
            (time, events) -> Event.awaitAll(time, events)),
    TAKE("awaitAndClear()", Goal.TAKE, "it", (time, events) -> {
        events[0].awaitAndClear();
        return null;
    }),
    TAKE_DURATION("awaitAndClear(Duration)", Goal.TAKE, "it", (time, events) -> events[0].awaitAndClear(time)),
    FUTURE("whenSet()", Executes.LATER, null),
    FUTURE_AT_ONCE("whenSet(Runnable::run)", Executes.AT_ONCE, Runnable::run),
    FUTURE_TOLD("whenSet(an executor that has to be told)", Executes.LATER, null),
    FUTURE_REFUSED("whenSet(an executor that refuses)", Executes.NEVER, task -> {
        throw new RejectedExecutionException();
    }),
    FUTURE_FAILED("whenSet(an executor that fails)", Executes.NEVER, task -> {
        throw new NoClassDefFoundError("the executor's");
    }),
    FUTURE_SHUT_DOWN("whenSet(a pool that was shut down)", Executes.NEVER, ShutDown.POOL);

    /** A call that waits. */
    interface Call {
        Object on(Duration time, Event... events) throws InterruptedException;
    }

    final Goal goal;

    /** The events, by their parts in the case. */
    final String[] arguments;

    /** Of a future, what its executor does. */
    final Executes executes;
    private final String text;
    private final Call call;
    private final Executor executor;

    Way(String text, Goal goal, String arguments, Call call) {
        this.text = text;
        this.goal = goal;
        this.arguments = arguments.split(" ");
        this.call = call;
        executes = null;
        executor = null;
    }

    Way(String text, Executes executes, Executor executor) {
        this.text = text;
        goal = Goal.ONE;
        arguments = new String[] {"it"};
        call = null;
        this.executes = executes;
        this.executor = executor;
    }

    boolean isFuture() {
        return executes != null;
    }

    boolean isTimed() {
        return text.contains("(Duration") || this == AWAIT_UNIT;
    }

    boolean ignoresInterrupts() {
        return this == UNINTERRUPTIBLY || this == UNINTERRUPTIBLY_DURATION || isFuture();
    }

    Object call(Duration time, Event... events) throws InterruptedException {
        return call.on(time, events);
    }

    /** A future whose executor is this one, or that way's own. */
    CompletableFuture<Void> future(Event event, Executor told) {
        return this == FUTURE ? event.whenSet() : event.whenSet(this == FUTURE_TOLD ? told : executor);
    }

    /** What a call answers that was released, the first event that was set being this one. */
    Object whenReleased(Event first) {
        return goal == Goal.ANY ? first : isTimed() ? true : null;
    }

    /** What a call answers that gave up. */
    Object whenGivenUp() {
        return goal == Goal.ANY ? null : false;
    }

    @Override
    public String toString() {
        return text;
    }

    private static final class ShutDown {
        static final ExecutorService POOL = Executors.newCachedThreadPool();

        static {
            POOL.shutdown();
        }
    }
}
