// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** A semaphore as a gate: each thread takes the permit and gives it back. */
class SemaphoreTest {
    static class ByHand {
        Semaphore permit = new Semaphore(0);

        void open() {
            permit.release();
        }

        void close() {
            permit.drainPermits();
        }

        void pass() throws InterruptedException {
            permit.acquire();
            permit.release();
        }
    }

    /** Closed while a thread has the permit, which the thread then gives back. */
    @Test
    void passingOpensTheClosedGate() throws Exception {
        ByHand gate = new ByHand();
        gate.permit = new Semaphore(1) {
            private static final long serialVersionUID = 1L;

            @Override
            public void release() {
                gate.close();
                super.release();
            }
        };
        gate.pass();
        assertEquals(1, gate.permit.availablePermits());
    }

    /** Open and closed before the woken thread takes the permit, or hands it on. */
    @Test
    void semaphoreMissesAShortOpening() throws Exception {
        ByHand gate = new ByHand();
        Background<Void> first = Background.run(gate.permit::acquire).blocked();
        Background<Void> second = Background.run(gate::pass).blocked();
        gate.open();
        first.result();
        gate.close();
        second.assertStranded();
    }

    @Test
    void eventStaysClosed() throws Exception {
        Gate gate = new Gate();
        Background<Void> first = Background.run(gate::pass).blocked();
        Background<Void> second = Background.run(gate::pass).blocked();
        gate.open();
        gate.close();
        first.result();
        second.result();
        assertFalse(gate.open.await(Duration.ofMillis(1)));
    }
}
