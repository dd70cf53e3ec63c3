package io.github.wakegate;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Futures that wait for the end of an epoch. To wake them is to hand one task to their executor. */
final class Promises extends Wait implements Runnable {
    private final Set<CompletableFuture<Void>> futures = ConcurrentHashMap.newKeySet();

    /** Null when all have left, so that the application can be unloaded that it belongs to. */
    private volatile Executor executor;

    /** The thread that is handing over: some executors run a task then and there. */
    private volatile Thread handing;

    Promises(long epoch, Executor executor) {
        super(null, epoch, 0);
        this.executor = executor;
        leave(); // no thread waits here
    }

    /** Adds a future, unless it is for another epoch or executor, or all have left. */
    synchronized boolean add(long epoch, Executor executor, CompletableFuture<Void> future) {
        return epoch == this.epoch && executor == this.executor && futures.add(future);
    }

    /** Takes a future off. With the last, all have left. */
    synchronized void remove(CompletableFuture<Void> future) {
        futures.remove(future);
        if (futures.isEmpty()) {
            executor = null;
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
            throw e; // actions would need more stack: the next set() tries again
        } catch (Throwable e) {
            run(); // here and now, rather than never
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
                        handOver();
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
