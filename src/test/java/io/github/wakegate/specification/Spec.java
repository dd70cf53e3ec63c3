// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The contract of {@code Event} as a program. An event is an <em>epoch</em>, the number of transitions so far, and a
 * <em>kind</em>, which says how the epoch is seen. Everything else follows: what an operation answers, what it refuses,
 * which waits it ends, who is counted, and how an event prints. Nothing here waits: a wait is what it has looked at,
 * and it may end as soon as that is over.
 */
public final class Spec {
    private Spec() {
    }

    /** From which side an epoch is seen. Even epochs are clear; of the inverse, odd ones; of a ticket, one alone. */
    enum Side {
        EVENT, INVERSE, TICKET
    }

    /** What changes an event. Each is one step, and publishes what was done before, even if it changes nothing. */
    enum Change {
        SET, CLEAR, PULSE
    }

    /**
     * An event or a view of one. Each event begins at epoch 0, or at 1 if it is initially set.
     *
     * @param ticket of a ticket, the one epoch in which it is clear
     */
    record Kind(Side side, boolean oneShot, long ticket) {
        static final Kind PLAIN = new Kind(Side.EVENT, false, -1);
        static final Kind ONE_SHOT = new Kind(Side.EVENT, true, -1);

        boolean isSet(long epoch) {
            return switch (side) {
                case EVENT -> epoch % 2 == 1;
                case INVERSE -> epoch % 2 == 0;
                case TICKET -> epoch != ticket;
            };
        }

        /** A one-shot event is set once and stays so; its inverse is cleared once. A ticket can only be waited for. */
        boolean allows(Change change) {
            return switch (side) {
                case EVENT -> !oneShot || change == Change.SET;
                case INVERSE -> !oneShot || change == Change.CLEAR;
                case TICKET -> false;
            };
        }

        /** The epoch after a change. A pulse passes through one in which this is set, and nobody sees it. */
        long after(Change change, long epoch) {
            return switch (change) {
                case SET -> isSet(epoch) ? epoch : epoch + 1;
                case CLEAR -> isSet(epoch) ? epoch + 1 : epoch;
                case PULSE -> isSet(epoch) ? epoch + 1 : epoch + 2;
            };
        }

        /** Whether the change found what it is there to change. */
        boolean answer(Change change, long epoch) {
            return isSet(epoch) == (change == Change.CLEAR);
        }

        /** To take: from set to clear, or nothing. A taker is one who clears. */
        boolean allowsToTake() {
            return allows(Change.CLEAR);
        }

        /** Each wait looks once, when it begins: at the epoch that has to end; one that is over, if this is set. */
        long look(long epoch) {
            if (side == Side.TICKET) {
                return ticket;
            }
            return isSet(epoch) ? epoch - 1 : epoch;
        }

        /** A view that the next set() or pulse() sets, for good; it is set already if this is. */
        Kind next(long epoch) {
            return new Kind(Side.TICKET, oneShot, look(epoch));
        }

        boolean hasInverse() {
            return side != Side.TICKET;
        }

        Kind inverse() {
            return new Kind(side == Side.EVENT ? Side.INVERSE : Side.EVENT, oneShot, -1);
        }
    }

    /** What a thread or a future waits for. */
    enum Goal {
        /** The end of the epoch that it has looked at. */
        ONE,
        /** The same, of any of several events. */
        ANY,
        /** The same, of all of several events, not all at one moment. */
        ALL,
        /** To take the event from set to clear. */
        TAKE
    }

    /**
     * Why a call is refused, in the order of precedence. Nothing changes then; nor does the interrupted status, unless
     * it is the reason.
     */
    enum Refusal {
        /** An argument, or an element of one, is null. */
        NULL(NullPointerException.class),
        /** Several events, but none is given. */
        NO_EVENTS(IllegalArgumentException.class),
        /** The kind does not allow it. */
        NOT_ALLOWED(UnsupportedOperationException.class),
        /** An interrupt on entry, unless the wait ignores it; even if the event is set or there is no time to wait. */
        INTERRUPTED(InterruptedException.class);

        final Class<? extends Exception> exception;

        Refusal(Class<? extends Exception> exception) {
            this.exception = exception;
        }
    }

    /** A wait that has begun: at which events, by their places in the world, it has looked, and what it saw. */
    record Wait(Goal goal, List<Place> places) {
        /** Whether the wait may end. Once it may, it may for good, unless it is to take the event. */
        boolean mayEnd(long... epochs) {
            return switch (goal) {
                case ONE, ANY -> first(epochs) >= 0;
                case ALL -> places.stream().allMatch(place -> place.isOver(epochs));
                case TAKE -> places.get(0).kind.isSet(epochs[places.get(0).event]);
            };
        }

