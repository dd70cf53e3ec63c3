// SPDX-License-Identifier: Apache-2.0
package quickstart;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * A day at the market. A buyer and a seller wait for the retailer to open the shop; the buyer loses patience once, and
 * waits again. Who comes after the shop has closed waits until it opens again. When the day is over all go home.
 */
public final class Market {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long START = System.nanoTime();

    /** Set and cleared as often as the shop opens and closes. */
    private final Event open = new Event();

    /** The buyer tells the retailer that it timed out. */
    private final Event impatient = new Event();

    /** Set once, forever. */
    private final Event dayOver = Event.oneShot();

    /** A plain field: a thread that {@code open} releases sees what was written before it was set. */
    private int price;

    public static void main(String[] args) throws Exception {
        Thread.currentThread().setName("retailer");
        new Market().day();
    }

    private void day() throws Exception {
        FutureTask<Integer> seller = arrive("seller", () -> {
            say("waits for the shop to open");
            open.await();
            say("sells at " + price);
            return leave(price);
        });
        FutureTask<Integer> buyer = arrive("buyer", () -> {
            say("waits for the shop to open, 300 ms at the most");
            check(!open.await(Duration.ofMillis(300)), "a wait that nobody ends times out");
            say("timed out, the shop is still closed; waits again");
            impatient.set();
            check(open.await(PATIENCE), "set() ends a timed wait");
            say("buys at " + price);
            return leave(price);
        });

        check(impatient.await(PATIENCE), "the buyer timed out");
        untilWaiting(open, 2);
        say("opens the shop      open.set()");
        price = 42;
        check(open.set(), "set() tells that it changed the event");

        untilWaiting(dayOver, 2);
        say("closes the shop     open.clear()");
        check(open.clear(), "clear() tells that it changed the event");

        FutureTask<Integer> latecomer = arrive("latecomer", () -> {
            say("finds the shop closed, waits");
            check(open.await(PATIENCE), "set() ends a timed wait even if clear() follows at once");
            say("buys at " + price);
            return leave(price);
        });

        untilWaiting(open, 1);
        say("opens for a moment  open.pulse()");
        price = 40;
        check(open.pulse(), "pulse() answers as set() would");

        untilWaiting(dayOver, 3);
        say("ends the day        dayOver.set()");
        check(dayOver.set(), "set() tells that it changed the event");

        check(seller.get() == 42 && buyer.get() == 42, "both traded at the price written before the first set()");
        check(latecomer.get() == 40, "the latecomer waited for the second set()");
        try {
            dayOver.clear();
            throw new AssertionError("broken promise: a one-shot event can't be cleared");
        } catch (UnsupportedOperationException e) {
            say("can't turn it back  dayOver.clear(): " + e.getMessage());
        }
        say("closes the books: everything went as promised");
    }

    private static FutureTask<Integer> arrive(String name, Callable<Integer> visit) {
        FutureTask<Integer> task = new FutureTask<>(visit);
        Thread person = new Thread(task, name);
        person.setDaemon(true);
        person.start();
        return task;
    }

    private int leave(int paid) throws InterruptedException {
        check(dayOver.await(PATIENCE), "set() ends the wait of everybody");
        say("goes home");
        return paid;
    }

    private static void untilWaiting(Event event, int people) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            check(System.nanoTime() < deadline, people + " people wait for " + event);
            MILLISECONDS.sleep(200); // so that a reader can follow the timeline
        } while (event.getQueueLength() != people);
    }

    private static void say(String what) {
        System.out.printf("%5d ms  %-10s %s%n",
                NANOSECONDS.toMillis(System.nanoTime() - START), Thread.currentThread().getName(), what);
    }

    private static void check(boolean kept, String promise) {
        if (!kept) {
            throw new AssertionError("broken promise: " + promise);
        }
    }
}
