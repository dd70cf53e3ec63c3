// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.support.Kind;
import java.time.Duration;
import java.util.List;

/** Somebody waits in some way for something, something happens, and others wait. */
public record Case(Way way, Subject subject, Happens what, Others others, Kind thread) implements Play {
    @Override
    public List<Enum<?>> values() {
        return List.of(way, subject, what, others, thread);
    }

    @Override
    public boolean meansSomething() {
        return Play.super.meansSomething()
                && (way.isTimed() || !what.isOfTime())
                && (way.isFuture() ? !what.isOfThreads() : !what.isOfFutures())
                && (what != Happens.OPPOSITE_TAKEN || subject.origin().inverse().allowsToTake());
    }

    @Override
    public void play(Duration patience) throws Exception {
        Scene scene = new Scene(this, what.time, patience);
        what.action.to(scene);
        scene.world.finish();
    }
}
