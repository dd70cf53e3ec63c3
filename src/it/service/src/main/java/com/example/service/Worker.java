// SPDX-License-Identifier: Apache-2.0
package com.example.service;

import io.github.wakegate.Event;

/** Does one step after the other, can be paused and resumed, and ends when it is told to stop, paused or not. */
public final class Worker implements Runnable {
    private final Runnable step;
    private final Event running = new Event(true);
    private final Event stop = Event.oneShot();

    void work() throws InterruptedException {
        while (Event.awaitAny(stop, running) != stop) step();
    }

    public Worker(Runnable step) {
        this.step = step;
    }

    private void step() {
        step.run();
    }

    public void pause() {
        running.clear();
    }

    public void resume() {
        running.set();
    }

    public void stop() {
        stop.set();
    }

    @Override
    public void run() {
        try {
            work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
