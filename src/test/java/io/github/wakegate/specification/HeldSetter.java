// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.support.Kind;
import io.github.wakegate.specification.Spec.Change;
import io.github.wakegate.specification.Spec.Goal;
import io.github.wakegate.specification.World.View;
import java.time.Duration;
import java.util.List;

/** Somebody waits, a setter is held up after the change, something happens, and the setter goes on. */
public record HeldSetter(Way way, Subject subject, By by, Held held, Then then, Others others, Kind thread)
        implements Play {
    /** What the setter does. */
    enum By {
        SET("a set", Change.SET),
        PULSE("a pulse", Change.PULSE),
        OPPOSITE_CLEARED("a clear of its opposite", Change.CLEAR),
        OPPOSITE_PULSE("a pulse of its opposite", Change.PULSE);

        final Change change;
        private final String text;

        By(String text, Change change) {
            this.text = text;
            this.change = change;
        }

        private boolean isOfOpposite() {
            return name().startsWith("OPPOSITE");
        }

        boolean isAllowed(Subject subject) {
            return (isOfOpposite() ? subject.origin().inverse() : subject.origin()).allows(change);
        }

        View view(Scene scene) {
            return isOfOpposite() ? scene.origin.inverse() : scene.origin;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Where it is held up. */
    enum Held {
        CHANGED("is held up before it looks who waits", "C2"),
        WAKING("is held up before it wakes the first", "R2"),
        WOKE_ONE("is held up when it has woken one", "R3");

        final String mark;
        private final String text;

        Held(String text, String mark) {
            this.text = text;
            this.mark = mark;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What happens meanwhile. */
    enum Then {
        NOTHING("nothing happens", (scene, by) -> { }),
        REPEATED("the same comes again", (scene, by) -> scene.world.change(by.view(scene), by.change)),
        CLEARED("it is cleared", (scene, by) -> scene.change(Change.CLEAR)),
        CYCLED("it is cleared, set and cleared", (scene, by) -> {
            scene.change(Change.CLEAR);
            scene.change(Change.SET);
            scene.change(Change.CLEAR);
        }),
        JOINED("others come", (scene, by) -> {
            scene.add(Way.AWAIT);
            scene.add(Way.FUTURE_TOLD, scene.origin);
            scene.add(Way.ANY_DURATION, scene.origin);
        }),
        GAVE_UP("others come and give up", (scene, by) -> {
            scene.soonGivesUp(Way.AWAIT_DURATION);
            scene.leave(scene.add(Way.AWAIT, scene.origin));
        }),
        TAKEN("it is taken, if it is set", (scene, by) -> scene.take()),
        INTERRUPTED("the thread is interrupted", (scene, by) -> scene.world.interrupt(scene.party)),
        CANCELLED("the future is cancelled", (scene, by) -> scene.world.endFuture(scene.party, "cancelled")),
        TIME("the time runs out", (scene, by) -> scene.world.passTime(scene.party));

        /** What is done to a scene, and by whom it was changed. */
        interface Action {
            void to(Scene scene, By by) throws Exception;
        }

        final Action action;
        private final String text;

        Then(String text, Action action) {
            this.text = text;
            this.action = action;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public List<Enum<?>> values() {
        return List.of(way, subject, by, held, then, others, thread);
    }

    @Override
    public boolean meansSomething() {
        return Play.super.meansSomething()
                && by.isAllowed(subject)
                && (then != Then.INTERRUPTED || !way.isFuture())
                && (then != Then.CANCELLED || way.isFuture() && held != Held.WOKE_ONE)
                && (then != Then.TIME || way.isTimed())
                && !isRace();
    }

    /** Nobody knows when takers of an inverse take it whom others wake that come by. */
    private boolean isRace() {
        return subject.isInverse() && (way.goal == Goal.TAKE || others.take())
                && (held == Held.WOKE_ONE || then.compareTo(Then.CYCLED) > 0);
    }

    @Override
    public void play(Duration patience) throws Exception {
        Scene scene = new Scene(this, then == Then.TIME ? World.A_WHILE : World.LONG, patience);
        scene.begin();
        World.Setter setter = scene.world.hold(by.view(scene), by.change, held.mark, held == Held.WOKE_ONE,
                scene.otherKind());
        then.action.to(scene, by);
        scene.world.letGo(setter);
        scene.world.finish();
    }
}
