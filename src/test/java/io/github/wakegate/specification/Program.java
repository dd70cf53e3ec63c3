// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.Event;
import io.github.wakegate.specification.Spec.Goal;
import io.github.wakegate.specification.Spec.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What some threads do with one or two events, made up from a seed. */
public record Program(long seed, List<Start> events, List<List<Operation>> threads) {
    private static final long NEVER = Long.MAX_VALUE;

    /** Nobody lives to see it. */
    private static final long LONG = Duration.ofHours(1).toNanos();

    /** How an event begins. */
    enum Start {
        CLEAR, SET, ONE_SHOT
    }

    /** An event or its inverse, or the ticket that the thread has, which is one of that event. */
    record View(int event, Side side) {
        @Override
        public String toString() {
            return "AB".charAt(event) + (side == Side.EVENT ? "" : side == Side.INVERSE ? "'" : " ticket");
        }
    }

    /** What a thread may do, how often it does, and how. It keeps one ticket and one future, the last of each. */
    enum What {
        SET(16, null, (self, e, time) -> e[0].set()),
        CLEAR(14, null, (self, e, time) -> e[0].clear()),
        PULSE(10, null, (self, e, time) -> e[0].pulse()),
        IS_SET(6, null, (self, e, time) -> e[0].isSet()),
        NEXT(8, null, (self, e, time) -> done(() -> self.ticket = e[0].next())),
        AWAIT(10, Goal.ONE, (self, e, time) -> time == null ? done(e[0]::await) : e[0].await(time)),
        AWAIT_UNIT(4, Goal.ONE, (self, e, time) ->
                e[0].await(time == null ? NEVER : time.toNanos(), TimeUnit.NANOSECONDS)),
        AWAIT_UNINTERRUPTIBLY(6, Goal.ONE, (self, e, time) ->
                time == null ? done(e[0]::awaitUninterruptibly) : e[0].awaitUninterruptibly(time)),
        AWAIT_ANY(10, Goal.ANY, (self, e, time) -> {
            Event any = time == null ? Event.awaitAny(e) : Event.awaitAny(time, e);
            return any == null ? (Object) false : (Object) Arrays.asList(e).indexOf(any);
        }),
        AWAIT_ALL(6, Goal.ALL, (self, e, time) ->
                time == null ? done(() -> Event.awaitAll(e)) : Event.awaitAll(time, e)),
        AWAIT_AND_CLEAR(10, Goal.TAKE, (self, e, time) ->
                time == null ? done(e[0]::awaitAndClear) : e[0].awaitAndClear(time)),
        WHEN_SET(5, null, (self, e, time) -> done(() -> self.future = e[0].whenSet(Runnable::run))),
        WHEN_SET_BY_DEFAULT(2, null, (self, e, time) -> done(() -> self.future = e[0].whenSet())),
        IS_DONE(4, null, (self, e, time) -> self.future.isDone()),
        CANCEL(2, null, (self, e, time) -> self.future.cancel(false)),
        INTERRUPT(6, null, (self, e, time) -> done(self.other::interrupt)),
        INTERRUPTED(2, null, (self, e, time) -> Thread.interrupted());

        private static final List<What> ALL = Stream.of(values())
                .flatMap(what -> Stream.generate(() -> what).limit(what.weight)).toList();

        final Goal goal;
        final Way way;
        private final int weight;

        What(int weight, Goal goal, Way way) {
            this.weight = weight;
            this.goal = goal;
            this.way = way;
        }

        private static boolean done(Action action) throws InterruptedException {
            action.run();
            return true;
        }
    }

    /** How a player does it with some events. The time is null for none. */
    interface Way {
        Object answer(Crew.Player self, Event[] events, Duration time) throws InterruptedException;
    }

    private interface Action {
        void run() throws InterruptedException;
    }

    /** One call. Only an await has a timeout, and only an interrupt another thread. */
    record Operation(What what, List<View> views, long nanos, int other) {
        /** Whether it may wait until another thread ends it. */
        boolean waits() {
            return what.goal != null && nanos >= LONG;
        }

        Duration time() {
            return nanos == NEVER ? null : Duration.ofNanos(nanos);
        }

        @Override
        public String toString() {
            return what + " " + (what == What.INTERRUPT ? other : views)
                    + (what.goal == null || nanos == NEVER ? "" : nanos == LONG ? " for long" : " " + nanos + " ns");
        }
    }

    static Program of(long seed) {
        Random random = new Random(seed);
        List<Start> events = new ArrayList<>();
        for (int left = random.nextInt(2); left >= 0; left--) {
            events.add(random.nextInt(8) == 0 ? Start.ONE_SHOT : random.nextInt(4) == 0 ? Start.SET : Start.CLEAR);
        }
        List<What> whats = new ArrayList<>(What.ALL); // not all in one program, so that each has company at times
        Stream.of(What.values()).filter(what -> random.nextBoolean()).forEach(what -> whats.removeIf(what::equals));
        List<List<Operation>> threads = new ArrayList<>();
        for (int left = 2 + random.nextInt(3), count = left; left > 0; left--) {
            List<Operation> operations = new ArrayList<>();
            for (int more = 2 + random.nextInt(5); more > 0; more--) {
                operations.add(operation(random, whats.isEmpty() ? What.ALL : whats, events, operations, count));
            }
            threads.add(operations);
        }
        return new Program(seed, events, threads);
    }

    private static Operation operation(Random random, List<What> whats, List<Start> events, List<Operation> before,
            int threads) {
        What what = whats.get(random.nextInt(whats.size()));
        if ((what == What.IS_DONE || what == What.CANCEL) && last(before, What.WHEN_SET) == null) {
            what = What.WHEN_SET;
        }
        List<View> views = new ArrayList<>();
        for (int left = what.goal == Goal.ANY || what.goal == Goal.ALL ? random.nextInt(3) : 0; left >= 0; left--) {
            Operation next = random.nextInt(6) == 0 ? last(before, What.NEXT) : null;
            View view = next != null ? new View(next.views.get(0).event, Side.TICKET)
                    : new View(random.nextInt(events.size()), random.nextInt(3) == 0 ? Side.INVERSE : Side.EVENT);
            if (!views.contains(view)) {
                views.add(view);
            }
        }
        View first = views.get(0); // the last epoch must not be waited for by who can't be interrupted
        boolean endless = what == What.AWAIT_UNINTERRUPTIBLY && first.side != Side.EVENT
                && events.get(first.event) == Start.ONE_SHOT;
        long nanos = switch (random.nextInt(endless ? 4 : 8)) {
            case 0 -> 0;
            case 1, 2, 3 -> random.nextInt(1 << random.nextInt(18));
            case 4 -> LONG;
            default -> NEVER;
        };
        return new Operation(what, views, nanos, random.nextInt(threads));
    }

    private static Operation last(List<Operation> before, What what) {
        return before.stream().filter(operation -> operation.what == what).reduce((one, next) -> next).orElse(null);
    }

    /** One more, to end what waits: a change or an interrupt. */
    Operation another(Random random) {
        What what = List.of(What.SET, What.CLEAR, What.PULSE, What.INTERRUPT).get(random.nextInt(4));
        View view = new View(random.nextInt(events.size()), random.nextBoolean() ? Side.EVENT : Side.INVERSE);
        return new Operation(what, List.of(view), NEVER, random.nextInt(threads.size()));
    }
}
