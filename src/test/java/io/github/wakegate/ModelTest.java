// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Mutant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The argument of why no waiter is lost, checked by Lincheck, which takes the real classes through one interleaving
 * after another.
 */
@Tag("model")
public class ModelTest {
    private static final int INTERLEAVINGS = 5_000;
    public static final String HOLDS = "holds";

    /** What threads do with one event. */
    public enum Scenario {
        /** Two waiters and a pulse. */
        PULSE {
            @Override
            void play(Event event) throws Exception {
                Player first = waiter(event, 0);
                Player second = waiter(event, 0);
                event.pulse();
                first.end();
                second.end();
            }
        },
        /** One who waits for a pulse, while another, perhaps after it, waits for the next. */
        EPOCHS {
            @Override
            void play(Event event) throws Exception {
                Player old = waiter(event, 0);
                Player setter = new Player(event::pulse);
                Player young = waiter(event, event.look());
                old.end();
                setter.end();
                event.set();
                young.end();
            }
        },
        /** Two waiters, one that gives up between them, and a pulse. */
        LEAVING {
            @Override
            void play(Event event) throws Exception {
                Player first = waiter(event, 0);
                Pretender leaver = new Pretender(event, () -> { });
                Player second = waiter(event, 0);
                leaver.end(event); // as an interrupt or a timeout makes a parked thread, in a model that has none
                event.pulse();
                first.end();
                second.end();
                assertEquals(0, Inside.count(event));
            }
        },
        /** One who waits for any of two events, another for the second of them, and a pulse of each. */
        ANY {
            @Override
            void play(Event event) throws Exception {
                Event other = new Event();
                AnyOrAll both = new AnyOrAll(event, other);
                Player any = new Player(() -> assertNotNull(both.awaitAny(Long.MAX_VALUE)));
                Player beside = waiter(other, 0);
                Player pulse = new Player(() -> {
                    event.set();
                    event.clear();
                });
                other.set();
                other.clear();
                any.end();
                beside.end();
                pulse.end();
                assertEquals(0, Inside.count(event) + Inside.count(other));
            }
        },
        /** One who waits for any of two events, and a pulse of the second. */
        ANY_BY_THE_SECOND {
            @Override
            void play(Event event) throws Exception {
                AnyOrAll both = new AnyOrAll(new Event(), event);
                Player any = new Player(() -> assertEquals(event, both.awaitAny(Long.MAX_VALUE)));
                event.pulse();
                any.end();
                assertEquals(0, Inside.count(event));
            }
        },
        /** One waiter in each direction, and a change there and back. */
        DIRECTIONS {
            @Override
            void play(Event event) throws Exception {
                Player there = waiter(event, 0);
                Player back = waiter(event, 1);
                event.set();
                event.clear();
                there.end();
                back.end();
                assertEquals(0, Inside.count(event));
            }
        },
        /** Two consumers of a queue that wait for a change by a ticket, and one change for each. */
        EVENTCOUNT {
            @Override
            void play(Event changed) throws Exception {
                AtomicInteger items = new AtomicInteger();
                Player one = consumer(changed, items);
                Player other = consumer(changed, items);
                for (int i = 0; i < 2; i++) {
                    items.incrementAndGet();
                    changed.pulse();
                }
                one.end();
                other.end();
                assertEquals(0, items.get());
            }

            private static Player consumer(Event changed, AtomicInteger items) {
                return new Player(() -> {
                    while (true) {
                        Event next = changed.next();
                        int available = items.get();
                        if (available > 0 && items.compareAndSet(available, available - 1)) {
                            return;
                        }
                        if (available == 0) {
                            next.await();
                        }
                    }
                });
            }
        },
        /** A taker, a waiter, and a pulse, which nobody can take. */
        PULSE_AND_TAKE {
            @Override
            void play(Event event) throws Exception {
                Player waiting = waiter(event, 0);
                Player taking = new Player(event::awaitAndClear);
                event.pulse();
                assertFalse(event.isSet());
                event.set();
                waiting.end();
                taking.end();
                assertFalse(event.isSet());
            }
        },
        /** A taker, one who may wait for the inverse meanwhile, and a set(). */
        TAKEN_BACK {
            @Override
            void play(Event event) throws Exception {
                Player taking = new Player(event::awaitAndClear);
                Player back = waiter(event, 1);
                event.set();
                taking.end();
                back.end();
                assertEquals(0, Inside.count(event));
            }
        },
        /** Two futures that share a place, one of which is cancelled, and a pulse. */
        FUTURES {
            @Override
            void play(Event event) throws Exception {
                Executor here = Runnable::run;
                CompletableFuture<Void> first = event.whenSet(here);
                Player cancelling = new Player(() -> first.cancel(false));
                CompletableFuture<Void> second = event.whenSet(here);
                event.pulse();
                cancelling.end();
                assertTrue(second.isDone());
                assertEquals(0, Inside.count(event));
            }
        },
        /** A waiter, a future that is cancelled, and a pulse. */
        FUTURE {
            @Override
            void play(Event event) throws Exception {
                Player waiting = waiter(event, 0);
                Player cancelling = new Player(() -> event.whenSet().cancel(false));
                event.set();
                event.clear();
                waiting.end();
                cancelling.end();
                assertEquals(0, Inside.futures(event));
            }
        },
        /** Two that take the event back from set to clear, never both at once, and set it for the other. */
        CONSUMERS {
            @Override
            void play(Event event) throws Exception {
                int[] inside = new int[1];
                Player one = consumer(event, inside);
                Player other = consumer(event, inside);
                event.set();
                one.end();
                other.end();
                assertTrue(event.isSet());
                assertEquals(0, Inside.count(event));
            }

            private static Player consumer(Event event, int[] inside) {
                return new Player(() -> {
                    event.awaitAndClear();
                    inside[0]++;
                    assertEquals(1, inside[0]);
                    inside[0]--;
                    event.set();
                });
            }
        };

