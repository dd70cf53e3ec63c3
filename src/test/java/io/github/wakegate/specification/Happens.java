// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.specification.Spec.Change;
import java.time.Duration;

/** What happens. It includes the beginning of the wait. */
public enum Happens {
    SET_BEFORE("it was set before", scene -> {
        scene.change(Change.SET);
        scene.begin();
    }),
    SET_AND_CLEARED_BEFORE("it was set and cleared before, and a pulse comes", scene -> {
        scene.change(Change.SET);
        scene.change(Change.CLEAR);
        scene.begin();
        scene.change(Change.PULSE);
    }),
    SET("it is set", scene -> {
        scene.begin();
        scene.change(Change.SET);
    }),
    SET_TWICE("it is set twice", scene -> {
        scene.begin();
        scene.change(Change.SET);
        scene.change(Change.SET);
    }),
    SET_AND_CLEARED("it is set and cleared, at once if nobody takes it", scene -> {
        scene.begin();
        if (scene.somebodyTakes()) {
            scene.change(Change.SET);
        } else {
            scene.world.changeOnly(scene.origin, Change.SET);
        }
        scene.change(Change.CLEAR);
    }),
    PULSE("a pulse comes", scene -> {
        scene.begin();
        scene.change(Change.PULSE);
    }),
    PULSES("three pulses come", scene -> {
        scene.begin();
        scene.world.changeOnly(scene.origin, Change.PULSE);
        scene.world.changeOnly(scene.origin, Change.PULSE);
        scene.change(Change.PULSE);
    }),
    CLEARED("it is cleared, though it is clear", scene -> {
        scene.begin();
        scene.change(Change.CLEAR);
    }),
    OPPOSITE_CLEARED("its opposite is cleared", scene -> {
        scene.begin();
        scene.world.change(scene.origin.inverse(), Change.CLEAR);
    }),
    OPPOSITE_PULSE("a pulse of its opposite comes", scene -> {
        scene.begin();
        scene.world.change(scene.origin.inverse(), Change.PULSE);
    }),
    OPPOSITE_SET("its opposite is set, though it is set", scene -> {
        scene.begin();
        scene.world.change(scene.origin.inverse(), Change.SET);
    }),
    OPPOSITE_TAKEN("its opposite is taken", scene -> {
        scene.begin();
        scene.add(Way.TAKE, scene.origin.inverse());
    }),
    OTHER_SET("another event is set", scene -> {
        scene.begin();
        scene.world.change(scene.otherEvent, Change.SET);
    }),
    NO_TIME("there is no time to wait", Duration.ZERO, Scene::begin),
    LESS_THAN_NO_TIME("there is less than no time to wait", Duration.ofSeconds(Long.MIN_VALUE), Scene::begin),
    NO_TIME_BUT_SET("there is no time to wait, but it is set", Duration.ZERO, scene -> {
        scene.change(Change.SET);
        scene.begin();
    }),
    TIME_BEFORE_SPIN("the time is over before it could spin", Duration.ofNanos(1), Scene::begin),
    TIME_AFTER_SPIN("the time runs out", Duration.ofMillis(2), Scene::begin),
    ALL_THE_TIME("it is set, and the time is without end", Duration.ofSeconds(Long.MAX_VALUE), scene -> {
        scene.begin();
        scene.change(Change.SET);
    }),
    INTERRUPTED_BEFORE("the thread was interrupted before", Scene::beginInterrupted),
    INTERRUPTED_BEFORE_AND_SET("the thread was interrupted before, and it was set", scene -> {
        scene.change(Change.SET);
        scene.beginInterrupted();
    }),
    INTERRUPTED_BEFORE_AND_NO_TIME("the thread was interrupted before, and there is no time to wait", Duration.ZERO,
            Scene::beginInterrupted),
    INTERRUPTED_UNTIL_TIME("the thread was interrupted before, and the time runs out", Duration.ofMillis(2),
            Scene::beginInterrupted),
    INTERRUPTED("the thread is interrupted", scene -> {
        scene.begin();
        scene.world.interrupt(scene.party);
    }),
    INTERRUPTED_OFTEN("the thread is interrupted again and again, and then a pulse comes", scene -> {
        scene.begin();
        scene.world.interruptOnly(scene.party, false);
        scene.world.interrupt(scene.party);
        scene.world.interrupt(scene.party);
        scene.change(Change.PULSE);
    }),
    INTERRUPTED_AND_SET("the thread is interrupted, and before it runs it is set", scene -> {
        scene.begin();
        scene.world.interruptOnly(scene.party, false);
        scene.change(Change.SET);
    }),
    SET_AND_INTERRUPTED("it is set, and before the thread runs it is interrupted", scene -> {
        scene.begin();
        scene.world.changeOnly(scene.origin, Change.SET);
        scene.world.interruptOnly(scene.party, true);
        scene.world.settle();
    }),
    PULSE_AND_INTERRUPTED("a pulse comes, and before the thread runs it is interrupted", scene -> {
        scene.begin();
        scene.world.changeOnly(scene.origin, Change.PULSE);
        scene.world.interruptOnly(scene.party, true);
        scene.world.settle();
    }),
    CANCELLED("the future is cancelled", scene -> {
        scene.begin();
        scene.world.endFuture(scene.party, "cancelled");
    }),
    COMPLETED("the future is completed by somebody else", scene -> {
        scene.begin();
        scene.world.endFuture(scene.party, "completed");
    }),
    FAILED("the future is completed exceptionally by somebody else", scene -> {
        scene.begin();
        scene.world.endFuture(scene.party, "failed");
    }),
    SET_AND_CANCELLED("it is set, and then the future is cancelled", scene -> {
        scene.begin();
        scene.change(Change.SET);
        scene.world.endFuture(scene.party, "cancelled");
    });

    /** What is done to a scene. */
    interface Action {
        void to(Scene scene) throws Exception;
    }

    final Duration time;
    final Action action;
    private final String text;

    Happens(String text, Action action) {
        this(text, World.LONG, action);
    }

    Happens(String text, Duration time, Action action) {
        this.text = text;
        this.time = time;
        this.action = action;
    }

    boolean isOfTime() {
        return !time.equals(World.LONG);
    }

    boolean isOfThreads() {
        return text.contains("the thread");
    }

    boolean isOfFutures() {
        return text.contains("the future");
    }

    @Override
    public String toString() {
        return text;
    }
}
