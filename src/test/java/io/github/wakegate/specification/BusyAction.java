// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.support.Kind;
import java.time.Duration;
import java.util.List;

/** Somebody waits, a future waits above, and its action keeps the setter busy. */
public record BusyAction(Way way, Subject subject, HeldSetter.By by, Others others, Kind thread) implements Play {
    @Override
    public List<Enum<?>> values() {
        return List.of(way, subject, by, others, thread);
    }

    @Override
    public boolean meansSomething() {
        return Play.super.meansSomething() && !way.isFuture() && by.isAllowed(subject) && !others.take();
    }

    @Override
    public void play(Duration patience) throws Exception {
        Scene scene = new Scene(this, World.LONG, patience);
        scene.begin();
        scene.world.changeWithBusyAction(by.view(scene), by.change, scene.it);
        scene.world.finish();
    }
}
