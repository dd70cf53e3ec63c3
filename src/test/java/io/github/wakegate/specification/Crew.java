// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.ThreadDump;
import io.github.wakegate.support.Waiter;
import io.github.wakegate.specification.Order.Call;
import io.github.wakegate.specification.Program.Operation;
import io.github.wakegate.specification.Program.Start;
import io.github.wakegate.specification.Program.View;
import io.github.wakegate.specification.Spec.Refusal;
import io.github.wakegate.specification.Spec.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Threads that run one program after the other. Whenever each of them has ended or is parked for good, there has to be
 * an order that explains it. Then the caller does something at random, until all have ended.
 */
public final class Crew {
    private static final int MOST_THREADS = 4;
    private static final int MOST_CALLS = 1_000;

    /** A machine that stood still uses up no patience. */
    private static final int FEWEST_LOOKS = 1_000;

    private final Duration patience;
    private final List<List<Player>> kinds;
    private final AtomicInteger missing = new AtomicInteger();
    private Program program;
    private Event[] events;
    private long begin;

    /** Those of the program, and last the caller. */
    private List<Player> players;

    Crew(Duration patience) {
        this.patience = patience;
        kinds = Kind.available().map(kind -> Stream.generate(() -> new Player(kind)).limit(MOST_THREADS).toList())
                .toList();
    }

    /** Returns how many calls it took. */
    int run(Program next) throws Exception {
        program = next;
        Random random = new Random(program.seed());
        events = program.events().stream().map(start -> start == Start.ONE_SHOT ? Event.oneShot()
                : new Event(start == Start.SET)).toArray(Event[]::new);
        players = new ArrayList<>();
        int count = program.threads().size();
        for (int i = 0; i < count; i++) {
            players.add(kinds.get(random.nextInt(kinds.size())).get(i));
        }
        Player caller = new Player(null);
        players.add(caller);
        begin = System.nanoTime();
        missing.set(count);
        for (int i = 0; i < count; i++) {
            players.get(i).begin(program.threads().get(i));
        }
        while (!settle()) {
            for (int left = random.nextInt(3); left >= 0; left--) {
                caller.operations.add(program.another(random));
                caller.call();
            }
            if (caller.calls.size() > MOST_CALLS) {
                throw failure("Some still wait");
            }
        }
        for (Event event : events) {
            for (int i = 0; i < 2; i++, event.set()) {
                if (event.getQueueLength() + event.inverse().getQueueLength() > 0) {
                    throw failure("All have ended, but some wait");
                }
            }
        }
        return players.stream().mapToInt(player -> player.calls.size()).sum();
    }

    /** Returns when each has ended or is parked for good, and an order explains it. Returns whether all have ended. */
    private boolean settle() throws Exception {
        String reason = null;
        long start = System.nanoTime();
        for (int looks = 0; looks < FEWEST_LOOKS || System.nanoTime() - start < patience.toNanos(); looks++) {
            Thread.yield();
            reason = "Some neither end nor wait";
            List<Integer> places = places();
            if (players.stream().allMatch(Player::rests)) {
                long now = System.nanoTime();
                boolean ended = players.stream().allMatch(Player::hasEnded);
                Order order = new Order(program.events(), players.stream().map(Player::calls).toList(),
                        players.stream().map(Player::fate).toList());
                if (!places().equals(places)) {
                    continue; // one of them was just woken
                }
                if (order.exists()) {
                    for (int i = 0; i < places.size(); i++) {
                        players.get(i).seen.putIfAbsent(places.get(i) / 2, now);
                    }
                    return ended;
                }
                reason = order.reason(); // but one that was woken, or a pool, may not have run yet
            }
        }
        throw failure(reason);
    }

    private List<Integer> places() {
        return players.stream().map(player -> player.place).toList();
    }

    private AssertionError failure(String reason) throws Exception {
        StringBuilder text = new StringBuilder("%s%nSeed %d, events %s, now %s%n".formatted(reason, program.seed(),
                program.events(), Arrays.toString(events)));
        for (int i = 0; i < players.size(); i++) {
            Player player = players.get(i);
            text.append("Thread %d, %s%n".formatted(i, player.kind == null ? "the caller" : player.kind));
            player.calls().forEach(call -> text.append("%12d ns%12s  %s%n".formatted(call.from() - begin,
                    call.answer() == null ? "" : "+" + (call.to() - call.from()), call)));
        }
        return new AssertionError(text + ThreadDump.take());
    }

