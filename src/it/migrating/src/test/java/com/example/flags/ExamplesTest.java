package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.wakegate.Event;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of the README and of the Javadoc. */
@Timeout(60)
class ExamplesTest {
    @Test
    void readme() throws Exception {
        PrintStream terminal = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        try {
            Event ready = new Event();

            Thread client = new Thread(() -> {
                try {
                    System.out.println(ready.await(Duration.ofSeconds(5)) ? "connected" : "gave up");
                } catch (InterruptedException e) {
                    System.out.println("told to stop");
                }
            });
            client.start();
            ready.set();            // wakes all waiting threads; later calls return at once
            client.join();
        } finally {
            System.setOut(terminal);
        }
        assertEquals("connected", printed.toString().strip());
    }

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
            private final Event ready = new Event();

            void start() {
                openConnections();
                ready.set();
            }

            void suspend() {
                ready.clear();
                closeConnections();
            }

            Reply call(Request request) throws InterruptedException, TimeoutException {
                if (!ready.await(Duration.ofSeconds(5))) throw new TimeoutException("service not ready");
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
}
