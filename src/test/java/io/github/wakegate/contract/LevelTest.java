// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.wakegate.Event;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Waiter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** G1, level: while an event is set every await returns at once. */
class LevelTest {
    private static final int MANY = 1_000;
    private final Event event = new Event(true);

    /** Returns at once, as often as it is called. */
    @ParameterizedTest
    @EnumSource
    void returnsAtOnce(Form form) throws Exception {
        Waiter.start(() -> {
            for (int i = 0; i < MANY; i++) {
                assertTrue(form.await(event));
            }
            return null;
        }).result();
        assertEquals(0, event.getQueueLength());
    }

    /** Returns at once while others hold the monitor of the event: no lock is taken. */
    @ParameterizedTest
    @EnumSource
    void takesNoLock(Form form) throws Exception {
        synchronized (event) {
            assertTrue(Waiter.start(() -> form.await(event)).result());
        }
    }

    /** Allocates nothing; nor do set, clear, isSet and an await without time, which joins nobody. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = Form.OF_ONE)
    void allocatesNothing(Form form) throws Exception {
        assertEquals(0L, Waiter.start(() -> bytesAllocated(() -> {
            form.await(event, Duration.ZERO);
            event.isSet();
            event.set();
            event.clear();
            event.await(Duration.ZERO);
            event.set();
        })).result());
    }

    /** Control: the same count sees 16 bytes. */
    @Tag("control")
    @Test
    void allocationIsSeen() throws Exception {
        assertTrue(bytesAllocated(() -> sink = new Object()) >= MANY * 8L);
    }

    private Object sink;

    private interface Action {
        void run() throws Exception;
    }

    /** The least of several counts, since class loading and the compiler's safepoints allocate too. */
    private static long bytesAllocated(Action action) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 10; attempt++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < MANY; i++) {
                action.run();
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        return least;
    }
}
