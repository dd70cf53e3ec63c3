// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.faults;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Inside;
import io.github.wakegate.Event;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.OwnClasses;
import io.github.wakegate.support.Waiter;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a wait leaves for a while on an event that outlives it keeps nothing of an application that has gone. */
class UnloadingTest {

    /** Waits in every way, for an event that is not its own, until it is interrupted and closed. */
    static final class Application implements Callable<List<Thread>>, AutoCloseable {
        private final Event event;
        private CompletableFuture<Void> future;

        Application(Event event) throws InterruptedException {
            this.event = event;
            start(() -> future = event.whenSet(task -> new Thread(task).start())).join();
        }

        /** Begins to wait. */
        @Override
        public List<Thread> call() {
            Event own = new Event();
            future.thenRun(own::set);
            return List.of(start(event::await), start(() -> Event.awaitAny(own, event)),
                    start(() -> Event.awaitAll(event, own)), start(event::awaitAndClear));
        }

        @Override
        public void close() {
            future.cancel(false);
        }

        private interface Wait {
            void run() throws InterruptedException;
        }

        private static Thread start(Wait wait) {
            Thread thread = new Thread(() -> {
                try {
                    wait.run();
                } catch (InterruptedException e) {
                    // it was told to give up
                }
            });
            thread.setContextClassLoader(Application.class.getClassLoader());
            thread.start();
            return thread;
        }
    }

    /** An application comes, waits, gives up and goes: can its class loader be collected? */
    static final class Unloading implements Callable<Boolean> {
        private final int collections;

        Unloading(int collections) {
            this.collections = collections;
        }

        @Override
        public Boolean call() throws Exception {
            Event event = new Event();
            WeakReference<ClassLoader> loader = comeAndGo(event);
            assertTrue(Inside.count(event) > 2, "what has left lies below a thread that waits");
            for (int i = 0; i < collections && loader.get() != null; i++) {
                System.gc();
            }
            event.set();
            return loader.get() == null;
        }

        private static WeakReference<ClassLoader> comeAndGo(Event event) throws Exception {
            String own = Application.class.getName();
            ClassLoader loader = new OwnClasses(own, Mutant.home(UnloadingTest.class));
            Constructor<?> constructor = loader.loadClass(own).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            try (AutoCloseable application = (AutoCloseable) constructor.newInstance(event)) {
                List<?> threads = (List<?>) ((Callable<?>) application).call();
                for (Object thread : threads) {
                    Waiter.until(() -> ((Thread) thread).getState() == Thread.State.WAITING);
                }
                Waiter.start(() -> event.await(Waiter.LONG)).parked();
                for (Object thread : threads) {
                    ((Thread) thread).interrupt();
                    ((Thread) thread).join(Waiter.PATIENCE.toMillis());
                    assertFalse(((Thread) thread).isAlive());
                }
            }
            return new WeakReference<>(loader);
        }
    }

    @Test
    void applicationCanBeUnloaded() throws Exception {
        assertTrue(new Unloading(100).call());
    }

    /** Controls: if its thread, or its future, is kept, the application is. */
    @Tag("control")
    @ParameterizedTest
    @ValueSource(strings = {"L1", "A2", "F12"})
    void whatIsKeptKeepsTheApplication(String mark) throws Exception {
        assertFalse(Mutant.at(mark, "/* kept */").call(Unloading.class, 10));
    }
}