    /** One thread, and what it does in the program that runs. */
    final class Player {
        Event ticket;
        CompletableFuture<Void> future;

        /** The one that is to be interrupted. */
        Thread other;

        /** Null for the caller. */
        private final Kind kind;
        private final Thread thread;

        /** When it was seen to wait, by the number of the call. */
        private final Map<Integer, Long> seen = new HashMap<>();
        private List<Operation> operations = new ArrayList<>();
        private List<Call> calls = new ArrayList<>();
        private long from;

        /** Twice the number of calls that have returned, and one more in a call. */
        private volatile int place;
        private volatile boolean called;

        Player(Kind kind) {
            this.kind = kind;
            thread = kind == null ? Thread.currentThread() : kind.unstarted(this::live);
            if (kind != null) {
                thread.start();
            }
        }

        void begin(List<Operation> column) throws Exception {
            Waiter.until(() -> !called); // it has returned from its last call, but perhaps not noticed that this was it
            ticket = null;
            future = null;
            seen.clear();
            operations = column;
            calls = new ArrayList<>(column.size()); // does not grow while it is read
            place = 0;
            called = true;
            LockSupport.unpark(thread);
        }

        private void live() {
            while (true) {
                while (!called) {
                    Thread.interrupted();
                    LockSupport.park();
                }
                Thread.interrupted(); // by others, after it had ended
                missing.decrementAndGet();
                for (int i = 0; missing.get() > 0; i++) {
                    if (i < 100) {
                        Thread.yield();
                    } else {
                        LockSupport.parkNanos(10_000); // a virtual thread that yields may keep others from coming
                    }
                }
                while (!hasEnded()) {
                    ThreadLocalRandom random = ThreadLocalRandom.current();
                    for (int i = random.nextInt(1 << random.nextInt(10)); i > 0; i--) {
                        Thread.onSpinWait();
                    }
                    call();
                }
                called = false;
            }
        }

        /** The next one. */
        void call() {
            Operation operation = operations.get(place / 2);
            other = players.get(operation.other()).thread;
            Event[] all = operation.views().stream().map(this::event).toArray(Event[]::new);
            Duration time = operation.time();
            from = System.nanoTime();
            place++;
            Object answer;
            try {
                answer = operation.what().way.answer(this, all, time);
            } catch (InterruptedException e) {
                answer = Refusal.INTERRUPTED;
            } catch (UnsupportedOperationException e) {
                answer = Refusal.NOT_ALLOWED;
            } catch (Throwable e) {
                answer = e;
            }
            calls.add(new Call(operation, from, Long.MAX_VALUE, System.nanoTime(), answer));
            place++;
        }

        private Event event(View view) {
            Event event = events[view.event()];
            return view.side() == Side.EVENT ? event : view.side() == Side.INVERSE ? event.inverse() : ticket;
        }

        boolean hasEnded() {
            return place == 2 * operations.size();
        }

        /** Whether it has ended, or is parked and only others can end that. */
        boolean rests() {
            int now = place;
            Thread.State state = thread.getState();
            return hasEnded() || now % 2 == 1 && operations.get(now / 2).waits()
                    && (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING);
        }

        List<Call> calls() {
            int now = place;
            List<Call> all = new ArrayList<>(calls.size());
            for (int i = 0; i < (now + 1) / 2; i++) {
                Call call = i < now / 2 ? calls.get(i) : new Call(operations.get(i), from, 0, Long.MAX_VALUE, null);
                all.add(new Call(call.operation(), call.from(), seen.getOrDefault(i, call.to()), call.to(),
                        call.answer()));
            }
            return all;
        }

        /** What has become of its future, if it has one. */
        Order.Future fate() {
            return future == null ? null : future.isCancelled() ? Order.Future.CANCELLED
                    : future.isDone() ? Order.Future.DONE : Order.Future.OPEN;
        }
    }
}
