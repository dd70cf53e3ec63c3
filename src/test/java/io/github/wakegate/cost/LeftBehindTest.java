// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Waiter;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an event keeps of waits that have ended, in objects and bytes. */
class LeftBehindTest {
    /** So many may be left, besides as many as wait now. */
    private static final int SPARE = 64;

    /** The order in which a crowd goes, by the numbers of those who came. */
    enum Order {
        FIRST_COME_FIRST_GONE(n -> IntStream.range(0, n)),
        LAST_COME_FIRST_GONE(n -> IntStream.range(0, n).map(i -> n - 1 - i)),
        ALL_BUT_THE_OLDEST(n -> IntStream.range(1, n)),
        ALL_BUT_THE_YOUNGEST(n -> IntStream.range(0, n - 1)),
        EVERY_SECOND(n -> IntStream.range(0, n / 2).map(i -> 2 * i));

        private final IntFunction<IntStream> going;

        Order(IntFunction<IntStream> going) {
            this.going = going;
        }
    }

    /** Where a thread is in the stack that stays. */
    enum Staying {
        NOBODY, BELOW, ABOVE;

        /** Somebody else comes meanwhile. Returns how many stay. */
        int beside(Event event, Tally.Action comes) throws Exception {
            if (this == BELOW) {
                Crowd.wait(1, event::await);
            }
            comes.run();
            if (this == ABOVE) {
                Crowd.wait(1, event::await);
            }
            return this == NOBODY ? 0 : 1;
        }
    }

    /** At most what those take that wait now, as many that have left, and 64; measured by one of the same kind. */
    private static void assertLittle(Event event, Crowd.Of members, int waiting) throws Exception {
        Reach none = Reach.of(new Event());
        Crowd single = new Crowd(members).join(1);
        Reach one = Reach.of(single.event);
        single.event.set();
        Reach left = Reach.of(event);
        long most = SPARE + 2 * waiting;
        Bound.atMost(none.objects() + most * (one.objects() - none.objects()), left.objects(), "objects left");
        Bound.atMost(none.bytes() + most * (one.bytes() - none.bytes()), left.bytes(), "bytes left");
    }

    static Stream<Object[]> crowds() {
        return Stream.of(Crowd.Of.THREADS, Crowd.Of.THREADS_IN_AWAIT_ANY, Crowd.Of.TAKERS, Crowd.Of.FUTURES,
                Crowd.Of.FUTURES_OF_TWO_EXECUTORS_BY_TURNS).flatMap(crowd -> Stream.of(Order.values())
                .flatMap(order -> Stream.of(Staying.values())
                .map(staying -> new Object[] {crowd, order, staying})));
    }

    /** So many of a kind come and go, in some order, while somebody else may stay. */
    static final class ComeAndGo implements Callable<Void> {
        private final Crowd.Of members;
        private final Order order;
        private final Staying staying;

        ComeAndGo(String members, String order, String staying) {
            this.members = Crowd.Of.valueOf(members);
            this.order = Order.valueOf(order);
            this.staying = Staying.valueOf(staying);
        }

        @Override
        public Void call() throws Exception {
            int n = members.isOfThreads() ? 120 : 10_000;
            int atOnce = members.isOfThreads() ? 1 : n; // threads come in order only one by one
            Crowd crowd = new Crowd(members);
            int others = staying.beside(crowd.event, () -> {
                for (int i = 0; i < n; i += atOnce) {
                    crowd.join(atOnce);
                }
            });
            List<Tally.Action> leaving = crowd.leaving();
            int[] going = order.going.apply(n).toArray();
            for (int i : going) {
                leaving.get(i).run();
            }
            assertLittle(crowd.event, members, n - going.length + others);
            crowd.event.set();
            crowd.disperse();
            return null;
        }
    }

    /** What waits that ended leave behind is bounded by the number of those still waiting now, plus a constant. */
    @ParameterizedTest(name = "{0} leave little, gone {1}, {2} staying")
    @MethodSource("crowds")
    void littleIsLeft(Crowd.Of members, Order order, Staying staying) throws Exception {
        new ComeAndGo(members.name(), order.name(), staying.name()).call();
    }

