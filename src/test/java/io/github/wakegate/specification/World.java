// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Hold;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import io.github.wakegate.specification.Spec.Change;
import io.github.wakegate.specification.Spec.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Events and those who wait for them: the library's and, in lockstep, those of the {@link Spec}. Each action is done to
 * both. Then those waits have to end that may end, and no others, and everything that an event shows is compared. One
 * thread acts. It looks again and again until the others have done what the Spec says, or too long.
 */
public final class World {
    /** A time that no case lives to see. */
    static final Duration LONG = Waiter.LONG;

    /** A time that runs out when it is told to; any shorter one has run out as soon as it has begun. */
    static final Duration A_WHILE = Duration.ofMillis(10);

    private static final Duration SOON = Duration.ofMillis(1);

    private final List<View> events = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<View> shown = new ArrayList<>();
    private final List<Party> parties = new ArrayList<>();
    private final Comparison comparison = new Comparison(this);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Executor told = tasks::add;
    private final StringBuilder story = new StringBuilder();
    private final Duration patience;
    private long[] epochs = {};

    /** Those whose wait is over, but whom a setter that is held up need not have reached yet. */
    private final Set<Party> unreached = new HashSet<>();
    private boolean wasHeldUp;
    private boolean setterGoesOn;

    World(Duration patience) {
        this.patience = patience;
    }

    /** An event of the library or a view of it, and what it is in the Spec. */
    record View(Event event, int place, Spec.Kind kind) {
        View inverse() {
            return new View(event.inverse(), place, kind.inverse());
        }
    }

    /** A change that is held up. */
    record Setter(Waiter<Boolean> thread, Hold hold, boolean answer) {
    }

    /** A new event, all of whose views are shown: itself, its inverse, and a ticket of each from the beginning. */
    View event(String name, boolean oneShot, boolean set) {
        tell((oneShot ? "a one-shot event" : "an event") + (set ? " that is set" : ""));
        Event event = oneShot ? Event.oneShot() : set ? new Event(true) : new Event();
        if (name != null) {
            assertSame(event, event.named(name));
        }
        epochs = Arrays.copyOf(epochs, events.size() + 1);
        epochs[events.size()] = set ? 1 : 0;
        View view = new View(event, events.size(), oneShot ? Spec.Kind.ONE_SHOT : Spec.Kind.PLAIN);
        events.add(view);
        names.add(name);
        for (View side : List.of(view, view.inverse())) {
            shown.add(side);
            next(side);
        }
        return view;
    }

    /** A ticket, which is shown from now on. */
    View next(View view) {
        View next = new View(view.event.next(), view.place, view.kind.next(epochs[view.place]));
        shown.add(next);
        return next;
    }

    /** An action of this thread that changes an event, or is refused. */
    void change(View view, Change change) throws Exception {
        changeOnly(view, change);
        settle();
    }

    /** The same, without a look at what comes of it. */
    void changeOnly(View view, Change change) {
        tell(change + " of " + view.kind.side());
        if (!view.kind.allows(change)) {
            assertThrows(UnsupportedOperationException.class, () -> change(view.event, change), story::toString);
            return;
        }
        assertEquals(view.kind.answer(change, epochs[view.place]), change(view.event, change), story::toString);
        move(view, change, Thread.currentThread());
        List<Party> reached = unreached.stream().filter(party -> isReached(party, view, change)).toList();
        reached.forEach(party -> party.releasers.add(Thread.currentThread()));
        reached.forEach(unreached::remove);
    }

    private static boolean change(Event event, Change change) {
        return switch (change) {
            case SET -> event.set();
            case CLEAR -> event.clear();
            case PULSE -> event.pulse();
        };
    }

    /** In the Spec. */
    private void move(View view, Change change, Thread setter) {
        List<Party> before = overButWaiting();
        epochs[view.place] = view.kind.after(change, epochs[view.place]);
        overButWaiting().stream().filter(party -> !before.contains(party) && party.releasers.isEmpty())
                .forEach(party -> party.isReleasedBy(setter));
    }

    private List<Party> overButWaiting() {
        return parties.stream().filter(party -> party.isWaiting() && party.mayEnd()).toList();
    }

    /** Whether a change repeats, or makes up for, one that has ended a wait. A pulse is a set and a clear. */
    private static boolean isReached(Party party, View view, Change change) {
        boolean even = view.kind.side() == Spec.Side.EVENT ^ change == Change.CLEAR;
        return party.mayEnd() && party.wait.places().stream().anyMatch(place -> place.event() == view.place
                && (change == Change.PULSE || place.epoch() % 2 == 0 == even));
    }

