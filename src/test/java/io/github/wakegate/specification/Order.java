// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.specification.Program.Operation;
import io.github.wakegate.specification.Program.Start;
import io.github.wakegate.specification.Program.View;
import io.github.wakegate.specification.Program.What;
import io.github.wakegate.specification.Spec.Change;
import io.github.wakegate.specification.Spec.Goal;
import io.github.wakegate.specification.Spec.Kind;
import io.github.wakegate.specification.Spec.Place;
import io.github.wakegate.specification.Spec.Refusal;
import io.github.wakegate.specification.Spec.Side;
import io.github.wakegate.specification.Spec.Wait;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks for an order of steps that the specification allows, and that explains what some threads were answered, as Wing
 * and Gong did. Each step lies between its call and the return. An await has several: a look at each of its events, and
 * the end. One that has not returned has looked, and may not end.
 */
public final class Order {
    /**
     * A call, and when it was. One that has not returned has no answer.
     *
     * @param looked when the thread was first seen to be parked, or else when the call returned
     */
    record Call(Operation operation, long from, long looked, long to, Object answer) {
        int looks() {
            return operation.what().goal == null || answer == Refusal.NOT_ALLOWED ? 0 : operation.views().size();
        }

        /** When a step may be at the earliest. A wait gives up after its time, and never without one. */
        long from(int step) {
            boolean givesUp = looks() > 0 && step == looks() && Boolean.FALSE.equals(answer);
            return !givesUp ? from : operation.waits() ? Long.MAX_VALUE : from + operation.nanos();
        }

        /** When a step may be at the latest. */
        long to(int step) {
            return step < looks() ? looked : to;
        }

        @Override
        public String toString() {
            return operation + (answer == null ? "" : " = " + answer);
        }
    }

    /** What has become of a future. */
    enum Future {
        OPEN, DONE, CANCELLED
    }

    /* A state: the epochs of the events; then of each thread the next step, the interrupted status, the ticket, the
       future (of which event and epoch, and what has become of it), and the epochs that it has looked at. */
    private static final int INTERRUPTED = 1;
    private static final int TICKET = 2;
    private static final int EVENT = 3;
    private static final int EPOCH = 4;
    private static final int FUTURE = 5;
    private static final int LOOK = 6;
    private static final int MOST_LOOKS = 3;
    private static final int WIDTH = LOOK + MOST_LOOKS;

    private final List<Start> events;
    private final List<List<Call>> threads;
    private final List<Future> futures;
    private final Set<LongBuffer> seen = new HashSet<>();
    private long[] longest;
    private int length = -1;

    /** The calls of each thread; and what has become of the future that it has, or null. */
    Order(List<Start> events, List<List<Call>> threads, List<Future> futures) {
        this.events = events;
        this.threads = threads;
        this.futures = futures;
    }

    boolean exists() {
        long[] state = new long[at(threads.size())];
        Arrays.setAll(state, i -> i < events.size() && events.get(i) == Start.SET ? 1 : 0);
        return search(state, 0);
    }

    /** Why there is none: what does not fit after the longest. */
    String reason() {
        boolean explained = threads().noneMatch(thread -> hasNext(longest, thread));
        return "After " + length + " steps, with the epochs " + Arrays.toString(epochs(longest)) + ", " + threads()
                .filter(thread -> hasNext(longest, thread) || explained && !rests(longest, thread))
                .mapToObj(thread -> "thread " + thread + (!explained ? " can't go on by " + call(longest, thread)
                        : mayGoOn(longest, thread) ? " may go on, but waits in " + call(longest, thread)
                        : " has a future that should not be " + futures.get(thread)))
                .collect(Collectors.joining("; "));
    }

    private boolean search(long[] state, int steps) {
        if (!seen.add(LongBuffer.wrap(state))) {
            return false;
        }
        if (steps > length) {
            longest = state;
            length = steps;
        }
        int[] next = threads().filter(thread -> hasNext(state, thread)).toArray();
        long bound = Long.MAX_VALUE; // nothing comes before what was through when it began
        for (int thread : next) {
            bound = Math.min(bound, call(state, thread).to(step(state, thread)));
        }
        for (int thread : next) {
            long[] after = state.clone();
            if (call(state, thread).from(step(state, thread)) <= bound && fits(after, thread)
                    && search(after, steps + 1)) {
                return true;
            }
        }
        return next.length == 0 && threads().allMatch(thread -> rests(state, thread));
    }

    private IntStream threads() {
        return IntStream.range(0, threads.size());
    }

    private int at(int thread) {
        return events.size() + thread * WIDTH;
    }

    private long[] epochs(long[] state) {
        return Arrays.copyOf(state, events.size());
    }

    private Call call(long[] state, int thread) {
        int index = (int) state[at(thread)] / (MOST_LOOKS + 1);
        return index < threads.get(thread).size() ? threads.get(thread).get(index) : null;
    }

    private int step(long[] state, int thread) {
        return (int) state[at(thread)] % (MOST_LOOKS + 1);
    }

    private boolean hasNext(long[] state, int thread) {
        Call call = call(state, thread);
        return call != null && (call.answer != null || step(state, thread) < call.looks());
    }

    /** At rest nobody may go on, and a future is done if its epoch is over. */
    private boolean rests(long[] state, int thread) {
        return !mayGoOn(state, thread)
                && (futures.get(thread) == null || futures.get(thread) == future(state, thread, true));
    }

