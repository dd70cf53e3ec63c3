package com.example.flags;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of the README and of the Javadoc. */
@Timeout(60)
class ExamplesTest {
    private final long deadline = System.nanoTime() + SECONDS.toNanos(5);

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
            ready.set();            // releases everybody who waits; who comes later does not wait
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

    /** Around the example: what it takes for granted. */
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

    private volatile boolean ready;

    @Test
    void polling() throws Exception {
        ready = true;
        while (!ready && System.nanoTime() - deadline < 0) Thread.sleep(1);
        // elsewhere
        ready = true;
        assertTrue(System.nanoTime() - deadline < 0);
    }

    @Test
    void monitor() throws Exception {
        Object lock = new Object();
        ready = true;
        synchronized (lock) {
            for (long left; !ready && (left = deadline - System.nanoTime()) > 0; ) {
                NANOSECONDS.timedWait(lock, left);
            }
        }
        // elsewhere
        synchronized (lock) {
            ready = true;
            lock.notifyAll();
        }
        assertTrue(System.nanoTime() - deadline < 0);
    }

    @Test
    void latch() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        Background<Void> waiter = Background.run(() -> {
            latch.await(5, SECONDS);
            // elsewhere
            latch.countDown();
        }).blocked();
        latch.countDown();
        waiter.result();
    }

    @Test
    void event() throws Exception {
        Event ready = new Event();
        Background<Void> waiter = Background.run(() -> {
            ready.await(Duration.ofSeconds(5));
            // elsewhere
            ready.set();
        }).blocked();
        assertFalse(ready.isSet());
        ready.set();
        waiter.result();
    }
}
