// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import io.github.wakegate.Event;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** The public operations, one after the other, beside a crowd: how many steps of the stepped library each takes. */
public final class Operations implements Callable<Map<String, Long>> {
    private static final Duration INSTANT = Duration.ofNanos(1);

    private final Crowd crowd;
    private final Event event;
    private final boolean pulse;
    private final int repeats;
    private final Map<String, Long> steps = new LinkedHashMap<>();
    private final Map<String, Waiter<?>> waiters = new LinkedHashMap<>();

    /** The crowd goes because the event is set, or, so that there is less to measure, because it is pulsed. */
    Operations(String members, int n, boolean pulse) throws Exception {
        crowd = new Crowd(Crowd.Of.valueOf(members)).join(n);
        event = crowd.event;
        this.pulse = pulse;
        repeats = members.equals("TAKERS") ? 100 : 2_000; // leaving is slow in their queue
    }

    @Override
    public Map<String, Long> call() throws Exception {
        if (!pulse) {
            whileClear("");
            for (Form form : Form.values()) {
                above(form.name(), () -> form.await(event));
            }
            above("AWAIT_AND_CLEAR", crowd::takeAndPassOn);
        }
        change();
        if (!pulse) {
            whileClear(", the crowd gone");
            event.set();
            whileSet();
        }
        return steps;
    }

    private void whileClear(String when) throws Exception {
        reading(" while clear" + when);
        once("clear() while clear" + when, event::clear);
        once("set() of the inverse while set" + when, event.inverse()::set);
        once("await() of the inverse while set" + when, event.inverse()::await);
        once("whenSet() of the inverse while set" + when, event.inverse()::whenSet);
        repeated("whenSet(), cancelled" + when, () -> event.whenSet().cancel(false));
        repeated("whenSet(Executor), cancelled" + when, () -> event.whenSet(Runnable::run).cancel(false));
        for (Form form : Form.values()) {
            if (form.name().matches(Form.TIMED)) {
                repeated(form + ", timed out" + when, () -> form.await(event, INSTANT));
                repeated(form + ", no time" + when, () -> form.await(event, Duration.ZERO));
            }
        }
        repeated("AWAIT_AND_CLEAR_DURATION, timed out" + when, () -> taken(INSTANT));
        repeated("AWAIT_AND_CLEAR_DURATION, no time" + when, () -> taken(Duration.ZERO));
    }

    private boolean taken(Duration timeout) throws InterruptedException {
        return event.awaitAndClear(timeout);
    }

    private void whileSet() throws Exception {
        reading(" while set");
        once("set() while set", event::set);
        once("whenSet() while set", event::whenSet);
        for (Form form : Form.values()) {
            once(form + ", set already", () -> form.await(event));
            if (isInterruptible(form.name())) {
                once(form + ", interrupted on entry", () -> interrupted(() -> form.await(event)));
            }
        }
        once("AWAIT_AND_CLEAR, set already", event::awaitAndClear);
        once("set()", event::set);
        once("pulse() while set", event::pulse);
        event.set();
        once("clear()", event::clear);
    }

    private void reading(String when) throws Exception {
        once("isSet()" + when, event::isSet);
        once("next()" + when, event::next);
        once("inverse()" + when, event::inverse);
        once("named()" + when, () -> event.named("name"));
        once("getQueueLength()" + when, event::getQueueLength);
        once("toString()" + when, event::toString);
    }

    private void once(String operation, Tally.Action action) throws Exception {
        steps.put(operation, Tally.of(action));
    }

    /** What begins a wait is repeated, since one of many may have to sweep out what others left: the mean counts. */
    private void repeated(String operation, Tally.Action action) throws Exception {
        steps.put(operation, Tally.of(() -> {
            for (int i = 0; i < repeats; i++) {
                action.run();
            }
        }) / repeats);
    }

    private static boolean isInterruptible(String form) {
        return !form.contains("UNINTERRUPTIBLY");
    }

    static void interrupted(Tally.Action wait) throws Exception {
        Thread.currentThread().interrupt();
        try {
            wait.run();
        } catch (InterruptedException e) {
            return;
        }
        throw new AssertionError("not interrupted");
    }

    /** Another thread waits above the crowd, and is interrupted, if that ends its wait. One more stays. */
    private void above(String form, Tally.Action wait) throws Exception {
        Waiter<?> waiter = begin(form, wait);
        if (isInterruptible(form)) {
            Tally tally = new Tally();
            tally.during(() -> {
                waiter.thread.interrupt();
                waiter.result();
            });
            steps.put(form + ", interrupted", tally.of(waiter.thread));
            begin(form, wait);
        }
    }

    private Waiter<?> begin(String form, Tally.Action wait) throws Exception {
        Tally tally = new Tally();
        tally.during(() -> waiters.put(form, Crowd.wait(1, wait).get(0)));
        Waiter<?> waiter = waiters.get(form);
        steps.put(form + ", until it parks", tally.of(waiter.thread));
        return waiter;
    }

    private void change() throws Exception {
        String change = pulse ? "pulse() while clear" : "set() while clear";
        Tally tally = new Tally();
        tally.during(() -> {
            if (pulse) {
                event.pulse();
            } else {
                event.set();
            }
            steps.put(change, tally.of(Thread.currentThread()));
            for (Waiter<?> waiter : waiters.values()) {
                waiter.result(Crowd.PATIENCE);
            }
            if (!pulse) {
                crowd.disperse();
            }
        });
        if (!pulse) {
            steps.put("set(), until all have gone", tally.total());
        }
        waiters.forEach((form, waiter) -> steps.put(form + ", released", tally.of(waiter.thread)));
        event.set();
        crowd.disperse();
        event.clear();
    }
}
