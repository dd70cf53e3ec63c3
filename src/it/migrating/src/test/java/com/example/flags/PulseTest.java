// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A flag that only says: look again. */
class PulseTest {
    static class SetAndClear {
        final Event changed = new Event();

        void changed() {
            changed.set();
            changed.clear();
        }
    }

    static class WithPulse {
        final Event changed = new Event();

        void changed() {
            changed.pulse();
        }
    }

    /** What a thread can do between the two calls: the future is completed inside the first. */
    private static AtomicInteger passesInTheGap(Event changed) {
        AtomicInteger passes = new AtomicInteger();
        Callable<Boolean> pass = () -> changed.await(Duration.ofMillis(1));
        changed.whenSet(Runnable::run).thenRun(() -> {
            try {
                while (passes.get() < 100 && Background.call(pass).result()) {
                    passes.incrementAndGet();
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        return passes;
    }

    @Test
    void oneSetAndClearLetsAThreadPassManyTimes() {
        SetAndClear settings = new SetAndClear();
        AtomicInteger passes = passesInTheGap(settings.changed);
        settings.changed();
        assertEquals(100, passes.get());
    }

    @Test
    void onePulseIsOnePass() {
        WithPulse settings = new WithPulse();
        AtomicInteger passes = passesInTheGap(settings.changed);
        settings.changed();
        assertEquals(0, passes.get());
    }

    @Test
    void aPulseMissesNobody() throws Exception {
        WithPulse settings = new WithPulse();
        Background<Void> first = Background.run(settings.changed::await).blocked();
        Background<Boolean> second = Background.call(() -> settings.changed.await(Background.PATIENCE)).blocked();
        settings.changed();
        first.result();
        assertTrue(second.result());
        assertFalse(settings.changed.isSet());
    }
}