        abstract void play(Event event) throws Exception;

        /** Looked at the event beforehand, however late it joins the others: a pulse must release it. */
        private static Player waiter(Event event, long epoch) {
            return new Player(() -> assertTrue(ThreadWait.await(event.core, epoch, Long.MAX_VALUE)));
        }
    }

    /** What a thread parks for: not the thread itself, which others may join. */
    private static final class Permit {
        private boolean available;

        synchronized void take() {
            try {
                while (!available) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            available = false;
        }

        synchronized void give() {
            available = true;
            notify();
        }
    }

    /** A thread of a scenario. */
    private static final class Player extends Thread {
        private final Action action;
        private final Permit permit = new Permit();
        private Throwable failure;

        interface Action {
            void run() throws Exception;
        }

        Player(Action action) {
            this.action = action;
            start();
        }

        @Override
        public void run() {
            try {
                action.run();
            } catch (Exception | AssertionError e) { // another Error is how Lincheck ends a thread
                failure = e;
            }
        }

        void end() throws InterruptedException {
            Thread thread = this; // Lincheck knows the methods of Thread only by that name
            thread.join();
            if (failure != null) {
                throw new AssertionError(failure);
            }
        }
    }

    /** The library with constants so small that nobody stays unswept, and that recursion is not taken for a loop. */
    static Mutant small() {
        return Mutant.at("L8", "private static final int SLACK = 0;")
                .andAt("H3", "private static final int FRAMES = 0;");
    }

    /**
     * The same with a park that returns when it is told to and not before: the park of the model may return for no
     * reason, and so hides that nobody has called unpark.
     */
    public static Mutant strict() {
        return small().andAt("W7", "ModelTest.park();").andAt("R4", "ModelTest.unpark(thread);");
    }

    static void park() {
        ((Player) Thread.currentThread()).permit.take();
    }

    static void unpark(Thread player) {
        ((Player) player).permit.give();
    }

    /** In a JVM of its own; without spinning, since the clock stands still. */
    public static String check(Scenario scenario, Mutant library) throws Exception {
        return new Jvm("-Dio.github.wakegate.spinNanos=0").with(library).run(Model.class, scenario.name());
    }

    static final class Model {
        private Model() {
        }

        public static void main(String[] args) {
            Scenario scenario = Scenario.valueOf(args[0]);
            print(() -> Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
                try {
                    scenario.play(new Event());
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }));
        }

        /** What the checker finds: nothing, or an interleaving. */
        static void print(Runnable check) {
            try {
                check.run();
                System.out.println(HOLDS);
            } catch (LincheckAssertionError e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** Every scenario ends well in every interleaving tried. */
    @ParameterizedTest
    @EnumSource
    void holds(Scenario scenario) throws Exception {
        String outcome = check(scenario, strict());
        assertTrue(outcome.endsWith(HOLDS), outcome);
    }
}
