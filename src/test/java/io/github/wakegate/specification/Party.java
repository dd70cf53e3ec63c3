// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.Event;
import io.github.wakegate.support.Hold;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import io.github.wakegate.specification.Spec.End;
import io.github.wakegate.specification.Spec.Goal;
import io.github.wakegate.specification.World.View;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Somebody who waits, a thread or a future: the library's, and the Spec's wait. */
public final class Party {
    final Way way;
    final List<View> views;
    final Spec.Wait wait;

    /** Who may complete the future: those who have ended the wait. */
    final Set<Thread> releasers = new HashSet<>();

    /** Whether the executor of a future, one that has to be told, has its task. */
    boolean handedOver;
    private final World world;
    private final int number;
    private final Duration time;
    private Waiter<Outcome> thread;
    private CompletableFuture<Void> future;
    private volatile Thread completer;
    private boolean told;
    private boolean exceptional;
    private boolean ended;
    private boolean refused;
    private boolean interrupted;
    private boolean maybeInterrupted;
    private boolean timeHasPassed;
    private boolean late;
    private long began;
    private long underWay;
    private Hold hold;

    Party(World world, int number, Way way, Duration time, View... views) {
        this.world = world;
        this.number = number;
        this.way = way;
        this.time = way.isTimed() ? time : World.LONG;
        this.views = List.of(views);
        wait = new Spec.Wait(way.goal,
                this.views.stream().map(view -> Spec.Place.at(view.place(), view.kind(), world.epochs())).toList());
    }

    /** How a call ended: what it answered, or the class of the exception; the interrupted status; how long it took. */
    private record Outcome(Object answer, boolean interrupted, Duration time) {
    }

    void begin(Executor executor) {
        told = way != Way.FUTURE_TOLD || mayEnd();
        future = way.future(views.get(0).event(), executor);
        future.whenComplete((nothing, failure) -> completer = Thread.currentThread());
    }

    /** Perhaps interrupted on entry, perhaps to be held up. */
    void begin(Kind kind, boolean interruptedBefore, Hold heldUp) {
        hold = heldUp;
        interrupted = interruptedBefore;
        refused = interruptedBefore && !way.ignoresInterrupts();
        timeHasPassed = time.compareTo(World.A_WHILE) < 0;
        began = System.nanoTime();
        thread = Waiter.start(kind, () -> {
            if (interruptedBefore) {
                Thread.currentThread().interrupt();
            }
            return heldUp == null ? call() : heldUp.during(this::call);
        });
    }

    private Outcome call() {
        long start = System.nanoTime();
        Object answer;
        try {
            answer = way.call(time, views.stream().map(View::event).toArray(Event[]::new));
        } catch (InterruptedException e) {
            answer = e.getClass();
        }
        long nanos = System.nanoTime() - start;
        return new Outcome(answer, Thread.interrupted(), Duration.ofNanos(nanos));
    }

    boolean isFuture() {
        return way.isFuture();
    }

    boolean isWaiting() {
        return !ended;
    }

    /** Whether it has ended in the library. */
    boolean isDone() {
        return isFuture() ? future.isDone() : thread.isDone();
    }

    boolean isHeldUp() {
        return hold != null;
    }

    boolean mayEnd() {
        return wait.mayEnd(world.epochs());
    }

    boolean isOverInPart() {
        return isWaiting() && wait.places().stream().anyMatch(place -> place.isOver(world.epochs()));
    }

    /** Whether it ends by itself, whatever a setter does. */
    boolean mayLeave() {
        return timeHasPassed || interrupted;
    }

    Set<End> ends() {
        if (ended || refused) {
            return ended ? Set.of() : Set.of(End.INTERRUPTED);
        }
        Set<End> ends = Spec.ends(wait, interrupted && !way.ignoresInterrupts(), timeHasPassed, world.epochs());
        if (late) {
            ends.add(End.GAVE_UP); // the machine was so busy that the change may have come after the deadline
        }
        return ends;
    }

    boolean isTaker() {
        return way.goal == Goal.TAKE;
    }

    /** Whether it waits for its turn to take an event. An inverse has no queue. */
    boolean isQueued() {
        return isTaker() && views.get(0).kind().side() == Spec.Side.EVENT;
    }

