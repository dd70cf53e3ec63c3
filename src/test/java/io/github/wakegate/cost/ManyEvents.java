// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import io.github.wakegate.Event;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Waits for n events: how many steps of the stepped library each takes. */
public final class ManyEvents implements Callable<Map<String, Long>> {
    /** More are not waited for by awaitAny, as long as that takes the square of their number. */
    static final int FEW = 1_000;

    private static final Duration INSTANT = Duration.ofNanos(1);

    private final Map<String, Long> steps = new LinkedHashMap<>();
    private final Event[] events;
    private final Event first;
    private final Event last;

    ManyEvents(int n) {
        events = Stream.generate(Event::new).limit(n).toArray(Event[]::new);
        first = events[0];
        last = events[n - 1];
    }

    @Override
    public Map<String, Long> call() throws Exception {
        once("awaitAny, no time", () -> any(Duration.ZERO));
        once("awaitAll, no time", () -> all(Duration.ZERO));
        if (events.length <= FEW) {
            once("awaitAny, timed out", () -> any(INSTANT));
            Event[] same = Collections.nCopies(events.length, first).toArray(Event[]::new);
            once("awaitAny of the same, timed out", () -> check(Event.awaitAny(INSTANT, same) == null));
            interrupted("awaitAny", () -> Event.awaitAny(events));
            released("awaitAny", () -> Event.awaitAny(events), last);
            last.clear();
        }
        once("awaitAll, timed out", () -> all(INSTANT));
        interrupted("awaitAll", () -> Event.awaitAll(events));
        released("awaitAll", () -> Event.awaitAll(events), events);
        once("awaitAny, set already", () -> Event.awaitAny(events));
        once("awaitAll, set already", () -> Event.awaitAll(events));
        once("awaitAny, interrupted on entry", () -> Operations.interrupted(() -> Event.awaitAny(events)));
        once("awaitAll, interrupted on entry", () -> Operations.interrupted(() -> Event.awaitAll(events)));
        Arrays.asList(events).subList(0, events.length - 1).forEach(Event::clear);
        once("awaitAny, the last is set", () -> Event.awaitAny(events));
        return steps;
    }

    private void any(Duration timeout) throws InterruptedException {
        check(Event.awaitAny(timeout, events) == null);
    }

    private void all(Duration timeout) throws InterruptedException {
        check(!Event.awaitAll(timeout, events));
    }

    private static void check(boolean answer) {
        if (!answer) {
            throw new AssertionError("the wrong answer");
        }
    }

    private void once(String operation, Tally.Action action) throws Exception {
        steps.put(operation, Tally.of(action));
    }

    private void interrupted(String form, Tally.Action wait) throws Exception {
        ends(form + ", interrupted", wait, waiter -> waiter.thread.interrupt());
    }

    private void released(String form, Tally.Action wait, Event... by) throws Exception {
        ends(form + ", released", wait, unused -> List.of(by).forEach(Event::set));
    }

    private interface End {
        void of(Waiter<?> waiter);
    }

    /** The steps of the thread that waits, from the beginning of its wait to its end. */
    private void ends(String operation, Tally.Action wait, End end) throws Exception {
        Tally tally = new Tally();
        tally.during(() -> {
            Waiter<?> waiter = Crowd.wait(1, wait).get(0);
            end.of(waiter);
            waiter.result();
            steps.put(operation, tally.of(waiter.thread));
        });
    }
}
