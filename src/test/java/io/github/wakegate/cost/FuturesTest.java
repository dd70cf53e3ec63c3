// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Mutant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How many tasks a set() hands over to the executors of futures, and how futures are completed. */
class FuturesTest {
    private static final Mutant LIBRARY = new Mutant().stepped();

    /** Executors that do nothing until told so. */
    private static final class Tray {
        private final Queue<Runnable> tasks = new ArrayDeque<>();

        List<Executor> executors(int number) {
            List<Executor> executors = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                executors.add(new Executor() {
                    @Override
                    public void execute(Runnable task) {
                        tasks.add(task);
                    }
                });
            }
            return executors;
        }

        boolean runOne() {
            Runnable task = tasks.poll();
            if (task != null) {
                task.run();
            }
            return task != null;
        }

        void runAll() {
            while (runOne()) {
                continue;
            }
        }
    }

    /** How many tasks a change hands over for n futures of some executors. */
    static final class HandedOver implements Callable<Integer> {
        private final Event event = new Event();
        private final Tray tray = new Tray();
        private final List<CompletableFuture<Void>> futures;
        private final boolean pulse;

        HandedOver(int n, int number, boolean byTurns, boolean pulse) {
            List<Executor> executors = tray.executors(number);
            futures = IntStream.range(0, n).map(i -> byTurns ? i % number : (int) ((long) i * number / n))
                    .mapToObj(which -> event.whenSet(executors.get(which))).toList();
            this.pulse = pulse;
        }

        @Override
        public Integer call() {
            boolean unused = pulse ? event.pulse() : event.set();
            int tasks = tray.tasks.size();
            event.set();
            event.clear();
            event.pulse();
            assertEquals(tasks, tray.tasks.size(), "what was handed over is handed over again");
            tray.runAll();
            assertTrue(futures.stream().allMatch(CompletableFuture::isDone));
            return tasks;
        }
    }

    /** One task for any number of futures that have the same executor. */
    @ParameterizedTest(name = "at most {4} tasks for {0} futures of {1} executors, by turns: {2}, by a pulse: {3}")
    @CsvSource({"10, 1, false, false, 1", "1000, 1, false, false, 1", "100000, 1, false, false, 1",
        "10, 5, false, false, 5", "1000, 5, false, false, 5", "100000, 5, false, false, 5",
        "1000, 5, true, false, 5", "1000, 1000, false, false, 1000", "1000, 1, false, true, 1",
        "1000, 5, false, true, 5"})
    void tasks(int n, int executors, boolean byTurns, boolean pulse, int most) {
        Bound.atMost(most, new HandedOver(n, executors, byTurns, pulse).call(), "tasks");
    }

    /** The steps of completing n futures whose actions block until a task has completed the others. */
    static final class Blocking implements Callable<Long> {
        private final int n;

        Blocking(int n) {
            this.n = n;
        }

        @Override
        public Long call() throws Exception {
            Event event = new Event();
            Tray tray = new Tray();
            Executor executor = tray.executors(1).get(0);
            for (int i = 0; i < n; i++) {
                event.whenSet(executor).thenRun(tray::runOne);
            }
            return Tally.of(() -> {
                event.set();
                tray.runAll();
            });
        }
    }

    /** However many actions block, the next future costs no more to complete. */
    @Tag("without-pit")
    @Test
    void blockingActionsCostNoMore() throws Exception {
        long few = LIBRARY.call(Blocking.class, 30);
        long many = LIBRARY.call(Blocking.class, 300);
        Bound.atMost(11 * few, many, "steps for ten times as many futures");
    }

    /** An action that touches the event. */
    enum Touch {
        CLEAR {
            @Override
            void touch(Event event) {
                event.clear();
            }
        },
        SET {
            @Override
            void touch(Event event) {
                event.set();
            }
        },
        AWAIT {
            @Override
            void touch(Event event) {
                event.awaitUninterruptibly();
            }
        },
        REGISTER {
            @Override
            void touch(Event event) {
                event.whenSet(Runnable::run);
            }
        },
        CLEAR_REGISTER_AND_SET {
            @Override
            void touch(Event event) {
                touch(event, 50);
            }

            private void touch(Event event, int times) {
                event.clear();
                if (times > 0) {
                    event.whenSet(Runnable::run).thenRun(() -> touch(event, times - 1));
                }
                event.set();
            }
        },
        CLEAR_AND_REGISTER {
            @Override
            void touch(Event event) {
                event.clear();
                event.whenSet(Runnable::run);
            }
        };

        abstract void touch(Event event);
    }

    /** Actions that touch the event: how much deeper is the deepest than the first? */
    static final class Deepest implements Callable<Long> {
        private final Touch touch;
        private final Executor executor;

        Deepest(String touch, boolean rejects) {
            this.touch = Touch.valueOf(touch);
            executor = task -> {
                if (rejects) {
                    throw new RejectedExecutionException();
                }
                task.run();
            };
        }

        @Override
        public Long call() {
            Event event = new Event();
            List<Long> depths = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                event.whenSet(executor).thenRun(() -> {
                    depths.add(StackWalker.getInstance().walk(Stream::count));
                    touch.touch(event);
                });
            }
            event.set();
            assertEquals(20, depths.size());
            return depths.stream().max(Long::compare).get() - depths.get(0);
        }
    }

    /** Actions that touch the event don't nest, and each runs once. */
    @ParameterizedTest(name = "actions that {0} run one after the other")
    @EnumSource
    void actionsDoNotNest(Touch touch) {
        Bound.atMost(50, new Deepest(touch.name(), false).call(), "frames between the first action and the deepest");
    }

    /** Nor do they nest where the setter completes the futures of an executor that is shut down. */
    @ParameterizedTest(name = "actions that {0} run one after the other without their executor")
    @EnumSource
    void rejectedActionsDoNotNest(Touch touch) {
        Bound.atMost(50, new Deepest(touch.name(), true).call(), "frames between the first action and the deepest");
    }
}