    /** Also of waits whose time has passed. */
    @ParameterizedTest(name = "10000 times {0}, timed out, leave little")
    @EnumSource(names = Form.TIMED, mode = EnumSource.Mode.MATCH_ALL)
    void littleIsLeftByTimeouts(Form form) throws Exception {
        Event event = new Event();
        Staying.BELOW.beside(event, () -> {
            for (int i = 0; i < 10_000; i++) {
                form.await(event, Duration.ofNanos(1));
            }
        });
        assertLittle(event, form == Form.AWAIT_ANY_DURATION ? Crowd.Of.THREADS_IN_AWAIT_ANY : Crowd.Of.THREADS, 1);
        event.set();
    }

    /** A crowd waits, some of it leave, the others are released; then one after the other comes and goes. */
    static final class AfterACrowd implements Callable<Void> {
        @Override
        public Void call() throws Exception {
            Crowd crowd = new Crowd(Crowd.Of.THREADS).join(400);
            for (Tally.Action leave : crowd.leaving().subList(0, 40)) {
                leave.run();
            }
            crowd.event.set();
            crowd.disperse();
            crowd.event.clear();
            Waiter<?> before = Crowd.wait(1, crowd.event::await).get(0);
            for (int i = 0; i < 200; i++) {
                Waiter<?> next = Crowd.wait(1, crowd.event::await).get(0);
                before.thread.interrupt();
                before.result();
                before = next;
            }
            assertLittle(crowd.event, Crowd.Of.THREADS, 1);
            crowd.event.set();
            return null;
        }
    }

    /** Now: a crowd that was there before does not count. */
    @Test
    void littleIsLeftAfterACrowd() throws Exception {
        new AfterACrowd().call();
    }

    /** What waits takes memory in proportion to its number, and nothing is left of it once the event is set. */
    @ParameterizedTest(name = "1000 {0} take memory in proportion to their number, until the event is set")
    @EnumSource
    void inProportion(Crowd.Of members) throws Exception {
        Crowd crowd = new Crowd(members).join(1_000);
        int each = members.isOfThreads() || members.name().contains("FUTURES") ? 500 : 0;
        Bound.atMost(10_000 + each * 1_000, Reach.of(crowd.event).bytes(), "bytes");
        crowd.event.set();
        crowd.disperse();
        Bound.atMost(Reach.of(new Event()).objects() + 20, Reach.of(crowd.event).objects(), "objects left");
    }

    /** Futures take memory in proportion to those that remain. */
    @Test
    void oneFutureRemains() throws Exception {
        Crowd crowd = new Crowd(Crowd.Of.FUTURES).join(100_000);
        for (Tally.Action cancel : crowd.leaving().subList(1, 100_000)) {
            cancel.run();
        }
        Bound.atMost(10_000, Reach.of(crowd.event).bytes(), "bytes of 100,000 futures, of which one remains");
    }

    /** How a wait for two events ends. */
    enum Ending {
        ANY_BY_AN_INTERRUPT, ANY_BY_THE_OTHER_EVENT, ALL_BY_AN_INTERRUPT;

        void await(Event... events) throws InterruptedException {
            if (this == ALL_BY_AN_INTERRUPT) {
                Event.awaitAll(events);
            } else {
                Event.awaitAny(events);
            }
        }
    }

    static Stream<Object[]> endings() {
        return Stream.of(Ending.values()).flatMap(ending -> Stream.of(Staying.values())
                .map(staying -> new Object[] {ending, staying}));
    }