    private boolean mayGoOn(long[] state, int thread) {
        Call call = call(state, thread);
        return call != null
                && (wait(call, state, thread).mayEnd(epochs(state)) || isInterrupted(call, state, thread));
    }

    private boolean isInterrupted(Call call, long[] state, int thread) {
        return state[at(thread) + INTERRUPTED] != 0 && call.operation.what() != What.AWAIT_UNINTERRUPTIBLY;
    }

    /** A future may be done as soon as its epoch is over, or later. */
    private Future future(long[] state, int thread, boolean soon) {
        int at = at(thread);
        Future future = Future.values()[(int) state[at + FUTURE]];
        boolean over = state[(int) state[at + EVENT]] != state[at + EPOCH];
        return soon && over && future == Future.OPEN ? Future.DONE : future;
    }

    private Kind kind(View view, long[] state, int thread) {
        return new Kind(view.side(), events.get(view.event()) == Start.ONE_SHOT,
                view.side() == Side.TICKET ? state[at(thread) + TICKET] : -1);
    }

    private Wait wait(Call call, long[] state, int thread) {
        List<View> views = call.operation.views();
        return new Wait(call.operation.what().goal, IntStream.range(0, views.size()).mapToObj(i -> new Place(
                views.get(i).event(), kind(views.get(i), state, thread), state[at(thread) + LOOK + i])).toList());
    }

    /** Takes the next step of a thread; false if its answer does not allow that. */
    private boolean fits(long[] state, int thread) {
        Call call = call(state, thread);
        int step = step(state, thread);
        boolean fits = step < call.looks() ? looks(call, step, state, thread) : ends(call, state, thread);
        state[at(thread)] += step < call.looks() ? 1 : MOST_LOOKS + 1 - step;
        return fits;
    }

    /** The first look is on entry. What awaitAny returns comes before all others that were set at their look. */
    private boolean looks(Call call, int step, long[] state, int thread) {
        View view = call.operation.views().get(step);
        Kind kind = kind(view, state, thread);
        long epoch = state[view.event()];
        state[at(thread) + LOOK + step] = kind.look(epoch);
        boolean refused = step == 0 && call.answer != Refusal.INTERRUPTED && isInterrupted(call, state, thread)
                || call.operation.what().goal == Goal.TAKE && !kind.allowsToTake();
        return !refused && !(call.answer instanceof Integer first && step < first && kind.look(epoch) != epoch);
    }

    private boolean ends(Call call, long[] state, int thread) {
        int at = at(thread);
        What what = call.operation.what();
        View view = call.operation.views().get(0);
        Kind kind = kind(view, state, thread);
        long epoch = state[view.event()];
        Object answer = true;
        switch (what) {
            case SET, CLEAR, PULSE -> {
                Change change = Change.valueOf(what.name());
                boolean allowed = kind.allows(change);
                answer = allowed ? kind.answer(change, epoch) : Refusal.NOT_ALLOWED;
                state[view.event()] = allowed ? kind.after(change, epoch) : epoch;
            }
            case IS_SET -> answer = kind.isSet(epoch);
            case NEXT -> state[at + TICKET] = kind.look(epoch);
            case WHEN_SET, WHEN_SET_BY_DEFAULT -> {
                state[at + EVENT] = view.event();
                state[at + EPOCH] = kind.look(epoch);
                state[at + FUTURE] = (kind.look(epoch) == epoch ? Future.OPEN : Future.DONE).ordinal();
            }
            case IS_DONE, CANCEL -> {
                Future future = future(state, thread, call.answer.equals(what == What.IS_DONE));
                answer = what == What.IS_DONE ? future != Future.OPEN : future != Future.DONE;
                boolean cancelled = what == What.CANCEL && future == Future.OPEN;
                state[at + FUTURE] = (cancelled ? Future.CANCELLED : future).ordinal();
            }
            case INTERRUPT -> state[at(call.operation.other()) + INTERRUPTED] = 1;
            case INTERRUPTED -> {
                answer = state[at + INTERRUPTED] != 0;
                state[at + INTERRUPTED] = 0;
            }
            default -> answer = waited(call, state, thread);
        }
        return call.answer.equals(answer);
    }

    /** What a wait may answer now: the same as it did, or null. */
    private Object waited(Call call, long[] state, int thread) {
        Wait wait = wait(call, state, thread);
        long[] epochs = epochs(state);
        boolean interrupted = isInterrupted(call, state, thread);
        Arrays.fill(state, at(thread) + LOOK, at(thread) + WIDTH, 0);
        boolean may;
        if (call.answer instanceof Integer first) {
            may = wait.places().get(first).isOver(epochs);
        } else if (call.answer == Refusal.NOT_ALLOWED) {
            may = wait.goal() == Goal.TAKE && !wait.places().get(0).kind().allowsToTake();
        } else if (call.answer == Refusal.INTERRUPTED) {
            may = interrupted;
            state[at(thread) + INTERRUPTED] = 0;
        } else if (call.answer.equals(true)) {
            may = wait.mayEnd(epochs);
            if (may && wait.goal() == Goal.TAKE) {
                Place taken = wait.places().get(0);
                state[taken.event()] = taken.kind().after(Change.CLEAR, epochs[taken.event()]);
            }
        } else {
            may = call.answer.equals(false) && Spec.mayGiveUp(wait, true, epochs);
        }
        return may ? call.answer : null;
    }
}
