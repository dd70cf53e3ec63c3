// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.support.Hold;
import io.github.wakegate.support.Kind;
import io.github.wakegate.specification.Spec.Change;
import io.github.wakegate.specification.Spec.Goal;
import io.github.wakegate.specification.World.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** What a case begins with: a world in which somebody is about to wait for something, among others. */
public final class Scene {
    final World world;

    /** What is waited for. */
    final View it;

    /** What it is a ticket of, or itself. */
    final View origin;
    final View otherEvent;

    /** Who waits, once it has begun. */
    Party party;
    private final Play play;
    private final Duration time;
    private final Kind otherKind;
    private final View another;
    private final View set;
    private final List<Party> leaving = new ArrayList<>();

    Scene(Play play, Duration time, Duration patience) throws Exception {
        this.play = play;
        this.time = time;
        otherKind = play.thread() == Kind.PLATFORM && Kind.VIRTUAL.isAvailable() ? Kind.VIRTUAL : Kind.PLATFORM;
        world = new World(patience);
        Subject subject = play.subject();
        View event = world.event(play.number() % 2 == 0 ? "it" : null, subject.isOneShot(),
                !subject.isOneShot() && subject.epoch() == 1);
        if (subject == Subject.EVENT_AGAIN) {
            world.change(event, Change.SET);
            world.change(event, Change.CLEAR);
        } else if (subject.isOneShot() && subject.epoch() == 1) {
            world.change(event, Change.SET);
        }
        origin = subject.isInverse() ? event.inverse() : event;
        View view = origin;
        for (int i = 0; i < subject.tickets(); i++) {
            view = world.next(view);
        }
        it = view;
        otherEvent = world.event("other", false, false);
        another = world.event(null, true, false);
        set = world.event(null, false, true);
    }

    void change(Change change) throws Exception {
        world.change(origin, change);
    }

    boolean somebodyTakes() {
        return play.way().goal == Goal.TAKE || play.others().take();
    }

    void begin() throws Exception {
        begin(() -> world.begin(play.way(), play.thread(), time, false, views(play.way(), it)));
    }

    void beginInterrupted() throws Exception {
        begin(() -> world.begin(play.way(), play.thread(), time, true, views(play.way(), it)));
    }

    /** It comes to its hold now, or only when it has ended. */
    void beginHeld(Hold hold, boolean later) throws Exception {
        begin(() -> world.beginHeld(play.way(), play.thread(), time, hold, later, views(play.way(), it)));
    }

    private void begin(Callable<Party> beginning) throws Exception {
        play.others().below(this);
        party = beginning.call();
        for (Party some : leaving) {
            leave(some);
        }
        play.others().above(this);
    }

    private View[] views(Way way, View view) {
        return Stream.of(way.arguments).map(part -> switch (part) {
            case "it" -> view;
            case "other" -> otherEvent;
            case "another" -> another;
            case "inverse" -> view.inverse();
            default -> set;
        }).toArray(View[]::new);
    }

    /** One more waits for it. */
    Party add(Way way) throws Exception {
        return add(way, it);
    }

    Party add(Way way, View view) throws Exception {
        return world.begin(way, otherKind, World.LONG, false, views(way, view));
    }

    /** One more wants to take it, if it can be taken. */
    void take() throws Exception {
        if (origin.kind().allowsToTake()) {
            add(Way.TAKE_DURATION, origin);
        }
    }

    /** One more waits, for a moment. */
    void soonGivesUp(Way way) throws Exception {
        world.beginShort(way, otherKind, views(way, it));
    }

    /** Leaves once another has joined. */
    void leavesSoon(Party some) {
        leaving.add(some);
    }

    void leave(Party some) throws Exception {
        if (some.isWaiting()) {
            if (some.isFuture()) {
                world.endFuture(some, "cancelled");
            } else {
                world.interrupt(some);
            }
        }
    }

    Kind otherKind() {
        return otherKind;
    }
}
