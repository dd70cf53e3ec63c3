// SPDX-License-Identifier: Apache-2.0
package com.example.queue;

import io.github.wakegate.Event;
import org.jctools.queues.MessagePassingQueue;

/** The control: clears the event, then looks, then waits. One consumer clears what another is about to wait for. */
final class ClearLookAwait<E> {
    private final MessagePassingQueue<E> queue;
    private final Event added = new Event();

    ClearLookAwait(MessagePassingQueue<E> queue) {
        this.queue = queue;
    }

    void put(E item) {
        queue.offer(item);
        added.set();
    }

    E take() throws InterruptedException {
        while (true) {
            added.clear();
            E item = queue.poll();
            if (item != null) return item;
            added.await();
        }
    }
}
