// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Futures that wait for the end of an epoch. Those of one epoch that have the same executor are a group, and a group is
 * the task that completes them. A setter hands it over, takes no lock for that, and completes none itself, unless the
 * executor fails or runs the task at once.
 *
 * <p>No future is lost, for the reason why no waiter is: it first joins, then looks at the epoch again (F3), while a
 * setter first ends the epoch, then looks at the groups. A group is handed over (F7) before it is taken off (F4),
 * since to hand it over twice does no harm: each future is claimed by one task (F2). The lock is for those that join
 * and leave. If they do so while others are claimed, a future is at worst claimed that is done already.
 */
final class Futures {
    private final EventCore core;
    final ConcurrentSkipListMap<Long, Group> groups = new ConcurrentSkipListMap<>();

    /** There while a thread completes futures. */
    private final ThreadLocal<@Nullable Turn> turns = new ThreadLocal<>(); // F18

    Futures(EventCore core) {
        this.core = core;
    }

    /** A new future that waits for the end of an epoch. */
    CompletableFuture<Void> join(long epoch, Executor executor) {
        Promise promise = add(epoch, executor);
        if (core.tryEnd(epoch)) {
            promise.complete(null); // F3
        }
        return promise;
    }

    private synchronized Promise add(long epoch, Executor executor) {
        for (long place = (long) System.identityHashCode(executor) << Integer.SIZE;; place++) {
            Group group = groups.get(place);
            if (group == null) {
                group = new Group(place, epoch, executor);
                groups.put(place, group);
            }
            if (group.epoch == epoch && group.executor == executor) {
                return group.add(); // F5
            }
        }
    }

    /** Hands over the groups of those whose wait is over. */
    void release() {
        for (Group group : groups.values()) {
            if (core.tryEnd(group.epoch)) {
                group.handOver(); // F7
                groups.remove(group.place, group); // F4
            }
        }
    }

    /** How many futures wait for the end of that epoch. */
    int count(long epoch) {
        return groups.values().stream().mapToInt(group -> group.epoch == epoch ? group.size : 0).sum();
    }

    /** What a thread that completes futures has to see to afterwards, and what it is handing over. */
    private static final class Turn {
        private final Queue<Group> due = new ArrayDeque<>();
        private @Nullable Group handing;
    }

    /** The futures of an epoch and an executor, and the task that completes them. */
    private final class Group implements Runnable {
        private final long place;
        private final long epoch;
        private final Executor executor;
        private final AtomicReference<@Nullable Promise> first = new AtomicReference<>();
        private @Nullable Promise last;
        private volatile int size;

        /** Whether another task waits for its turn. */
        private final AtomicBoolean spare = new AtomicBoolean();

        Group(long place, long epoch, Executor executor) {
            this.place = place;
            this.epoch = epoch;
            this.executor = executor;
        }

        Promise add() {
            Promise promise = new Promise(this);
            Promise before = last;
            promise.before = before;
            last = promise;
            if (before == null) {
                first.compareAndSet(null, promise);
            } else {
                before.next = promise;
            }
            size++;
            return promise;
        }

        /** With the last future the group is gone. May be called again. */
        void remove(Promise promise) {
            synchronized (Futures.this) { // F10
                if (promise.group == null) {
                    return;
                }
                if (!core.tryEnd(epoch)) {
                    unlink(promise);
                }
                promise.group = null;
                promise.before = null; // F14
                if (--size == 0) {
                    groups.remove(place, this); // F11
                }
            }
        }

        private void unlink(Promise promise) {
            Promise before = promise.before;
            Promise next = promise.next;
            if (next == null) {
                last = before;
            } else {
                next.before = before;
            }
            if (before == null) {
                first.compareAndSet(promise, next);
            } else {
                before.next = next;
            }
            if (!core.tryEnd(epoch)) {
                promise.next = null; // F13: no task comes by here
            }
        }

        /** If this thread is in the middle of an action, tasks that the executor runs here and now come after it. */
        void handOver() {
            Turn turn = turns.get();
            if (turn == null) {
                turns.remove(); // F21: to ask has made a place for one
                start();
            } else if (!startsElsewhere(turn)) {
                turn.due.add(this); // F15
            }
        }

        private void start() {
            try {
                executor.execute(this);
            } catch (StackOverflowError e) {
                throw e; // F6
            } catch (Throwable e) {
                run(); // F8
            }
        }

        /** Has the executor run this, but not here and now. Tells whether it does. */
        private boolean startsElsewhere(Turn turn) {
            turn.handing = this;
            try {
                executor.execute(this);
                return turn.handing == this;
            } catch (Throwable e) {
                return false;
            } finally {
                turn.handing = null;
            }
        }

        @Override
        public void run() {
            try {
                run(turns.get());
            } catch (OutOfMemoryError e) {
                complete(null); // F19: not even a turn fits
            }
        }

        private void run(@Nullable Turn begun) {
            Turn turn = begun;
            if (turn == null) {
                WaitNode.proveStack(); // F22
                turn = new Turn();
                turns.set(turn);
                try {
                    complete(turn);
                    for (Group group = turn.due.poll(); group != null; group = turn.due.poll()) {
                        group.start();
                    }
                } finally {
                    turns.remove();
                }
            } else if (turn.handing == this) {
                turn.handing = null;
            } else {
                complete(turn); // F16: a thread that helps its pool, or runs a loop of its own within an action
            }
        }

        /** Claims one after the other. */
        private void complete(@Nullable Turn turn) {
            spare.set(false);
            for (Promise promise = claim(); promise != null; promise = claim()) {
                try {
                    provideSpare(turn);
                } finally { // F20: what was claimed is completed, whatever fails
                    promise.finish();
                }
            }
        }

        /** While one is completed, another task is there for the others: an action may block. */
        private void provideSpare(@Nullable Turn turn) {
            boolean alone = first.get() != null && !spare.get() && spare.compareAndSet(false, true);
            if (alone && (turn == null || !startsElsewhere(turn))) { // F9
                spare.set(false); // F17
            }
        }

        private @Nullable Promise claim() {
            Promise promise;
            do {
                promise = first.get();
            } while (promise != null && !first.compareAndSet(promise, promise.next)); // F2
            return promise;
        }
    }

    /** A future in its group, until it is claimed, or completed by its user. */
    private static final class Promise extends CompletableFuture<Void> {
        private @Nullable Group group;
        private @Nullable Promise before;
        private volatile @Nullable Promise next;

        Promise(Group group) {
            this.group = group;
        }

        /** Who keeps a future that is done keeps no other. */
        void finish() {
            group = null;
            before = null;
            next = null;
            try {
                super.complete(null);
            } catch (Throwable e) {
                // the others are completed all the same
            }
        }

        /** Who has completed it takes it out of its group. */
        private boolean left(boolean completed) {
            Group joined = group;
            if (joined != null) {
                joined.remove(this); // F12
            }
            return completed;
        }

        @Override
        public boolean complete(Void unused) {
            return left(super.complete(null));
        }

        @Override
        public boolean completeExceptionally(Throwable failure) {
            return left(super.completeExceptionally(failure));
        }

        @Override
        public boolean cancel(boolean unused) {
            return left(super.cancel(unused));
        }

        @Override
        public CompletableFuture<Void> completeAsync(Supplier<? extends Void> supplier, Executor executor) {
            whenComplete((unused, failure) -> left(true));
            return super.completeAsync(supplier, executor);
        }
    }
}
