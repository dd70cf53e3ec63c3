// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

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
final class Waited extends jdk.jfr.Event {
    /** Never recorded itself. */
    private static final Waited PROBE = new Waited();

    @Label("Event")
    @Description("Class and identity, as in the event's toString and in a thread dump")
    private @Nullable String event;

    @Label("Name")
    private @Nullable String name;

    @Label("Outcome")
    @Description("set, timed out, interrupted or failed")
    private String outcome = "failed";

    @Label("Virtual Thread")
    private boolean virtual;

    static boolean isWanted() {
        return PROBE.isEnabled();
    }

    static boolean park(Wait.Goal goal, Wait wait) throws InterruptedException {
        Waited waited = new Waited();
        waited.begin();
        try {
            boolean over = goal.park(wait);
            waited.outcome = over ? "set" : "timed out";
            return over;
        } catch (InterruptedException e) {
            waited.outcome = "interrupted";
            throw e;
        } finally {
            waited.end();
            if (waited.shouldCommit()) {
                waited.event = all(goal, Event::identity);
                waited.name = all(goal, some -> some.sync.name());
                waited.virtual = Wait.inVirtualThread();
                waited.commit();
            }
        }
    }

    private static @Nullable String all(Wait.Goal goal, Function<Event, @Nullable String> text) {
        String all = goal.events().stream().map(text).filter(Objects::nonNull).collect(Collectors.joining(", "));
        return all.isEmpty() ? null : all;
    }
}
