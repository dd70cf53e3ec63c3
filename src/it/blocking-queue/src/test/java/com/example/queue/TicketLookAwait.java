// SPDX-License-Identifier: Apache-2.0
package com.example.queue;

import io.github.wakegate.Event;
import org.jctools.queues.MessagePassingQueue;

/** Takes a ticket, then looks, then waits: the least that {@link BlockingView} needs. */
final class TicketLookAwait<E> {
    private final MessagePassingQueue<E> queue;
    private final Event added = new Event();

    TicketLookAwait(MessagePassingQueue<E> queue) {
        this.queue = queue;
    }

    void put(E item) {
        queue.offer(item);
        added.pulse();
    }

    E take() throws InterruptedException {
        while (true) {
            Event next = added.next();
            E item = queue.poll();
            if (item != null) return item;
            next.await();
        }
    }
}
