// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

/** A bean with a thread of its own that ends, without delay, when the application does. */
class SpringTest {
    static class Poller implements SmartLifecycle {
        private final Event stopped = new Event(true);
        private final Event ended = new Event(true);
        private final AtomicInteger polls = new AtomicInteger();

        @Override
        public void start() {
            stopped.clear();
            ended.clear();
            new Thread(this::poll, "poller").start();
        }

        private void poll() {
            try {
                do {
                    polls.incrementAndGet();
                } while (!stopped.awaitUninterruptibly(Duration.ofHours(1)));
            } finally {
                ended.set();
            }
        }

        @Override
        public void stop(Runnable callback) {
            stopped.set();
            ended.whenSet().thenRun(callback);
        }

        @Override
        public void stop() {
            stopped.set();
            ended.awaitUninterruptibly();
        }

        @Override
        public boolean isRunning() {
            return !ended.isSet();
        }
    }

    @Test
    void endsWithTheApplication() throws Exception {
        GenericApplicationContext context = new GenericApplicationContext();
        context.registerBean(Poller.class);
        context.refresh();
        Poller poller = context.getBean(Poller.class);
        Background.run(context::close).result();
        assertFalse(poller.isRunning());
        assertEquals(1, poller.polls.get());
    }
}
