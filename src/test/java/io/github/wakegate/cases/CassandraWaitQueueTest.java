// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Cassandra's test of its WaitQueue tries (utils/concurrent/WaitQueueTest.java): register, look, then wait. */
class CassandraWaitQueueTest {
    private final Event queue = new Event();

    /** All that registered before the condition changed are released by the one signal after it. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void signalAll(Kind kind) throws Exception {
        AtomicBoolean ready = new AtomicBoolean();
        List<Waiter<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiters.add(Waiter.start(kind, () -> {
                while (true) {
                    Event signal = queue.next();
                    if (ready.get()) {
                        return true;
                    }
                    signal.await();
                }
            }));
        }
        ready.set(true);
        queue.pulse();
        Waiter.assertAllTrue(waiters);
        assertEquals(0, queue.getQueueLength());
    }

    /** A signal that is registered and never waited for costs nobody anything. */
    @Test
    void notWaitedFor() throws Exception {
        Event unused = queue.next();
        Waiter<Boolean> waiter = Waiter.start(() -> queue.next().await(Waiter.LONG)).parked();
        assertEquals(1, queue.getQueueLength());
        queue.pulse();
        assertTrue(waiter.result());
        assertTrue(unused.isSet());
        assertFalse(queue.next().isSet());
    }

    /** A signal that has come stays, whatever comes after it. */
    @Test
    void stays() throws Exception {
        Event signal = queue.next();
        queue.pulse();
        for (int i = 0; i < 10; i++) {
            queue.pulse();
            assertTrue(signal.isSet());
            signal.await();
        }
    }
}
