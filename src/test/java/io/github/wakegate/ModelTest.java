package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The argument of why no waiter is lost, checked by Lincheck, which takes the real classes through one interleaving
 * after another. For each step of the argument there is a library without it, which has to fail.
 */
@Tag("model")
@Timeout(120)
class ModelTest {
    private static final int INTERLEAVINGS = 5_000;
    static final String HOLDS = "holds";

    /** What threads do with one event. */
    enum Scenario {
        /** Two waiters and a pulse. */
        PULSE {
            @Override
            void play(Event event) throws Exception {
                Player first = waiter(event, 0);
                Player second = waiter(event, 0);
                event.set();
                event.clear();
                first.end();
                second.end();
            }
        },
        /** One who waits for a pulse, while another, after it, waits for the next. */
        EPOCHS {
            @Override
            void play(Event event) throws Exception {
                Player old = waiter(event, 0);
                Player setter = new Player(event::set);
                boolean next = event.clear();
                Player young = waiter(event, next ? 2 : 0);
                old.end();
                setter.end();
                event.set();
                young.end();
            }
        },
        /** Two waiters, a third that gives up, and a pulse. */
        LEAVING {
            @Override
            void play(Event event) throws Exception {
                Player first = waiter(event, 0);
                Player leaver = new Player(() -> leave(event));
                Player second = waiter(event, 0);
                event.set();
                event.clear();
                first.end();
                leaver.end();
                second.end();
                assertEquals(0, event.sync.gates().count());
            }
        },
        /** One who waits for any of two events, another for the second of them, and a pulse of each. */
        ANY {
            @Override
            void play(Event event) throws Exception {
                Event other = new Event();
                Several both = new Several(event, other);
                Player any = new Player(() -> assertNotNull(both.awaitAny(false, 0)));
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
                assertEquals(0, event.sync.gates().count() + other.sync.gates().count());
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
                assertEquals(0, event.sync.gates().count());
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
                assertEquals(0, event.sync.gates().count());
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
        private static Player waiter(Event event, long clearEpoch) {
            return new Player(() -> assertTrue(event.await(clearEpoch, false, 0)));
        }

        /** As an interrupt or a timeout would make a parked thread, in a model that has none. */
        private static void leave(Event event) {
            new Pretender(event, () -> true).leave();
        }
    }

    /** A thread of a scenario. */
    private static final class Player {
        private final Thread thread;
        private Throwable failure;

        interface Action {
            void run() throws Exception;
        }

        Player(Action action) {
            thread = new Thread(() -> {
                try {
                    action.run();
                } catch (Exception | AssertionError e) { // another Error is how Lincheck ends a thread
                    failure = e;
                }
            });
            thread.start();
        }

        void end() throws InterruptedException {
            thread.join();
            if (failure != null) {
                throw new AssertionError(failure);
            }
        }
    }

    /** A step left out of the argument, and the scenario in which that shows. */
    enum Gap {
        NO_LOOK_AFTER_JOINING(Scenario.PULSE, Event.class,
                "if (isOver(clearEpoch)) {\n                gate.open", "if (false) {\n                gate.open"),
        NO_RELEASE_OF_THE_CROWD_BEFORE(Scenario.EPOCHS, Event.class,
                "joined.release(); // its setter", "// its setter"),
        ONE_CROWD_FOR_ALL_EPOCHS(Scenario.EPOCHS, Event.class,
                "joined.epoch != clearEpoch", "joined == Crowd.NOBODY"),
        NO_HELP(Scenario.LEAVING, Crowd.class,
                "release();", ""),
        FAILED_OPEN_COUNTS(Scenario.LEAVING, Gate.class,
                "RELEASED) {\n            return false;", "RELEASED) {\n            return helps;"),
        ANY_DOES_NOT_HELP(Scenario.ANY, Several.class,
                "parts[i].leave();", ""),
        GIVES_UP_WHEN_RELEASED(Scenario.LEAVING, Gate.class,
                "if (!isWaiting() || !compareAndSetState(WAITING, LEFT)) {\n            return false;\n        }",
                "if (!isWaiting()) {\n            return false;\n        }\n        setState(LEFT);"),
        A_FUTURE_COUNTS(Scenario.FUTURE, Event.class,
                "return false;\n        }\n\n        @Override", "return true;\n        }\n\n        @Override"),
        CLEARS_UNSEEN(Scenario.CONSUMERS, Event.class,
                "if (sync.clear())", "if (sync.clear() || true)"),
        SWEEPS_THE_WRONG_ONES(Scenario.LEAVING, Crowd.class,
                "next != null && next.hasGivenUp", "next != null && next.isWaiting");

        private final Scenario scenario;
        private final Class<?> changed;
        private final String code;
        private final String replacement;

        Gap(Scenario scenario, Class<?> changed, String code, String replacement) {
            this.scenario = scenario;
            this.changed = changed;
            this.code = code;
            this.replacement = replacement;
        }
    }

    /** The library with its constants so small that three threads are a crowd: one helper, and nobody left unswept. */
    private static Mutant small() throws Exception {
        return Mutant.of(Crowd.class, "HELPERS = 2", "HELPERS = 1").and(Crowd.class, "SPARE = 32", "SPARE = 0");
    }

    /** In a JVM of its own; without spinning, since the clock stands still. */
    private static String check(Scenario scenario, Mutant library) throws Exception {
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
        String outcome = check(scenario, small());
        assertTrue(outcome.endsWith(HOLDS), outcome);
    }

    /** Controls: without any one step, an interleaving is found that ends badly. */
    @ParameterizedTest
    @EnumSource
    void breaks(Gap gap) throws Exception {
        String outcome = check(gap.scenario, small().and(gap.changed, gap.code, gap.replacement));
        assertTrue(outcome.contains("The following interleaving leads to the error"), outcome);
        assertFalse(outcome.endsWith(HOLDS), outcome);
    }
}
