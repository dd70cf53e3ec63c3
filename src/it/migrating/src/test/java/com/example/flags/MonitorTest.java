// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import org.junit.jupiter.api.Test;

/** A volatile flag with wait and notifyAll. */
class MonitorTest {
    static class Careless {
        private final Object lock = new Object();
        private volatile boolean open;

        void open() {
            open = true;
            synchronized (lock) {
                lock.notifyAll();
            }
        }

        void pass() throws InterruptedException {
            while (!open) {
                synchronized (lock) {
                    lock.wait();
                }
            }
        }
    }

    static class Textbook {
        private boolean open;

        synchronized void open() {
            open = true;
            notifyAll();
        }

        synchronized void close() {
            open = false;
        }

        synchronized void pass() throws InterruptedException {
            while (!open) {
                wait();
            }
        }
    }

    /** It looked, the gate was opened, and then it began to wait. */
    @Test
    void carelessWaitsAtAnOpenGate() {
        Careless gate = new Careless();
        Background<Void> waiter;
        synchronized (gate.lock) {
            waiter = Background.run(gate::pass).blocked();
            gate.open();
        }
        waiter.assertStranded();
    }

    /** Open and closed again before the woken thread gets hold of the monitor. */
    @Test
    void textbookMissesAShortOpening() {
        Textbook gate = new Textbook();
        Background<Void> waiter = Background.run(gate::pass).blocked();
        synchronized (gate) {
            gate.open();
            gate.close();
        }
        waiter.assertStranded();
    }

    @Test
    void textbookSetterIsBlockedByTheHolderOfTheMonitor() {
        Textbook gate = new Textbook();
        synchronized (gate) {
            Background.run(gate::open).blocked().assertStranded();
        }
    }

    @Test
    void eventLosesNeither() throws Exception {
        Gate gate = new Gate();
        Background<Void> waiter = Background.run(gate::pass).blocked();
        synchronized (gate) {
            synchronized (gate.open) {
                Background.run(() -> {
                    gate.open();
                    gate.close();
                }).result();
                waiter.result();
            }
        }
        Background.run(gate::pass).blocked();
    }
}
