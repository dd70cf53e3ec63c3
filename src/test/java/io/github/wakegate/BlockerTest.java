// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Waiter;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a fork-join pool is given when one of its workers waits: it may ask twice, and asking may fail. */
class BlockerTest {

    /** A pool asks twice whether a wait may end: what is the answer the second time? */
    static final class AskedTwice implements Callable<Boolean> {
        @Override
        public Boolean call() throws Exception {
            return inPool(() -> {
                ForkJoinPool.ManagedBlocker wait = blocker(new Turns());
                return wait.isReleasable() && wait.isReleasable();
            });
        }
    }

    private static boolean inPool(Callable<Boolean> action) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            return pool.submit(action).get(Waiter.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            pool.shutdown();
        }
    }

    /** What a pool is given, for a wait that may be interrupted and never times out. */
    private static ForkJoinPool.ManagedBlocker blocker(ThreadWait.Goal goal) throws ReflectiveOperationException {
        Map<Class<?>, Object> captured = Map.of(ThreadWait.Goal.class, goal, long.class, 0L, boolean.class, true);
        Constructor<?> constructor =
                Class.forName("io.github.wakegate.ThreadWait$1Blocker").getDeclaredConstructors()[0];
        return (ForkJoinPool.ManagedBlocker) constructor.newInstance(
                Arrays.stream(constructor.getParameterTypes()).map(captured::get).toArray());
    }

    /** A turn that can be taken once. */
    private static final class Turns implements ThreadWait.Goal {
        private boolean taken;

        @Override
        public boolean tryEnd(long epoch) {
            boolean first = !taken;
            taken = true;
            return first;
        }

        @Override
        public boolean block(long epoch, long deadline, boolean interruptible) {
            throw new AssertionError("nothing to wait for");
        }

        @Override
        public Event[] events(long epoch) {
            return new Event[0];
        }
    }

    /** What was taken when the pool asked stays taken, however often it asks. */
    @Test
    void takenStaysTaken() throws Exception {
        assertTrue(new AskedTwice().call());
    }

    /** Control: otherwise it is taken, and lost. */
    @Tag("control")
    @Test
    void askedAgainItIsLost() throws Exception {
        Mutant forgetful = Mutant.at("W4", "over = false; $");
        assertEquals(false, forgetful.call(AskedTwice.class));
    }

    /** A wait in a worker fails when the pool asks: does it go on all the same? */
    static final class FailsWhenAsked implements Callable<Boolean> {
        @Override
        public Boolean call() throws Exception {
            return inPool(() -> {
                try {
                    return ThreadWait.await(new FailingTurns(), 0, Long.MAX_VALUE, true);
                } catch (IllegalStateException e) {
                    return false;
                }
            });
        }
    }

    /** A turn that is taken, and then something fails, when the pool asks. */
    private static final class FailingTurns implements ThreadWait.Goal {
        @Override
        public boolean tryEnd(long epoch) {
            if (StackWalker.getInstance().walk(frames -> frames.anyMatch(
                    frame -> frame.getMethodName().equals("isReleasable")))) {
                throw new IllegalStateException();
            }
            return false;
        }

        @Override
        public boolean block(long epoch, long deadline, boolean interruptible) {
            return true;
        }

        @Override
        public Event[] events(long epoch) {
            return new Event[0];
        }
    }

    /** No, as it may have taken its turn. */
    @Test
    void failingItEnds() throws Exception {
        assertFalse(new FailsWhenAsked().call());
    }

    /** Control: if each failure is taken for one of the pool, it does. */
    @Tag("control")
    @Test
    void takenForOneOfThePoolItGoesOn() throws Exception {
        assertTrue(Mutant.at("W3", "blocker.acts = false;").call(FailsWhenAsked.class));
    }
}
