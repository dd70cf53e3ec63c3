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
import org.junit.jupiter.api.Test;

/** What Python, .NET and C++ have, in Java. */
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
}
