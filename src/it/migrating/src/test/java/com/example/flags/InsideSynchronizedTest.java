// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.wakegate.Event;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A wait inside synchronized: wait() gives up the monitor, await() keeps it. */
class InsideSynchronizedTest {
    private final AtomicInteger steps = new AtomicInteger();

    static class ByHand {
        private boolean paused;

        synchronized void pause() {
            paused = true;
        }

        synchronized void resume() {
            paused = false;
            notifyAll();
        }

        synchronized void step(Runnable step) throws InterruptedException {
            while (paused) {
                wait();
            }
            step.run();
        }
    }

    static class Deadlock {
        private final Event running = new Event(true);

        synchronized void pause() {
            running.clear();
        }

        synchronized void resume() {
            running.set();
        }

        synchronized void step(Runnable step) throws InterruptedException {
            running.await();
            step.run();
        }
    }

    static class WithEvent {
        private final Event running = new Event(true);

        synchronized void pause() {
            running.clear();
        }

        synchronized void resume() {
            running.set();
        }

        void step(Runnable step) throws InterruptedException {
            while (true) {
                running.await();
                synchronized (this) {
                    if (running.isSet()) {
                        step.run();
                        return;
                    }
                }
            }
        }
    }

    @Test
    void waitGivesUpTheMonitor() throws Exception {
        ByHand worker = new ByHand();
        worker.pause();
        Background<Void> thread = Background.run(() -> worker.step(steps::incrementAndGet)).blocked();
        worker.resume();
        thread.result();
    }

    /** The trap: only resume() would release the worker, and it needs the monitor that the worker holds. */
    @Test
    void awaitKeepsTheMonitor() {
        Deadlock worker = new Deadlock();
        worker.pause();
        Background<Void> thread = Background.run(() -> worker.step(steps::incrementAndGet)).blocked();
        Background<Void> resuming = Background.run(worker::resume).blocked();
        resuming.assertStranded();
        thread.assertStranded();
        thread.thread.interrupt();
    }

    @Test
    void awaitOutsideHoldsNothing() throws Exception {
        WithEvent worker = new WithEvent();
        worker.pause();
        Background<Void> thread = Background.run(() -> worker.step(steps::incrementAndGet)).blocked();
        Background.run(worker::resume).result();
        thread.result();
    }

    /** Released, but paused again before it has the monitor: it looks again, and waits on. */
    @Test
    void noStepRunsInAPause() throws Exception {
        WithEvent worker = new WithEvent();
        worker.pause();
        Background<Void> thread = Background.run(() -> worker.step(steps::incrementAndGet)).blocked();
        synchronized (worker) {
            worker.resume();
            thread.blocked(Thread.State.BLOCKED);
            worker.pause();
        }
        thread.blocked(Thread.State.WAITING).assertStranded();
        assertEquals(0, steps.get());
        worker.resume();
        thread.result();
        assertEquals(1, steps.get());
    }
}
