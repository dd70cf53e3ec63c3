// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import org.junit.jupiter.api.Test;

/** Latches that other projects have written for themselves. */
class OtherLatchesTest {
    /** The flag is the state of a synchronizer: a woken thread asks for it again. */
    static class Reclosable extends AbstractQueuedSynchronizer {
        private static final long serialVersionUID = 1L;

        private transient volatile CountDownLatch mayLook = new CountDownLatch(0);

        @Override
        protected int tryAcquireShared(int unused) {
            try {
                mayLook.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return getState() == 1 ? 1 : -1;
        }

        @Override
        protected boolean tryReleaseShared(int state) {
            setState(state);
            return true;
        }

        void open() {
            releaseShared(1);
        }

        void close() {
            releaseShared(0);
        }

        void await() throws InterruptedException {
            acquireSharedInterruptibly(0);
        }
    }

    @Test
    void reclosableLatchMissesAShortOpening() {
        Reclosable latch = new Reclosable();
        Background<Void> waiter = Background.run(latch::await).blocked();
        latch.mayLook = new CountDownLatch(1);
        latch.open();
        latch.close();
        latch.mayLook.countDown();
        waiter.assertStranded();
    }

    /** All permits of a semaphore are the open gate. A reset takes them away from those that were released. */
    static class Reusable {
        private final Semaphore permits = new Semaphore(0);
        private final AtomicBoolean released = new AtomicBoolean();

        void await() throws InterruptedException {
            if (!released.get()) {
                permits.acquire();
            }
        }

        void release() {
            if (released.compareAndSet(false, true)) {
                permits.release(Integer.MAX_VALUE);
            }
        }

        void reset() {
            if (released.compareAndSet(true, false)) {
                permits.drainPermits();
            }
        }
    }

    @Test
    void reusableLatchIgnoresAnInterruptWhenReleased() throws Exception {
        Reusable latch = new Reusable();
        latch.release();
        assertTrue(Background.call(() -> {
            Thread.currentThread().interrupt();
            latch.await();
            return Thread.interrupted();
        }).result());
        latch.reset();
        Background.run(latch::await).blocked();
    }

    /** Counts up and down, and waits for zero: a condition, so with a ticket. */
    static class Pending {
        private final AtomicInteger count = new AtomicInteger();
        private final Event changed = new Event();

        void countUp() {
            count.incrementAndGet();
        }

        void countDown() {
            if (count.decrementAndGet() == 0) {
                changed.pulse();
            }
        }

        void await() throws InterruptedException {
            while (true) {
                Event next = changed.next();
                if (count.get() == 0) return;
                next.await();
            }
        }
    }

    @Test
    void pending() throws Exception {
        Pending writes = new Pending();
        writes.await();
        writes.countUp();
        writes.countUp();
        Background<Void> waiter = Background.run(writes::await).blocked();
        writes.countDown();
        assertFalse(waiter.isDone());
        writes.countDown();
        waiter.result();
    }

    /** A thread that is told to shut down, and tells when it has. */
    static class Shutdown {
        private final Event initiated = Event.oneShot();
        private final Event complete = Event.oneShot();

        boolean initiate() {
            return initiated.set();
        }

        void run(Runnable work) throws InterruptedException {
            initiated.await();
            work.run();
            complete.set();
        }
    }

    @Test
    void shutdown() throws Exception {
        Shutdown shutdown = new Shutdown();
        AtomicInteger worked = new AtomicInteger();
        Background<Void> thread = Background.run(() -> shutdown.run(worked::incrementAndGet)).blocked();
        assertTrue(shutdown.initiate());
        assertFalse(shutdown.initiate());
        Background.run(shutdown.complete::await).result();
        thread.result();
        assertEquals(1, worked.get());
    }
}