        /** The first, in the order of the arguments, that is over; or -1. It is what awaitAny answers. */
        int first(long... epochs) {
            for (int i = 0; i < places.size(); i++) {
                if (places.get(i).isOver(epochs)) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** One of the events that a wait is for. */
    record Place(int event, Kind kind, long epoch) {
        /** The look. */
        static Place at(int event, Kind kind, long... epochs) {
            return new Place(event, kind, kind.look(epochs[event]));
        }

        boolean isOver(long... epochs) {
            return epochs[event] != epoch;
        }

        /** A taker who comes too late looks again. */
        Place again(long... epochs) {
            return at(event, kind, epochs);
        }
    }

    /** How a wait ends. */
    enum End {
        /** It got what it waited for; to take the event, it has cleared it. */
        RELEASED,
        /** The time ran out: false, or null from awaitAny. */
        GAVE_UP,
        /** InterruptedException. Of a future: it was cancelled, or completed by somebody else. */
        INTERRUPTED;

        /** The exception clears the interrupted status. Any other end leaves it, or restores it. */
        boolean leavesInterrupted(boolean interrupted) {
            return interrupted && this != INTERRUPTED;
        }
    }

    /**
     * How a wait may end now. If there is a way, it ends soon, as soon as the thread runs and whatever becomes of
     * others; if there are two, in either. Of those who want to take one event, one does, and the others wait on.
     */
    static Set<End> ends(Wait wait, boolean interrupted, boolean timeHasPassed, long... epochs) {
        Set<End> ends = EnumSet.noneOf(End.class);
        if (wait.mayEnd(epochs)) {
            ends.add(End.RELEASED);
        }
        if (mayGiveUp(wait, timeHasPassed, epochs)) {
            ends.add(End.GAVE_UP);
        }
        if (interrupted) { // while it waits; if it ignores interrupts, it is as if there were none
            ends.add(End.INTERRUPTED);
        }
        return ends;
    }

    /** A timed wait gives up at its deadline and no sooner, and only if it may not end then. Zero or less: at once. */
    static boolean mayGiveUp(Wait wait, boolean timeHasPassed, long... epochs) {
        return timeHasPassed && !wait.mayEnd(epochs);
    }

    /**
     * What becomes of the task that completes a future whose wait is over. The change that ended the wait, or one that
     * repeats it, hands it to the future's executor: one task for all futures in a row that have the same. Nobody else
     * does, neither a thread that waits nor any other change.
     */
    enum Executes {
        /** In the thread that hands it over. */
        AT_ONCE,
        /** In another thread. The future is not done when the change returns, and none of its actions has run. */
        LATER,
        /** The executor fails: who hands the task over runs it. */
        NEVER;

        /** Whether the future is done when the change returns. */
        boolean isDoneByChange() {
            return this != LATER;
        }
    }

    /**
     * How an event prints, after its identity, which is that of the event for all its views. Nobody waits for an event
     * that is set.
     */
    static String text(Kind kind, long epoch, String name, int threads, int futures) {
        List<String> words = new ArrayList<>();
        words.add(kind.isSet(epoch) ? "Set" : "Clear");
        if (kind.oneShot) {
            words.add("one-shot");
        }
        if (!kind.isSet(epoch)) {
            words.add("queue length = " + threads);
            if (futures > 0) {
                words.add("futures = " + futures);
            }
        }
        return "[" + (name == null ? "" : name + ": ") + String.join(", ", words) + "]";
    }

    /**
     * How often a wait is counted by an event of this kind: at each place where it waits for the end of the epoch that
     * this is clear in now. All of several events are waited for one after the other. Those who want to take an event
     * wait in a queue of their own, which only the event itself counts. A thread is counted from the moment it parks.
     */
    static int count(Kind kind, int event, Wait wait, long... epochs) {
        if (wait.goal == Goal.TAKE && wait.places.get(0).kind.side == Side.EVENT) {
            return wait.places.get(0).event == event && kind.side == Side.EVENT ? 1 : 0;
        }
        return kind.isSet(epochs[event]) ? 0 : (int) wait.places.stream()
                .map(place -> wait.goal == Goal.TAKE ? place.again(epochs) : place)
                .filter(place -> !place.isOver(epochs))
                .limit(wait.goal == Goal.ALL ? 1 : Long.MAX_VALUE)
                .filter(place -> place.event == event && place.epoch == kind.look(epochs[event])).count();
    }
}
