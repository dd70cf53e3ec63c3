// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.control.MonitorFlag;
import io.github.wakegate.support.Flag;
import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** G8, never blocks the setter: set(), clear() and isSet() take no lock, and may be called from anywhere. */
class SetterTest {

    /** set(), clear() and isSet() end while another thread holds the monitors of all that can be got hold of. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void isNotBlockedByAMonitor(Kind kind) throws Exception {
        Event event = new Event();
        Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
        synchronized (event) {
            synchronized (LockSupport.getBlocker(waiter.thread)) {
                assertTrue(setAndClear(kind, Flag.of(event)).result());
                assertTrue(waiter.result());
            }
        }
    }

    /** Control: on the hand-rolled flag the same calls are blocked. */
    @Tag("control")
    @Test
    void isBlockedOnMonitorFlag() throws Exception {
        Flag flag = new MonitorFlag();
        Waiter<Boolean> setter;
        synchronized (flag) {
            setter = setAndClear(Kind.PLATFORM, flag);
            long deadline = System.nanoTime() + Waiter.PATIENCE.toNanos();
            while (setter.thread.getState() != Thread.State.BLOCKED) {
                assertTrue(!setter.isDone() && System.nanoTime() - deadline < 0, "is not blocked");
                Thread.yield();
            }
        }
        assertTrue(setter.result());
    }

    private static Waiter<Boolean> setAndClear(Kind kind, Flag flag) {
        return Waiter.start(kind, () -> !flag.isSet() && flag.set() && flag.isSet() && flag.clear());
    }

    /** They may be called while many wait and the caller is inside synchronized. */
    @ParameterizedTest
    @MethodSource("io.github.wakegate.support.Kind#available")
    void insideSynchronized(Kind kind) throws Exception {
        Event event = new Event();
        List<Waiter<Boolean>> waiters = Waiter.parked(20, kind, () -> event.await(Waiter.LONG));
        Object monitor = new Object();
        assertTrue(Waiter.start(kind, () -> {
            synchronized (monitor) {
                return event.set() && event.clear();
            }
        }).result());
        Waiter.assertAllTrue(waiters);
    }

    /** They may be called from a callback of another primitive. */
    @Test
    void fromACallback() throws Exception {
        Event event = new Event();
        CompletableFuture<Void> other = new CompletableFuture<>();
        CompletableFuture<Boolean> set = other.thenApply(nothing -> event.set());
        Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
        other.complete(null);
        assertTrue(set.join());
        assertTrue(waiter.result());
    }

    /** They may be called by an interrupted thread, whose status they leave alone. */
    @Test
    void byAnInterruptedThread() throws Exception {
        assertTrue(Waiter.start(() -> {
            Event event = new Event();
            Thread.currentThread().interrupt();
            return event.set() && event.isSet() && event.clear() && Thread.currentThread().isInterrupted();
        }).result());
    }

    /** They may be called in a shutdown hook: the JVM of a consumer ends in time with the event set by its hook. */
    @Test
    void inAShutdownHook() throws Exception {
        assertEquals("released by the hook", new Jvm().run(ShutdownHook.class));
    }

    /** A JVM that ends while a daemon waits for its shutdown. */
    static final class ShutdownHook {
        private ShutdownHook() {
        }

        public static void main(String[] args) throws Exception {
            Event stopping = new Event();
            Waiter<Boolean> daemon = Waiter.start(() -> stopping.await(Waiter.LONG)).parked();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stopping.set();
                try {
                    System.out.println(daemon.result() ? "released by the hook" : "timed out");
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }));
        }
    }
}
