// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import com.google.common.util.concurrent.Monitor;
import io.github.wakegate.Event;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** What a user might take for a flag to wait for, each used as its documentation says. */
public enum Peer {
    EVENT(true) {
        @Override
        Flag fresh(int waiters) {
            return new EventFlag();
        }
    },
    /** The same once more: how far two measurements of one thing lie apart is the noise. */
    EVENT_AGAIN(true) {
        @Override
        Flag fresh(int waiters) {
            return new EventFlag();
        }
    },
    COUNT_DOWN_LATCH(false) {
        @Override
        Flag fresh(int waiters) {
            return new LatchFlag();
        }
    },
    WAIT_NOTIFY(true) {
        @Override
        Flag fresh(int waiters) {
            return new WaitNotifyFlag();
        }
    },
    CONDITION(true) {
        @Override
        Flag fresh(int waiters) {
            return new ConditionFlag();
        }
    },
    COMPLETABLE_FUTURE(false) {
        @Override
        Flag fresh(int waiters) {
            return new FutureFlag();
        }
    },
    SEMAPHORE(true) {
        @Override
        Flag fresh(int waiters) {
            return new SemaphoreFlag(waiters);
        }
    },
    PHASER(true) {
        @Override
        Flag fresh(int waiters) {
            return new PhaserFlag();
        }
    },
    GUAVA_MONITOR(true) {
        @Override
        Flag fresh(int waiters) {
            return new GuavaFlag();
        }
    },
    /** Hand-offs only: the waiter clears the event as it waits. */
    EVENT_AUTO_RESET(true) {
        @Override
        Flag fresh(int waiters) {
            return new AutoResetFlag();
        }
    },
    /** Hand-offs only: a queue with room for one. */
    BLOCKING_QUEUE(true) {
        @Override
        Flag fresh(int waiters) {
            return new QueueFlag(new ArrayBlockingQueue<>(1));
        }
    },
    /** Hand-offs only: the setter waits for the waiter. */
    SYNCHRONOUS_QUEUE(true) {
        @Override
        Flag fresh(int waiters) {
            return new QueueFlag(new SynchronousQueue<>());
        }
    },
    /** Hand-offs only: the setter waits for the waiter. */
    EXCHANGER(true) {
        @Override
        Flag fresh(int waiters) {
            return new ExchangerFlag();
        }
    },
    /** The limit of a hand-off: a volatile field and a waiter that spins. */
    SPIN(true) {
        @Override
        Flag fresh(int waiters) {
            return new SpinFlag();
        }
    },
    /** The limit of a wait: the thread parks, and the setter knows whom to unpark, or nobody does. */
    PARK(false) {
        @Override
        Flag fresh(int waiters) {
            return new ParkFlag();
        }
    };

    private final boolean reusable;

    Peer(boolean reusable) {
        this.reusable = reusable;
    }

    /** Whether {@link Flag#clear} makes it as good as new; otherwise every use takes a fresh one. */
    boolean isReusable() {
        return reusable;
    }

    /** A new flag, clear, for so many threads that wait at the same time. */
    abstract Flag fresh(int waiters);

    /** A flag: waiting threads go on when it is set. A thread that a reusable one released may clear it. */
    interface Flag {
        boolean isSet();

        void set() throws InterruptedException;

        void clear();

        void await() throws Exception;

        default boolean await(long nanos) throws Exception {
            throw new UnsupportedOperationException();
        }
    }

    private static final class EventFlag implements Flag {
        private final Event event = new Event();

        @Override
        public boolean isSet() {
            return event.isSet();
        }

        @Override
        public void set() {
            event.set();
        }

        @Override
        public void clear() {
            event.clear();
        }

        @Override
        public void await() throws InterruptedException {
            event.await();
        }