    /** Begins a change, and holds it up there, if it comes there; perhaps when it has already reached some. */
    Setter hold(View view, Change change, String mark, boolean goesOn, Kind kind) throws Exception {
        tell(change + " of " + view.kind.side() + " is held up at " + mark);
        Hold hold = Hold.at(mark);
        boolean answer = view.kind.answer(change, epochs[view.place]);
        List<Party> before = overButWaiting();
        Waiter<Boolean> thread = Waiter.start(kind, () -> hold.during(() -> change(view.event, change)));
        check(hold.comes(patience), "the setter hangs");
        move(view, change, thread.thread);
        if (hold.isThere()) {
            wasHeldUp = true;
            setterGoesOn = goesOn;
            unreached.addAll(overButWaiting());
            before.forEach(unreached::remove);
        }
        settle();
        return new Setter(thread, hold, answer);
    }

    void letGo(Setter setter) throws Exception {
        tell("the setter goes on");
        setter.hold.letGo();
        assertEquals(setter.answer, setter.thread.result(patience), story::toString);
        unreached.clear();
        settle();
    }

    /** A change that the action of a future keeps busy. Threads don't wait for that. */
    void changeWithBusyAction(View view, Change change, View waitedFor) throws Exception {
        Party future = begin(Way.FUTURE_AT_ONCE, Kind.PLATFORM, LONG, false, waitedFor);
        tell(change + " of " + view.kind.side() + ", and the action takes its time");
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch ends = new CountDownLatch(1);
        future.thenRun(() -> {
            runs.countDown();
            try {
                ends.await(LONG.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        boolean answer = view.kind.answer(change, epochs[view.place]);
        Waiter<Boolean> setter = Waiter.start(() -> change(view.event, change));
        check(runs.await(patience.toNanos(), TimeUnit.NANOSECONDS), "the action does not run");
        Waiter.start(() -> waitedFor.event.whenSet(Runnable::run).cancel(true)).result(patience); // nor does this
        move(view, change, setter.thread);
        allButSomeEnd(0);
        ends.countDown();
        assertEquals(answer, setter.result(patience), story::toString);
        unreached.clear();
        settle();
    }

    /** A change during which one unpark throws. It tells so, but has released all others. */
    void changeWithFailure(View view, Change change) throws Exception {
        tell(change + " of " + view.kind.side() + ", and an unpark fails");
        Error failure = new Error("unpark");
        Hold hold = Hold.failing(failure, "R4");
        try {
            hold.during(() -> change(view.event, change));
            check(!hold.isThere(), "the failure is lost");
        } catch (IllegalStateException e) {
            assertSame(failure, e.getCause(), story::toString);
        }
        move(view, change, Thread.currentThread());
        if (hold.isThere()) {
            allButSomeEnd(1);
            parties.stream().filter(party -> !party.isFuture()).map(Party::thread).forEach(LockSupport::unpark);
            unreached.clear();
        }
        settle();
    }

    /** All threads that may end should end now, but for some. Others are those whom the setter has not reached. */
    private void allButSomeEnd(int some) throws Exception {
        wasHeldUp = true;
        setterGoesOn = true;
        List<Party> over = overButWaiting();
        Predicate<Party> isLeft = party -> !party.isFuture() && !party.isDone();
        until(() -> over.stream().filter(isLeft).count() <= some
                && over.stream().filter(Party::isQueued).allMatch(Party::isDone) ? null : "not released: " + over);
        over.stream().filter(party -> party.isFuture() || isLeft.test(party)).forEach(unreached::add);
        settle();
    }

    /** A wait begins, and either ends or goes on. */
    Party begin(Way way, Kind kind, Duration time, boolean interrupted, View... views) throws Exception {
        Party party = begin(way, time, views);
        if (way.isFuture()) {
            party.begin(told);
        } else {
            party.begin(kind, interrupted, null);
            isUnderWay(party);
        }
        settle();
        return party;
    }

    /** A wait begins, and is held up: now, or perhaps later, if it parks first. */
    Party beginHeld(Way way, Kind kind, Duration time, Hold hold, boolean comesLater, View... views) throws Exception {
        Party party = begin(way, time, views);
        party.begin(kind, false, hold);
        isUnderWay(party);
        party.hasPassedItsHold(comesLater);
        settle();
        return party;
    }

    /** A wait begins that gives up soon. It has looked, and may still be there. */
    void beginShort(Way way, Kind kind, View... views) throws Exception {
        Party party = begin(way, SOON, views);
        party.begin(kind, false, null);
        isUnderWay(party);
    }

    private void isUnderWay(Party party) throws Exception {
        until(() -> party.isUnderWay() ? null : party + " hangs");
    }

    private Party begin(Way way, Duration time, View... views) {
        Party party = new Party(this, parties.size(), way, time, views);
        parties.add(party);
        tell(party + " begins");
        return party;
    }

    /** Waits until it is held up, if its wait may end. */
    void comesToItsHold(Party party) throws Exception {
        check(!party.isHeldUp() || party.ends().isEmpty() || party.comesToItsHold(patience), party + " hangs");
    }

    void letGo(Party party) throws Exception {
        tell(party + " goes on");
        party.goOn();
        settle();
    }

    /** Its time runs out. */
    void passTime(Party party) throws Exception {
        tell("the time of " + party + " runs out");
        until(() -> party.passTime() ? null : "time stands still");
        settle();
    }

    void interrupt(Party party) throws Exception {
        interruptOnly(party, false);
        settle();
    }

    /** The same, without a look at what comes of it; the call may have ended. */
    void interruptOnly(Party party, boolean maybeLate) {
        tell(party + " is interrupted");
        party.interrupt(maybeLate || unreached.contains(party));
    }

    /** A future is cancelled or completed by somebody else. */
    void endFuture(Party party, String how) throws Exception {
        tell(party + " is " + how);
        assertEquals(!party.isDone(), party.endFuture(how), story::toString);
        settle();
    }

    /** An executor that has to be told is told to run all that it was handed. */
    private void runTasks() throws Exception {
        int count = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            check(++count < 100, "tasks without end");
        }
        parties.forEach(Party::isTold);
        settle();
    }

    /** Ends all waits, each as an application might. Then nothing is left. */
    void finish() throws Exception {
        runTasks();
        for (Party party : List.copyOf(parties)) {
            while (party.isWaiting()) {
                int place = party.wait.places().stream().filter(some -> !some.isOver(epochs)).findFirst()
                        .orElse(party.wait.places().get(0)).event();
                View event = events.get(place);
                Change change = event.kind.isSet(epochs[place]) ? Change.CLEAR : Change.SET;
                if (event.kind.allows(change)) {
                    change(event, change);
                } else if (party.isFuture()) {
                    endFuture(party, "cancelled");
                } else {
                    assertFalse(party.way.ignoresInterrupts(), () -> party + " can't be ended" + story);
                    interrupt(party);
                }
            }
        }
        runTasks();
        shown.forEach(view -> assertEquals(0, view.event.getQueueLength(), story::toString));
    }

    /** Those end that may. Then everything is as the Spec says. */
    void settle() throws Exception {
        for (Party party = nextToEnd(); party != null; party = nextToEnd()) {
            boolean taken;
            try {
                taken = party.end(patience);
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + story, e);
            }
            unreached.remove(party);
            if (taken) {
                move(party.views.get(0), Change.CLEAR, party.thread());
            }
        }
        until(comparison::difference);
    }

    /** One that has to end, whatever others do; else one of those who want to take an event that is set. */
    private Party nextToEnd() throws Exception {
        List<Party> takers = new ArrayList<>();
        for (Party party : parties) {
            Set<End> ends = party.isHeldUp() ? Set.of() : party.ends();
            if (unreached.contains(party) && (party.isFuture() || !party.mayLeave())) {
                if (!party.isFuture() && party.isDone()) {
                    return party; // somebody has reached it
                }
            } else if (party.isTaker() && ends.equals(Set.of(End.RELEASED))) {
                takers.add(party);
            } else if (!ends.isEmpty()) {
                return party;
            }
        }
        until(() -> takers.isEmpty() || takers.stream().anyMatch(Party::isDone) ? null : takers + " don't take it");
        return takers.stream().filter(Party::isDone).findFirst().orElse(null);
    }

    private void until(Supplier<String> difference) throws Exception {
        long start = System.nanoTime();
        for (String last = difference.get(); last != null; last = difference.get()) {
            check(System.nanoTime() - start < patience.toNanos(), last);
            Thread.yield();
        }
    }

    private void check(boolean condition, String otherwise) {
        assertTrue(condition, () -> otherwise + story);
    }

    private void tell(String action) {
        story.append("\n  ").append(action);
    }

    long[] epochs() {
        return epochs;
    }

    List<View> shown() {
        return shown;
    }

    List<Party> parties() {
        return parties;
    }

    View event(View view) {
        return events.get(view.place);
    }

    String name(View view) {
        return names.get(view.place);
    }

    int tasks() {
        return tasks.size();
    }

    boolean isUnreached(Party party) {
        return unreached.contains(party);
    }

    /** Whether a setter ever was held up. */
    boolean wasHeldUp() {
        return wasHeldUp;
    }

    /** Whether it reaches some all the same. */
    boolean setterGoesOn() {
        return setterGoesOn;
    }
}
