// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Waiting until a flag is set, and until it is clear. */
class BothDirectionsTest {
    static class TwoEvents {
        final Event open = new Event(true);
        final Event closed = new Event();

        void open() {
            closed.clear();
            open.set();
        }

        void close() {
            open.clear();
            closed.set();
        }
    }

    /** One thread opens it while another is halfway through closing it. */
    @Test
    void twoEventsComeApart() {
        TwoEvents door = new TwoEvents();
        door.open.inverse().whenSet(Runnable::run).thenRun(() -> {
            try {
                Background.run(door::open).result();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        door.close();
        assertTrue(door.open.isSet());
        assertTrue(door.closed.isSet());
    }

    @Test
    void oneEventIsEither() throws Exception {
        Door door = new Door();
        assertTrue(door.awaitClosed(Duration.ZERO));
        door.open();
        assertFalse(door.closed.isSet());
        door.awaitOpen();
        assertFalse(door.awaitClosed(Duration.ofMillis(1)));
        assertSame(door.open, door.closed.inverse());
    }

    @Test
    void neitherDirectionMissesAShortChange() throws Exception {
        Door door = new Door();
        Background<Void> passing = Background.run(door::awaitOpen).blocked();
        door.open();
        door.close();
        passing.result();
        door.open();
        Background<Boolean> locking = Background.call(() -> door.awaitClosed(Background.PATIENCE)).blocked();
        door.close();
        door.open();
        assertTrue(locking.result());
    }

    /** Two threads hand off to each other over the one flag. */
    @Test
    void handOff() throws Exception {
        Door door = new Door();
        int rounds = 10_000;
        int[] passed = new int[1];
        Background<Void> other = Background.run(() -> {
            for (int i = 0; i < rounds; i++) {
                door.open.await();
                passed[0]++;
                door.close();
            }
        });
        for (int i = 0; i < rounds; i++) {
            door.open();
            assertTrue(door.awaitClosed(Background.PATIENCE));
            assertEquals(i + 1, passed[0]);
        }
        other.result();
    }
}
