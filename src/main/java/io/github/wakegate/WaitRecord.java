// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** What Flight Recorder shows of a wait that parked. Not loaded before there is a recording. */
@Name("io.github.wakegate.Wait")
@Label("Wait for an Event")
@Category("Wakegate")
@Description("A thread was parked until an event was set, or until it gave up")
@Threshold("20 ms")
final class WaitRecord extends jdk.jfr.Event {
    /** So many events of an awaitAny are named. */
    private static final int FEW = 8;

    /** Never recorded itself. */
    private static final WaitRecord PROBE = new WaitRecord();

    @Label("Event")
    @Description("Class and identity, as in the event's toString and in a thread dump; of an awaitAny the first few")
    private @Nullable String event;

    @Label("Name")
    private @Nullable String name;

    @Label("Number of Events")
    private int events;

    @Label("Outcome")
    @Description("set, timed out, interrupted or failed")
    private String outcome = "failed";

    static boolean isWanted() {
        return PROBE.isEnabled();
    }

    static boolean block(ThreadWait.Goal goal, long epoch, long deadline, boolean interruptible) {
        WaitRecord rec = new WaitRecord();
        rec.begin();
        try {
            boolean over = goal.block(epoch, deadline, interruptible);
            rec.outcome = over ? "set"
                    : interruptible && Thread.currentThread().isInterrupted() ? "interrupted" : "timed out";
            return over;
        } finally {
            rec.end();
            if (rec.shouldCommit()) {
                Event[] events = goal.events(epoch);
                rec.events = goal.size();
                rec.event = all(events, Event::identity);
                rec.name = all(events, Event::name);
                rec.commit();
            }
        }
    }

    private static @Nullable String all(Event[] events, Function<Event, @Nullable String> text) {
        String all = Arrays.stream(events).limit(FEW).map(text).filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? null : all;
    }
}
