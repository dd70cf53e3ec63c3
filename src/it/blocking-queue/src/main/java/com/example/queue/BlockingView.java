// SPDX-License-Identifier: Apache-2.0
package com.example.queue;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.wakegate.Event;
import java.time.Duration;
import org.jctools.queues.MessagePassingQueue;

/**
 * A lock-free queue with {@code put} and {@code take} that block. As many threads may put and take as the queue itself
 * allows. No thread waits for an item while one is in the queue, or for room while there is some: a thread takes a
 * ticket, then tries, then waits; and every change pulses after it is made. So a change that the try did not see sets
 * the ticket.
 */
public final class BlockingView<E> implements AutoCloseable {
    private final MessagePassingQueue<E> queue;
    private final Event added = new Event();
    private final Event removed = new Event();
    private final Event closed = Event.oneShot();

    /** All changes of the queue must go through this view. */
    public BlockingView(MessagePassingQueue<E> queue) {
        this.queue = queue;
    }

    /**
     * Adds an item, and waits for room if the queue is full.
     *
     * @throws IllegalStateException if this view is closed
     */
    public void put(E item) throws InterruptedException {
        while (true) {
            Event next = removed.next();
            if (closed.isSet()) throw new IllegalStateException("closed");
            if (queue.offer(item)) break;
            Event.awaitAny(closed, next);
        }
        added.pulse();
    }

    /** Removes an item, and waits for one if the queue is empty. Returns null if it is empty and closed. */
    public E take() throws InterruptedException {
        return take(Duration.ofNanos(Long.MAX_VALUE));
    }

    /** The same, with a timeout: also returns null if the time elapses first. */
    public E take(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + Math.max(0, NANOSECONDS.convert(timeout));
        boolean last = false;
        while (true) {
            Event next = added.next();
            last |= closed.isSet();
            E item = queue.poll();
            if (item != null) removed.pulse();
            if (item != null || last) return item;
            last = Event.awaitAny(Duration.ofNanos(deadline - System.nanoTime()), next, closed) != next;
        }
    }

    /**
     * Releases all waiting threads. Later calls of {@code put} fail; {@code take} still returns what is in the queue.
     * A {@code put} that is under way may add its item after the last {@code take}, so let the producers end first.
     */
    @Override
    public void close() {
        closed.set();
    }
}
