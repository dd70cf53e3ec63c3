// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.support.Kind;
import java.time.Duration;
import java.util.List;

/** Somebody waits among others, and one of them can't be unparked. */
public record FailingUnpark(Way way, Subject subject, HeldSetter.By by, Others others, Kind thread) implements Play {
    @Override
    public List<Enum<?>> values() {
        return List.of(way, subject, by, others, thread);
    }

    @Override
    public boolean meansSomething() {
        return Play.super.meansSomething() && by.isAllowed(subject) && !others.take();
    }

    @Override
    public void play(Duration patience) throws Exception {
        Scene scene = new Scene(this, World.LONG, patience);
        scene.begin();
        scene.world.changeWithFailure(by.view(scene), by.change);
        scene.world.finish();
    }
}
