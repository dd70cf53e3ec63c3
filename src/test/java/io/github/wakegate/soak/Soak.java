// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.soak;

import io.github.wakegate.Inside;
import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.ThreadDump;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Endurance. Threads of both kinds set, clear and wait for a few events in every way, at random, and are interrupted
 * meanwhile. None returns without a set() or in spite of one, and none too early. After a tenth of a second all stop;
 * no change may have been claimed twice, or by nobody, and nothing may be left behind. Then come drills: all wait for
 * events that are clear, each of these is set exactly once, and every thread must come back. Arguments: for how many
 * seconds, and the seed of the operations that each thread does in turn.
 */
public final class Soak {
    private static final int EVENTS = 3;
    private static final int THREADS_OF_A_KIND = 8;
    private static final long PLAY_NANOS = Duration.ofMillis(100).toNanos();
    private static final long DRILL_NANOS = Duration.ofMillis(50).toNanos();

    private final Event[] events = Stream.generate(Event::new).limit(EVENTS).toArray(Event[]::new);
    private final Span[] lastSet = new Span[EVENTS];
    /** Of each event since the threads play: changes to set that somebody was told of, less those to clear. */
    private final AtomicIntegerArray changes = new AtomicIntegerArray(EVENTS);
    private final LongAdder operations = new LongAdder();
    private final Duration patience;
    private final Random random;
    private final List<Player> players;
    private final Phaser phases;
    private long drills;
    private volatile boolean playing;
    private volatile Drill drill;
    private volatile boolean ended;
    private volatile Throwable failure;

    private record Span(long begin, long end) {
    }

    private Soak(Duration patience, long seed) {
        this.patience = patience;
        random = new Random(seed);
        List<Kind> kinds = Kind.available().toList();
        players = IntStream.range(0, THREADS_OF_A_KIND * kinds.size())
                .mapToObj(i -> new Player(kinds.get(i % kinds.size()), new Random(random.nextLong()))).toList();
        phases = new Phaser(players.size() + 1);
    }

    public static void main(String[] args) throws Exception {
        long seconds = args.length > 0 ? Long.parseLong(args[0]) : 60;
        Duration patience = args.length > 1 ? Duration.ofSeconds(Long.parseLong(args[1])) : Waiter.PATIENCE;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
        System.out.printf("Soak on JDK %s for %d s, seed %d, spinNanos %s%n", Runtime.version(), seconds, seed,
                System.getProperty("io.github.wakegate.spinNanos", "default"));
        new Soak(patience, seed).run(Duration.ofSeconds(seconds));
        System.out.println("Nothing lost, nothing hung, nothing left.");
    }

    private void run(Duration time) throws Exception {
        players.forEach(player -> player.thread.start());
        long start = System.nanoTime();
        long told = start;
        while (System.nanoTime() - start < time.toNanos()) {
            play();
            letAllGo();
            for (long begin = System.nanoTime(); System.nanoTime() - begin < DRILL_NANOS; drills++) {
                drill();
            }
            if (System.nanoTime() - told > Duration.ofSeconds(5).toNanos()) {
                told = System.nanoTime();
                System.out.printf(Locale.ROOT, "%,d operations, %,d drills, %d s left%n", operations.sum(), drills,
                        Math.max(0, time.toSeconds() - (told - start) / 1_000_000_000));
            }
        }
        System.out.printf(Locale.ROOT, "%,d operations, %,d drills%n", operations.sum(), drills);
        ended = true;
        phases.arrive();
        for (Player player : players) {
            player.thread.join(patience.toMillis());
            check(!player.thread.isAlive(), () -> player.thread + " does not end");
        }
    }

    /** They play, and some are interrupted. */
    private void play() {
        for (int i = 0; i < EVENTS; i++) {
            changes.set(i, events[i].isSet() ? 1 : 0);
        }
        playing = true;
        phases.arriveAndAwaitAdvance();
        for (long start = System.nanoTime(); System.nanoTime() - start < PLAY_NANOS; Thread.yield()) {
            if (random.nextInt(64) == 0) {
                players.get(random.nextInt(players.size())).thread.interrupt();
            }
        }
        playing = false;
    }

    /** Sets each event, once unless it is cleared again: all stop, and nothing is left. */
    private void letAllGo() throws Exception {
        int phase = phases.arrive();
        until(() -> {
            setWhatIsClear();
            return phases.getPhase() != phase;
        }, "somebody waits for what is set");
        setWhatIsClear(); // nobody plays, but futures may be left
        for (int i = 0; i < EVENTS; i++) {
            Event event = events[i];
            check(changes.get(i) == 1, () -> "a change claimed twice, or by nobody");
            until(() -> Inside.count(event) == 0, "left behind on " + event); // a pool may still complete a future
        }
    }

    /**
     * All wait for events, or for the inverse of these. Each is set or pulsed exactly once, as the threads come to wait
     * (a set only) or when all are parked.
     */
    private void drill() throws Exception {
        boolean inverse = random.nextBoolean();
        Event[] views = Stream.of(events).map(event -> inverse ? event.inverse() : event).toArray(Event[]::new);
        boolean pulsed = random.nextInt(3) == 0;
        boolean parked = pulsed || random.nextBoolean();
        boolean taken = parked && !pulsed && random.nextBoolean();
        for (Event view : views) {
            view.clear();
        }
        drill = new Drill(views, taken, !pulsed && !taken);
        phases.arriveAndAwaitAdvance();
        if (parked) {
            until(() -> players.stream().allMatch(Player::isWaiting), "somebody does not park");
        }
        for (Event view : views) {
            for (int i = parked ? 0 : random.nextInt(64); i > 0; i--) {
                Thread.yield();
            }
            if (pulsed) {
                view.pulse();
            } else {
                view.set();
            }
        }
        int phase = phases.arrive();
        until(() -> phases.getPhase() != phase, "a set() has lost somebody");
        drill = null;
    }