        @Override
        public boolean await(long nanos) throws InterruptedException {
            return event.await(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private static final class AutoResetFlag implements Flag {
        private final Event event = new Event();

        @Override
        public boolean isSet() {
            return event.isSet();
        }

        @Override
        public void set() {
            event.set();
        }

        @Override
        public void clear() {
            // was done by await
        }

        @Override
        public void await() throws InterruptedException {
            event.awaitAndClear();
        }
    }

    private static final class LatchFlag implements Flag {
        private final CountDownLatch latch = new CountDownLatch(1);

        @Override
        public boolean isSet() {
            return latch.getCount() == 0;
        }

        @Override
        public void set() {
            latch.countDown();
        }

        @Override
        public void clear() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void await() throws InterruptedException {
            latch.await();
        }

        @Override
        public boolean await(long nanos) throws InterruptedException {
            return latch.await(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private static final class WaitNotifyFlag implements Flag {
        private volatile boolean set;

        @Override
        public boolean isSet() {
            return set;
        }

        @Override
        public synchronized void set() {
            set = true;
            notifyAll();
        }

        @Override
        public void clear() {
            set = false;
        }

        @Override
        public void await() throws InterruptedException {
            if (!set) {
                synchronized (this) {
                    while (!set) {
                        wait();
                    }
                }
            }
        }

        @Override
        public boolean await(long nanos) throws InterruptedException {
            long deadline = System.nanoTime() + nanos;
            synchronized (this) {
                while (!set) {
                    long remaining = deadline - System.nanoTime();
                    if (remaining <= 0) {
                        return false;
                    }
                    wait(remaining / 1_000_000, (int) (remaining % 1_000_000));
                }
            }
            return true;
        }
    }

    private static final class ConditionFlag implements Flag {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition isSet = lock.newCondition();
        private volatile boolean set;

        @Override
        public boolean isSet() {
            return set;
        }

        @Override
        public void set() {
            lock.lock();
            try {
                set = true;
                isSet.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void clear() {
            set = false;
        }

        @Override
        public void await() throws InterruptedException {
            if (!set) {
                lock.lockInterruptibly();
                try {
                    while (!set) {
                        isSet.await();
                    }
                } finally {
                    lock.unlock();
                }
            }
        }

        @Override
        public boolean await(long nanos) throws InterruptedException {
            long remaining = nanos;
            lock.lockInterruptibly();
            try {
                while (!set) {
                    if (remaining <= 0) {
                        return false;
                    }
                    remaining = isSet.awaitNanos(remaining);
                }
            } finally {
                lock.unlock();
            }
            return true;
        }
    }

    private static final class FutureFlag implements Flag {
        private final CompletableFuture<Void> future = new CompletableFuture<>();

        @Override
        public boolean isSet() {
            return future.isDone();
        }

        @Override
        public void set() {
            future.complete(null);
        }

        @Override
        public void clear() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void await() throws Exception {
            future.get();
        }

        @Override
        public boolean await(long nanos) throws Exception {
            try {
                future.get(nanos, TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            }
        }
    }

    /** A permit for each waiting thread; a wait takes its permit away. */
    private static final class SemaphoreFlag implements Flag {
        private final Semaphore semaphore = new Semaphore(0);
        private final int waiters;

        SemaphoreFlag(int waiters) {
            this.waiters = waiters;
        }

        @Override
        public boolean isSet() {
            return semaphore.availablePermits() > 0;
        }

        @Override
        public void set() {
            semaphore.release(waiters);
        }

        @Override
        public void clear() {
            // the waiters took the permits
        }

        @Override
        public void await() throws InterruptedException {
            semaphore.acquire();
        }

        @Override
        public boolean await(long nanos) throws InterruptedException {
            return semaphore.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** One party, the setter; the others wait for its next phase. */
    private static final class PhaserFlag implements Flag {
        private final Phaser phaser = new Phaser(1);
        private int phase;

        @Override
        public boolean isSet() {
            return phaser.getPhase() != phase;
        }

        @Override
        public void set() {
            phaser.arrive();
        }

        @Override
        public void clear() {
            phase++;
        }

        @Override
        public void await() throws InterruptedException {
            phaser.awaitAdvanceInterruptibly(phase);
        }

        @Override
        public boolean await(long nanos) throws Exception {
            try {
                phaser.awaitAdvanceInterruptibly(phase, nanos, TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            }
        }
    }

    private static final class GuavaFlag implements Flag {
        private final Monitor monitor = new Monitor();
        private volatile boolean set;
        private final Monitor.Guard isSet = monitor.newGuard(() -> set);

        @Override
        public boolean isSet() {
            return set;
        }

        @Override
        public void set() {
            monitor.enter();
            set = true;
            monitor.leave();
        }

        @Override
        public void clear() {
            set = false;
        }

        @Override
        public void await() throws InterruptedException {
            monitor.enterWhen(isSet);
            monitor.leave();
        }

        @Override
        public boolean await(long nanos) throws InterruptedException {
            if (!monitor.enterWhen(isSet, nanos, TimeUnit.NANOSECONDS)) {
                return false;
            }
            monitor.leave();
            return true;
        }
    }

    private static final class QueueFlag implements Flag {
        private final BlockingQueue<Boolean> queue;

        QueueFlag(BlockingQueue<Boolean> queue) {
            this.queue = queue;
        }

        @Override
        public boolean isSet() {
            return false;
        }

        @Override
        public void set() throws InterruptedException {
            queue.put(true);
        }

        @Override
        public void clear() {
            // nothing stays behind
        }

        @Override
        public void await() throws InterruptedException {
            queue.take();
        }
    }

    private static final class ExchangerFlag implements Flag {
        private final Exchanger<Boolean> exchanger = new Exchanger<>();

        @Override
        public boolean isSet() {
            return false;
        }

        @Override
        public void set() throws InterruptedException {
            exchanger.exchange(true);
        }

        @Override
        public void clear() {
            // nothing stays behind
        }

        @Override
        public void await() throws InterruptedException {
            exchanger.exchange(false);
        }
    }

    private static final class SpinFlag implements Flag {
        private volatile boolean set;

        @Override
        public boolean isSet() {
            return set;
        }

        @Override
        public void set() {
            set = true;
        }

        @Override
        public void clear() {
            set = false;
        }

        @Override
        public void await() {
            while (!set) {
                Thread.onSpinWait();
            }
        }
    }

    private static final class ParkFlag implements Flag {
        private volatile boolean set;
        private volatile Thread waiter;

        @Override
        public boolean isSet() {
            return set;
        }

        @Override
        public void set() {
            set = true;
            LockSupport.unpark(waiter);
        }

        @Override
        public void clear() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void await() {
            waiter = Thread.currentThread();
            while (!set) {
                LockSupport.park(this);
            }
        }

        @Override
        public boolean await(long nanos) {
            long deadline = System.nanoTime() + nanos;
            while (!set) {
                long remaining = deadline - System.nanoTime();
                if (remaining <= 0) {
                    return false;
                }
                LockSupport.parkNanos(this, remaining);
            }
            return true;
        }
    }
}
