package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What goes wrong in one thread, and must not go wrong for the others. */
class FaultTest {

    /** A waiter that can't be woken the first time, for want of stack: how often is it tried, by two calls of set? */
    static final class FailingOnce implements Callable<Integer> {
        private int tries;

        @Override
        public Integer call() throws Exception {
            Event event = new Event();
            Waiter<Boolean> below = Waiter.start(() -> event.await(Waiter.LONG)).parked();
            Gate gate = new Gate(event, null) {
                private static final long serialVersionUID = 1L;

                @Override
                boolean wake() {
                    tries++;
                    if (tries == 1) {
                        throw new StackOverflowError();
                    }
                    return true;
                }
            };
            event.sync.join(0, gate);
            assertThrows(StackOverflowError.class, event::set);
            event.set();
            assertTrue(below.result());
            assertEquals(0, event.sync.gates().count());
            return tries;
        }
    }

    /** A waiter whose wake-up failed is woken by whoever comes next. */
    @Test
    void failedWakeUpIsRepeated() throws Exception {
        assertEquals(2, new FailingOnce().call());
    }

    /** Control: without that it is taken for awake. */
    @Test
    void notRepeatedItSleepsOn() throws Exception {
        assertEquals(1, Mutant.of(Gate.class, "unwoken = true;", "").call(FailingOnce.class));
    }
}