    /** The events that all wait for; whether one thread takes each; and whether some wait in short turns. */
    private record Drill(Event[] events, boolean taken, boolean inTurns, AtomicIntegerArray takers) {
        Drill(Event[] events, boolean taken, boolean inTurns) {
            this(events, taken, inTurns, new AtomicIntegerArray(events.length));
        }
    }

    private void until(BooleanSupplier condition, String otherwise) throws Exception {
        for (long start = System.nanoTime(); !condition.getAsBoolean(); Thread.yield()) {
            if (failure != null) {
                throw new AssertionError(failure);
            }
            check(System.nanoTime() - start < patience.toNanos(), () -> otherwise);
        }
    }

    private void setWhatIsClear() {
        for (int i = 0; i < EVENTS; i++) {
            if (!events[i].isSet()) {
                count(i, events[i].set(), 1);
            }
        }
    }

    private void count(int index, boolean changed, int change) {
        if (changed) {
            changes.addAndGet(index, change);
        }
    }

    private static void check(boolean holds, Supplier<String> message) throws Exception {
        if (!holds) {
            throw new AssertionError(message.get() + ThreadDump.take());
        }
    }

    /** One thread, and what it does. */
    private final class Player {
        final Thread thread;
        private final Random random;
        private volatile boolean drilling;
        private boolean inTurns;

        Player(Kind kind, Random random) {
            this.random = random;
            thread = kind.unstarted(this::live);
        }

        private void live() {
            try {
                phases.arriveAndAwaitAdvance();
                while (!ended) {
                    while (playing) {
                        try {
                            operate();
                        } catch (InterruptedException e) {
                            // as it may
                        }
                        operations.increment();
                    }
                    Drill current = drill;
                    if (current != null) {
                        drill(current);
                    }
                    phases.arriveAndAwaitAdvance();
                    phases.arriveAndAwaitAdvance();
                }
            } catch (Throwable e) {
                failure = e;
            }
        }

        /** One wait, or several in turn, which one set() of each event must end. */
        private void drill(Drill drill) throws Exception {
            Thread.interrupted();
            int index = random.nextInt(EVENTS);
            Event event = drill.events[index];
            inTurns = drill.inTurns && random.nextInt(4) == 0;
            drilling = true;
            if (inTurns) {
                boolean set = false;
                while (!set) {
                    set = event.await(Duration.ofNanos(random.nextInt(1 << random.nextInt(18))));
                }
            } else if (drill.taken && drill.takers.compareAndSet(index, 0, 1)) {
                event.awaitAndClear();
            } else {
                switch (random.nextInt(7)) {
                    case 0 -> event.await();
                    case 1 -> event.awaitUninterruptibly();
                    case 2 -> check(event.await(Waiter.LONG), () -> "timed out in spite of a set()");
                    case 3 -> Event.awaitAny(drill.events);
                    case 4 -> Event.awaitAll(drill.events);
                    case 5 -> event.next().await();
                    case 6 -> event.whenSet().join();
                    default -> throw new AssertionError();
                }
            }
            drilling = false;
        }

        boolean isWaiting() {
            Thread.State state = thread.getState();
            return drilling && (inTurns || state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING);
        }

        private void operate() throws Exception {
            int index = random.nextInt(EVENTS);
            Event event = events[index];
            Duration timeout = Duration.ofNanos(random.nextInt(1 << random.nextInt(24)));
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> {
                    long begin = System.nanoTime();
                    count(index, event.set(), 1);
                    lastSet[index] = new Span(begin, System.nanoTime());
                }
                case 12 -> {
                    long begin = System.nanoTime();
                    count(index, !event.pulse(), -1);
                    lastSet[index] = new Span(begin, System.nanoTime());
                }
                case 13 -> event.inverse().await(timeout);
                case 14 -> {
                    long begin = System.nanoTime();
                    if (event.inverse().awaitAndClear(timeout)) {
                        count(index, true, 1);
                        lastSet[index] = new Span(begin, System.nanoTime());
                    }
                }
                case 15 -> {
                    Event ticket = event.next();
                    boolean set = ticket.await(timeout);
                    check(!set || ticket.isSet(), () -> "released without a set(), by a ticket");
                }
                case 3, 4 -> count(index, event.clear(), -1);
                case 5 -> event.await();
                case 6, 7 -> await(event, index, timeout);
                case 8 -> event.awaitUninterruptibly(timeout);
                case 9 -> count(index, event.awaitAndClear(timeout), -1);
                case 10 -> {
                    Event any = Event.awaitAny(timeout, events);
                    check(any == null || Arrays.asList(events).contains(any), () -> "a stranger: " + any);
                }
                case 11 -> Event.awaitAll(timeout, event, events[random.nextInt(EVENTS)]);
                default -> throw new AssertionError();
            }
            if (random.nextInt(16) == 0) {
                CompletableFuture<Void> future = event.whenSet();
                if (random.nextBoolean()) {
                    future.cancel(false);
                }
            }
        }

        /** true only if it was set since the look, false only after the time, and if no set() lay in it. */
        private void await(Event event, int index, Duration timeout) throws Exception {
            Event ticket = event.next();
            long begin = System.nanoTime();
            boolean set = ticket.await(timeout);
            long time = System.nanoTime() - begin;
            Span last = lastSet[index];
            if (set) {
                check(ticket.isSet(), () -> "released without a set()");
            } else {
                check(time >= timeout.toNanos(), () -> "early: " + time + " of " + timeout);
                check(last == null || last.begin - begin < 0 || last.end - begin > timeout.toNanos(),
                        () -> "timed out in spite of a set()");
            }
        }
    }
}
