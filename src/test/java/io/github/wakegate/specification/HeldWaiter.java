// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.wakegate.support.Hold;
import io.github.wakegate.support.Kind;
import io.github.wakegate.specification.Spec.Change;
import io.github.wakegate.specification.Spec.Goal;
import java.time.Duration;
import java.util.List;

/** Somebody who waits is held up on the way, something happens, and the wait goes on. */
public record HeldWaiter(Way way, Subject subject, Held held, Meanwhile meanwhile, Others others, Kind thread)
        implements Play {
    /** Where it is held up. */
    enum Held {
        LOOKED("held up when it has looked", "W2"),
        SPINNING("held up before it spins", "P1"),
        YIELDING("held up while it spins", "P2"),
        JOINING("held up before it joins the others", "J1", "A1"),
        PARKING("held up before it parks", "W7", "W8"),
        LEAVING("held up before it leaves the others", "L1", "A2");

        final String[] marks;
        private final String text;

        Held(String text, String... marks) {
            this.text = text;
            this.marks = marks;
        }

        /** Whether takers come there: those in the queue of the event do not. */
        boolean isOfTakers() {
            return compareTo(JOINING) < 0;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What happens meanwhile, one after the other. */
    enum Meanwhile {
        NOTHING("nothing happens"),
        SET("it is set", Change.SET),
        PULSE("a pulse comes", Change.PULSE),
        PULSES("three pulses come", Change.PULSE, Change.PULSE, Change.PULSE),
        SET_AND_CLEARED("it is set and cleared", Change.SET, Change.CLEAR),
        CYCLED("it is set, cleared, set, and cleared by a pulse", Change.SET, Change.CLEAR, Change.SET, Change.PULSE),
        INTERRUPTED("the thread is interrupted", "interrupt"),
        INTERRUPTED_AND_SET("the thread is interrupted and it is set", "interrupt", Change.SET),
        INTERRUPTED_AND_PULSE("the thread is interrupted and a pulse comes", "interrupt", Change.PULSE),
        PULSE_AND_INTERRUPTED("a pulse comes and the thread is interrupted twice",
                Change.PULSE, "interrupt", "interrupt"),
        TIME("the time runs out", "time"),
        PULSE_AND_TIME("a pulse comes and the time runs out", Change.PULSE, "time"),
        SET_AND_TIME("it is set and the time runs out", Change.SET, "time"),
        TIME_AND_PULSE("the time runs out and a pulse comes", "time", Change.PULSE);

        private final String text;
        private final List<Object> actions;

        Meanwhile(String text, Object... actions) {
            this.text = text;
            this.actions = List.of(actions);
        }

        boolean isOfTime() {
            return actions.contains("time");
        }

        void to(Scene scene) throws Exception {
            for (Object action : actions) {
                if (action instanceof Change change) {
                    scene.change(change);
                } else if (action.equals("time")) {
                    scene.world.passTime(scene.party);
                } else {
                    scene.world.interrupt(scene.party);
                }
                scene.world.comesToItsHold(scene.party);
            }
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public List<Enum<?>> values() {
        return List.of(way, subject, held, meanwhile, others, thread);
    }

    @Override
    public boolean meansSomething() {
        return Play.super.meansSomething()
                && !way.isFuture()
                && (way.goal != Goal.TAKE || subject.isInverse() || held.isOfTakers())
                && (!meanwhile.isOfTime() || way.isTimed())
                && (thread == Kind.PLATFORM || held != Held.SPINNING && held != Held.YIELDING);
    }

    @Override
    public void play(Duration patience) throws Exception {
        Scene scene = new Scene(this, meanwhile.isOfTime() ? World.A_WHILE : World.LONG, patience);
        Hold hold = Hold.at(held.marks);
        scene.beginHeld(hold, held == Held.LEAVING);
        meanwhile.to(scene);
        scene.world.letGo(scene.party);
        assertFalse(held == Held.PARKING && meanwhile.isOfTime() && hold.comesAgain(), "parks though the time is over");
        scene.world.finish();
    }
}
