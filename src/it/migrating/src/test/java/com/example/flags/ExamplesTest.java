// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of the Javadoc. */
@Timeout(60)
class ExamplesTest {
    record Request(String text) {
    }

    record Reply(String text) {
    }

    /** What the example assumes around it. */
    static class Sample {
        private boolean open;

        void openConnections() {
            open = true;
        }

        void closeConnections() {
            open = false;
        }

        Reply send(Request request) {
            return new Reply(request.text + (open ? " received" : " lost"));
        }

        class Service {
            private final Event ready = new Event().named("service ready");

            void start() {
                openConnections();
                ready.set();
            }

            void suspend() {
                ready.clear();
                closeConnections();
            }

            Reply call(Request request) throws InterruptedException, TimeoutException {
                if (!ready.await(Duration.ofSeconds(5))) {
                    throw new TimeoutException("service not ready");
                }
                return send(request);
            }
        }
    }

    @Test
    void service() throws Exception {
        Sample.Service service = new Sample().new Service();
        Background<Reply> client = Background.call(() -> service.call(new Request("hello"))).blocked();
        service.start();
        assertEquals(new Reply("hello received"), client.result());
        service.suspend();
        assertFalse(service.ready.isSet());
    }

    private final Event paused = new Event();
    private final Event stop = new Event();

    @Test
    void inverse() throws Exception {
        paused.set();
        Background<Void> worker = Background.run(() -> {
            Event resumed = paused.inverse();
            resumed.await(Duration.ofSeconds(5));
            Event.awaitAny(stop, resumed);
        }).blocked();
        paused.clear();
        worker.result();
        assertFalse(stop.isSet());
    }

    private final Event changed = new Event();
    private volatile boolean condition;

    private boolean condition() {
        return condition;
    }

    @Test
    void next() throws Exception {
        Background<Void> waiter = Background.run(() -> {
            while (true) {
                Event next = changed.next();
                if (condition()) break;
                next.await();
            }
            // elsewhere, after each change
            changed.pulse();
        }).blocked();
        Background<Void> neighbour = Background.run(changed::await).blocked();
        condition = true;
        changed.pulse();
        waiter.result();
        neighbour.result();
    }

    @Test
    void pulse() throws Exception {
        Background<Void> waiter = Background.run(() -> {
            changed.await();  // in each of several threads: wait for the next change
            changed.pulse();  // elsewhere: release those that wait now, and no others
        }).blocked();
        changed.pulse();
        waiter.result();
        assertFalse(changed.isSet());
    }

    @Test
    void oneShot() {
        Event stop = Event.oneShot();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::set));
        assertFalse(stop.isSet());
    }

    private final Event work = new Event();
    private final AtomicInteger done = new AtomicInteger();

    private void doAllThereIs() {
        done.incrementAndGet();
    }

    private void workInTurn() throws InterruptedException {
        while (true) {           // in each of several threads
            work.awaitAndClear();
            doAllThereIs();      // each set() is taken by one thread, and two in quick succession may be one
        }
    }

    @Test
    void awaitAndClear() throws Exception {
        Background<Void> one = Background.run(this::workInTurn);
        Background<Void> other = Background.run(this::workInTurn);
        for (int i = 1; i <= 3; i++) {
            work.set();
            untilDone(i);
        }
        assertFalse(work.isSet());
        one.thread.interrupt();
        other.thread.interrupt();
        one.thread.join();
        other.thread.join();
    }

    private void untilDone(int times) {
        while (done.get() < times) {
            Thread.onSpinWait();
        }
    }

    @Test
    void awaitAny() throws Exception {
        Background<Void> worker = Background.run(() -> {
            while (Event.awaitAny(stop, work) != stop) {
                work.clear();
                doAllThereIs();
            }
        });
        work.set();
        untilDone(1);
        stop.set();
        worker.result();
    }

    private final Event connected = new Event();
    private boolean sent;

    private void send() throws InterruptedException, TimeoutException {
        Event first = Event.awaitAny(Duration.ofSeconds(5), stop, connected);
        if (first == null) throw new TimeoutException("not connected");
        if (first == stop) return;
        sent = true;
    }

    @Test
    void awaitAnyWithTimeout() throws Exception {
        connected.set();
        send();
        assertTrue(sent);
    }

    private final Event event = new Event();
    private final Event refreshed = new Event();

    private void refresh() {
        refreshed.set();
    }

    @Test
    void whenSet() throws Exception {
        event.whenSet().thenRun(this::refresh);

        CompletableFuture<Void> inTime = event.whenSet().orTimeout(5, TimeUnit.SECONDS);
        event.set();
        inTime.join();
        refreshed.await();
    }
}