    /** A wait that ended keeps nothing of the application reachable: no thread, and no other event. */
    @ParameterizedTest(name = "a wait for {0} keeps neither event nor thread, {1} staying")
    @MethodSource("endings")
    void endedWaitKeepsNothing(Ending ending, Staying staying) throws Exception {
        Event stop = new Event();
        List<Event> own = new ArrayList<>();
        List<Waiter<Object>> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Event other = new Event();
            own.add(other);
            staying.beside(stop, () -> waiters.addAll(Crowd.wait(1, () -> ending.await(stop, other))));
            if (ending == Ending.ANY_BY_THE_OTHER_EVENT) {
                other.set();
            } else {
                waiters.get(i).thread.interrupt();
            }
            waiters.get(i).result();
        }
        Reach left = Reach.of(stop);
        assertTrue(own.stream().noneMatch(left::contains), "another event");
        assertTrue(waiters.stream().noneMatch(waiter -> left.contains(waiter.thread)), "a thread");
        stop.set();
    }

    /** A future is cancelled while somebody else stays. */
    static final class Cancelled implements Callable<Void> {
        private final Staying staying;

        Cancelled(String staying) {
            this.staying = Staying.valueOf(staying);
        }

        @Override
        public Void call() throws Exception {
            Event event = new Event();
            Executor executor = task -> new Thread(task).start();
            List<CompletableFuture<Void>> future = new ArrayList<>();
            staying.beside(event, () -> future.add(event.whenSet(executor)));
            assertTrue(Reach.of(event).contains(executor), "an executor is seen");
            future.get(0).cancel(false);
            Reach left = Reach.of(event);
            assertFalse(left.contains(future.get(0)), "the future");
            assertFalse(left.contains(executor), "the executor");
            event.set();
            return null;
        }
    }

    /** Nor does a future that was cancelled: neither itself, with all its actions, nor its executor. */
    @ParameterizedTest(name = "a cancelled future keeps nothing, {0} staying")
    @EnumSource
    void cancelledFutureKeepsNothing(Staying staying) throws Exception {
        new Cancelled(staying.name()).call();
    }

    /** How futures come to be done. */
    enum Doing {
        CANCELLED_IN_ORDER, CANCELLED_NEWEST_FIRST, SET;

        void to(Event event, List<CompletableFuture<Void>> futures) {
            if (this == SET) {
                event.set();
                return;
            }
            int last = futures.size() - 1;
            for (int i = 0; i <= last; i++) {
                futures.get(this == CANCELLED_IN_ORDER ? i : last - i).cancel(false);
            }
        }
    }

    /** Futures that are done: does who keeps one keep another? */
    static final class Done implements Callable<Void> {
        private final Doing doing;

        Done(String doing) {
            this.doing = Doing.valueOf(doing);
        }

        @Override
        public Void call() throws Exception {
            Event event = new Event();
            Executor executor = Runnable::run;
            CompletableFuture<Void> stays = event.whenSet(executor);
            List<CompletableFuture<Void>> futures =
                    Stream.generate(() -> event.whenSet(executor)).limit(10).toList();
            doing.to(event, futures);
            for (CompletableFuture<Void> future : futures) {
                Reach kept = Reach.of(future);
                assertEquals(List.of(future), futures.stream().filter(kept::contains).toList());
                assertFalse(kept.contains(event), "the event");
            }
            stays.cancel(false);
            return null;
        }
    }

    /** A future that is done keeps nothing, neither the event nor other futures. */
    @ParameterizedTest(name = "futures keep nothing when they are done, {0}")
    @EnumSource
    void doneFutureKeepsNothing(Doing doing) throws Exception {
        new Done(doing.name()).call();
    }

    /** A thread sets events that have futures: how many variables of its own has it got for that, when all is done? */
    static final class Variables implements Callable<Integer> {
        private static final int EVENTS = 100;

        @Override
        public Integer call() throws Exception {
            ThreadLocal<Object> another = ThreadLocal.withInitial(Object::new);
            assertTrue(another.get() != null, "this thread has a map of them");
            int before = size();
            List<Event> events = Stream.generate(Event::new).limit(EVENTS).toList();
            for (int i = 0; i < EVENTS; i++) {
                boolean here = i % 2 == 0;
                CompletableFuture<Void> future = events.get(i).whenSet(here ? Runnable::run : task -> { });
                events.get(i).set();
                assertEquals(here, future.isDone());
            }
            int after = size();
            assertTrue(events.stream().allMatch(Event::isSet), "none has been collected");
            return after - before;
        }

        private static int size() throws ReflectiveOperationException {
            Field variables = Thread.class.getDeclaredField("threadLocals");
            variables.setAccessible(true);
            Object map = variables.get(Thread.currentThread());
            Field size = map.getClass().getDeclaredField("size");
            size.setAccessible(true);
            return size.getInt(map);
        }
    }

    /** A setter keeps nothing of the events that it has set. */
    @Test
    void setterKeepsNothing() throws Exception {
        Bound.atMost(0, new Variables().call(), "variables of the thread, for " + Variables.EVENTS + " events");
    }
}
