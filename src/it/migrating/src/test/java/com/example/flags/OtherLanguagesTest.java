// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The flags of other languages, in Java. */
class OtherLanguagesTest {
    private final List<String> said = new ArrayList<>();

    private void say(String what) {
        said.add(what);
    }

    @Test
    void python() throws Exception {
        Event event = new Event();
        if (!event.await(Duration.ofMillis(25))) {
            say("timed out");
        }
        event.set();
        assertTrue(event.isSet());
        assertTrue(event.await(Duration.ofMillis(25)));
        event.clear();
        assertFalse(event.isSet());
        assertEquals(List.of("timed out"), said);
    }

    @Test
    void dotNet() throws Exception {
        Event data = new Event();
        Event stop = new Event();
        Event first = Event.awaitAny(Duration.ofMillis(25), data, stop);
        assertNull(first);
        stop.set();
        assertSame(stop, Event.awaitAny(data, stop));
        data.set();
        Event.awaitAll(data, stop);
        data.awaitAndClear();
        assertFalse(data.isSet());
    }

    @Test
    void cpp() {
        Event notification = Event.oneShot();
        notification.set();
        notification.awaitUninterruptibly();
        assertTrue(notification.isSet());
        assertFalse(notification.set());
    }

    /** WaitAll on Windows wants all set at one moment. These two never are. */
    @Test
    void awaitAllIsNotWaitAll() throws Exception {
        Event first = new Event();
        Event second = new Event();
        Background<Void> waiter = Background.run(() -> Event.awaitAll(first, second)).blocked();
        first.set();
        first.clear();
        second.set();
        waiter.result();
        assertFalse(first.isSet());
    }

    static class AllAtOnce {
        private final Event changed = new Event();
        private volatile boolean first;
        private volatile boolean second;

        void first(boolean set) {
            first = set;
            changed.pulse();
        }

        void second(boolean set) {
            second = set;
            changed.pulse();
        }

        void await() throws InterruptedException {
            while (true) {
                Event next = changed.next();
                if (first && second) return;
                next.await();
            }
        }
    }

    @Test
    void waitAll() throws Exception {
        AllAtOnce both = new AllAtOnce();
        Background<Void> waiter = Background.run(both::await).blocked();
        both.first(true);
        both.first(false);
        both.second(true);
        waiter.assertStranded();
        both.first(true);
        waiter.result();
    }

    @Test
    void tokio() throws Exception {
        Event notify = new Event();
        Event notified = notify.next();
        notify.pulse();
        notified.await();
        assertFalse(notify.isSet());
        notify.set();
        notify.set();
        assertTrue(notify.awaitAndClear(Duration.ZERO));
        assertFalse(notify.awaitAndClear(Duration.ZERO));
    }

    /** notify_waiters() keeps a permit that notify_one() has stored; a pulse clears it. */
    @Test
    void tokioKeepsItsPermit() throws Exception {
        Event notify = new Event();
        notify.set();
        notify.pulse();
        assertFalse(notify.awaitAndClear(Duration.ZERO));
    }

    @Test
    void atomicFlag() throws Exception {
        Event flag = new Event();
        boolean before = !flag.set();
        assertFalse(before);
        flag.await();
        Background<Void> waiter = Background.run(flag.inverse()::await).blocked();
        flag.clear();
        waiter.result();
    }

    @Test
    void asyncManualResetEvent() {
        Event event = new Event();
        CompletableFuture<Void> waiting = event.whenSet(Runnable::run);
        event.pulse();
        assertTrue(waiting.isDone());
        assertFalse(event.whenSet().isDone());
    }
}