    /** Its wait has just come to an end by a change. */
    void isReleasedBy(Thread setter) {
        releasers.add(setter);
        late = timeRuns() && !timeHasPassed && timeIsOver(began);
    }

    /** A time that runs out when it is told to has begun with the call, on a busy machine before it was told. */
    boolean timeRuns() {
        return time.equals(World.A_WHILE);
    }

    private boolean timeIsOver(long since) {
        return Duration.ofNanos(System.nanoTime() - since).compareTo(time) >= 0;
    }

    /** Whether its time is over for sure. */
    boolean passTime() {
        timeHasPassed = timeIsOver(underWay);
        return timeHasPassed;
    }

    /** Maybe after the call has ended. */
    void interrupt(boolean maybeLate) {
        maybeInterrupted |= maybeLate || interrupted && !way.ignoresInterrupts();
        interrupted |= isWaiting();
        thread.thread.interrupt();
    }

    /** The future is cancelled or completed by somebody else; returns whether it was not done before. */
    boolean endFuture(String how) {
        boolean first = switch (how) {
            case "cancelled" -> future.cancel(true);
            case "completed" -> future.complete(null);
            default -> future.completeExceptionally(new IllegalStateException(how));
        };
        exceptional = first && !how.equals("completed");
        releasers.add(Thread.currentThread());
        ended = true;
        told = true;
        return first;
    }

    /** The action of the future. */
    void thenRun(Runnable action) {
        future.thenRun(action);
    }

    /** The executor of the future was told to run its tasks. */
    void isTold() {
        told |= ended;
        handedOver = false;
    }

    /** Whether it has looked, at the latest now: it is held up, parked, or has ended. */
    boolean isUnderWay() {
        underWay = System.nanoTime();
        return hold != null && hold.isThere() || thread.isParked() || isDone();
    }

    /** Whether it is held up, or has ended without. False if it does not come there. */
    boolean comesToItsHold(Duration patience) throws InterruptedException {
        return hold.comes(patience);
    }

    /** There is no hold on its way, or not yet. */
    void hasPassedItsHold(boolean comesLater) {
        if (!hold.isThere() && (!comesLater || isDone())) {
            hold = null;
        }
    }

    void goOn() {
        if (hold != null) {
            hold.letGo();
            hold = null;
        }
    }

    /** Ends its wait, in a way in which it may. Returns whether it took the event. */
    boolean end(Duration patience) throws Exception {
        Set<End> ends = ends();
        ended = true;
        if (isFuture()) {
            handedOver = !told;
            return false;
        }
        Outcome outcome = thread.result(patience);
        End end = ends.stream().filter(some -> Objects.equals(answer(some), outcome.answer)).findFirst()
                .orElseThrow(() -> new AssertionError(this + " ended by " + outcome + " instead of " + ends));
        if (end.leavesInterrupted(interrupted) != outcome.interrupted && !maybeInterrupted) {
            throw new AssertionError(this + " leaves interrupted status " + outcome.interrupted);
        }
        if (end == End.GAVE_UP && outcome.time.compareTo(time) < 0) {
            throw new AssertionError(this + " gave up early, after " + outcome.time);
        }
        return end == End.RELEASED && isTaker();
    }

    private Object answer(End end) {
        return switch (end) {
            case RELEASED -> way.whenReleased(views.get(Math.max(0, wait.first(world.epochs()))).event());
            case GAVE_UP -> way.whenGivenUp();
            case INTERRUPTED -> InterruptedException.class;
        };
    }

    Thread thread() {
        return thread.thread;
    }

    /** What is wrong with a thread that should wait or have ended, or null. */
    String differenceOfThread() {
        return ended || hold != null || thread.isParked() || timeRuns() && isDone() ? null
                : this + " is not parked, but " + thread.thread.getState();
    }

    /** What is wrong with a future, or null. */
    String differenceOfFuture() {
        if (future.isDone() != (ended && told)) {
            return this + (future.isDone() ? " is done" : " is not done");
        }
        return future.isCompletedExceptionally() == exceptional ? null : this + " has another outcome";
    }

    /** Whether the future was completed by one who had nothing to do with its end. */
    boolean isCompletedByOther() {
        return isDone() && way.executes.isDoneByChange() && !releasers.isEmpty() && !releasers.contains(completer);
    }

    @Override
    public String toString() {
        return way + " #" + number;
    }
}
