// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A thread that is interrupted, and a flag that is set. */
class InterruptTest {
    static class WithEvent {
        final Event open = new Event();

        void pass() throws InterruptedException {
            if (!open.isSet()) {
                open.await();
            }
        }
    }

    @Test
    void monitorLetsAnInterruptedThreadPass() throws Exception {
        MonitorTest.Textbook gate = new MonitorTest.Textbook();
        gate.open();
        assertTrue(Background.call(() -> {
            Thread.currentThread().interrupt();
            gate.pass();
            return Thread.interrupted();
        }).result());
    }

    /** The trap: a set event throws, as a latch does. */
    @Test
    void awaitThrows() throws Exception {
        Event open = new Event(true);
        CountDownLatch latch = new CountDownLatch(0);
        assertFalse(Background.call(() -> {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, open::await);
            assertFalse(Thread.interrupted());
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, latch::await);
            return Thread.interrupted();
        }).result());
    }

    @Test
    void lookingFirstDoesNot() throws Exception {
        WithEvent gate = new WithEvent();
        gate.open.set();
        assertTrue(Background.call(() -> {
            Thread.currentThread().interrupt();
            gate.pass();
            return Thread.currentThread().isInterrupted();
        }).result());
        gate.open.clear();
        assertFalse(Background.call(() -> {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, gate::pass);
            return Thread.interrupted();
        }).result());
    }
}
