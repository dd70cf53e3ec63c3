// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Futures that wait for the end of an epoch. To wake them is to hand one task to their executor. */
final class Promises extends Wait implements Runnable {
    private final Set<CompletableFuture<Void>> futures = ConcurrentHashMap.newKeySet();

    /** Null when all have left, so that the application can be unloaded that it belongs to. */
    private volatile @Nullable Executor executor;

    /** The thread that is handing over: some executors run a task then and there. */
    private volatile @Nullable Thread handing;

    private Promises(long epoch, Executor executor) {
        super(null, epoch, 0);
        this.executor = executor;
        leave(); // F1: no thread waits here
    }

    /** A new future that waits for the end of an epoch. It shares the place of others if they are uppermost. */
    static CompletableFuture<Void> join(Event.Sync sync, long epoch, Executor executor) {
        if (sync.isOver(epoch)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> future = new CompletableFuture<>();
        Promises promises;
        if (sync.top instanceof Promises uppermost && uppermost.add(epoch, executor, future)) {
            promises = uppermost;
        } else {
            promises = new Promises(epoch, executor);
            promises.add(epoch, executor, future);
            sync.join(promises);
        }
        future.whenComplete((unused, failure) -> {
            promises.remove(future); // F2
            sync.sweep();
        });
        if (sync.isOver(epoch)) {
            promises.wake(); // F3
        }
        return future;
    }

    /** Adds a future, unless it is for another epoch or executor, or all have left. */
    private synchronized boolean add(long epoch, Executor executor, CompletableFuture<Void> future) {
        return epoch == this.epoch && executor == this.executor && futures.add(future); // F4
    }

    /** Takes a future off. With the last, all have left. */
    private synchronized void remove(CompletableFuture<Void> future) { // F5
        futures.remove(future);
        if (futures.isEmpty()) {
            executor = null; // F6
        }
    }

    @Override
    boolean hasLeft() {
        return executor == null;
    }

    @Override
    int count(Set<Thread> threads) {
        return futures.size();
    }

    @Override
    void wake() {
        try {
            handOver();
        } catch (StackOverflowError e) {
            throw e; // F7: actions would need more stack: the next set() tries again
        } catch (Throwable e) {
            run(); // F8: here and now, rather than never
        }
    }

    private void handOver() {
        Executor current = executor;
        if (current != null) {
            current.execute(this);
        }
    }

    /** Completes all. An action may block, so another task takes over the rest meanwhile. */
    @Override
    public void run() {
        boolean handedOver = handing == Thread.currentThread();
        if (handedOver) {
            return;
        }
        for (CompletableFuture<Void> future : futures) {
            if (!future.isDone()) {
                if (!handedOver) {
                    handedOver = true;
                    handing = Thread.currentThread();
                    try {
                        handOver(); // F9
                    } catch (Throwable e) {
                        // then alone
                    }
                    handing = null;
                }
                future.complete(null);
            }
        }
    }
}
