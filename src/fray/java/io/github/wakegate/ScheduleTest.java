// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Mutant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.pastalab.fray.instrumentation.agent.PreMainKt;
import org.pastalab.fray.junit.junit5.FrayTestExtension;
import org.pastalab.fray.junit.junit5.annotations.FrayTest;

/**
 * Fray runs the real classes, on JDK 25, in one schedule after another: the scenarios of the model, and others that the
 * model can't have, with timeouts, interrupts and executors. Each gap of the model makes a library that must fail.
 */
@Tag("fray")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ScheduleTest {
    private static final int SCHEDULES = 5_000;
    private static final String HOLDS = "holds";
    private static final Duration BRIEF = Duration.ofMillis(1);

    interface Play {
        void play(Event event) throws Exception;
    }

    /** What the model leaves out. */
    enum Scenario implements Play {
        /** Two that may give up, one that must not, and one set(). */
        TIMED {
            @Override
            public void play(Event event) throws Exception {
                Player first = new Player(() -> event.await(BRIEF));
                Player untimed = new Player(event::await);
                Player second = new Player(() -> event.await(BRIEF));
                event.set();
                first.end();
                untimed.end();
                second.end();
                assertEquals(0, Inside.count(event));
            }
        },
        /** One that ignores an interrupt, and a pulse as it comes. */
        INTERRUPTED {
            @Override
            public void play(Event event) throws Exception {
                Event next = event.next();
                Player waiting = new Player(() -> {
                    next.awaitUninterruptibly();
                    assertTrue(next.isSet());
                });
                Player beside = new Player(next::await);
                waiting.thread.interrupt();
                event.pulse();
                waiting.end();
                beside.end();
                assertEquals(0, Inside.count(event));
            }
        },
        /** One that waits for any of two, while others wait for each, and one of these gives up. */
        ANY {
            @Override
            public void play(Event event) throws Exception {
                Event other = new Event();
                Player any = new Player(() -> assertNotNull(Event.awaitAny(event, other)));
                Player one = new Player(event::await);
                Player brief = new Player(() -> other.await(BRIEF));
                event.set();
                other.set();
                any.end();
                one.end();
                brief.end();
                assertEquals(0, Inside.count(event) + Inside.count(other));
            }
        },
        /** Two takers, and a setter that waits until its event is taken. */
        TAKERS {
            @Override
            public void play(Event event) throws Exception {
                Player first = new Player(event::awaitAndClear);
                Player second = new Player(event::awaitAndClear);
                for (int i = 0; i < 2; i++) {
                    event.set();
                    event.inverse().await();
                }
                first.end();
                second.end();
                assertEquals(0, Inside.count(event));
            }
        },
        /** Four waiters, which help each other, and one set(). */
        CROWD {
            @Override
            public void play(Event event) throws Exception {
                List<Player> crowd = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    crowd.add(new Player(event::await));
                }
                event.set();
                for (Player player : crowd) {
                    player.end();
                }
                assertEquals(0, Inside.count(event));
            }
        },
        /** Two futures of a group, one of them cancelled, perhaps in the next epoch. */
        FUTURES {
            @Override
            public void play(Event event) throws Exception {
                Player cancelling = new Player(() -> event.whenSet(Runnable::run).cancel(false));
                CompletableFuture<Void> kept = event.whenSet(Runnable::run);
                Player setter = new Player(() -> {
                    event.set();
                    event.clear();
                });
                kept.get();
                cancelling.end();
                setter.end();
                assertEquals(0, Inside.futures(event));
            }
        }
    }

    /** A thread of a scenario. */
    private static final class Player {
        final Thread thread;
        private Throwable failure;

        interface Action {
            void run() throws Exception;
        }

        Player(Action action) {
            thread = new Thread(() -> {
                try {
                    action.run();
                } catch (Exception | AssertionError e) {
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

    static Stream<Enum<?>> scenarios() {
        return Stream.concat(Arrays.stream(Scenario.values()), Arrays.stream(ModelTest.Scenario.values()))
                .map(ScheduleTest::instead).distinct();
    }

    /**
     * Two of the model's scenarios don't do here. The future of one is completed by a pool, perhaps after the scenario.
     * The other shows what it shows by plain fields, between which Fray does not switch threads.
     */
    private static Enum<?> instead(Enum<?> scenario) {
        return scenario == ModelTest.Scenario.FUTURE ? Scenario.FUTURES
                : scenario == ModelTest.Scenario.CONSUMERS ? Scenario.TAKERS : scenario;
    }

    /** In a JVM of its own, which the plugin has prepared; without spinning. */
    private static String explore(Enum<?> scenario, Mutant library) throws Exception {
        Path fray = Path.of("target", "fray");
        String agent = PreMainKt.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        String jvmti = fray.resolve("fray-jvmti").resolve(System.mapLibraryName("jvmti")).toString();
        return new Jvm("-javaagent:" + agent, "-agentpath:" + jvmti,
                "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED",
                "-Dio.github.wakegate.spinNanos=0",
                "-Dscenario=" + scenario.getDeclaringClass().getName() + " " + scenario.name())
                .of(fray.resolve("fray-java")).with(library)
                .patience(5).run(Explorer.class);
    }

    /** Runs the schedules, and says how it went. */
    static final class Explorer {
        private Explorer() {
        }

        public static void main(String[] args) {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(Schedules.class)).build(), listener);
            listener.getSummary().getFailures().forEach(failure -> failure.getException().printStackTrace());
            boolean held = listener.getSummary().getTestsSucceededCount() > 0
                    && listener.getSummary().getFailures().isEmpty();
            System.out.println("\n" + (held ? HOLDS : "fails"));
            System.exit(0);
        }
    }

    /** One scenario in many schedules. */
    @ExtendWith(FrayTestExtension.class)
    static final class Schedules {
        @FrayTest(iterations = SCHEDULES, resetClassLoaderPerIteration = false)
        void play() throws Exception {
            String[] scenario = System.getProperty("scenario").split(" ");
            if (scenario[0].equals(Scenario.class.getName())) {
                Scenario.valueOf(scenario[1]).play(new Event());
            } else {
                ModelTest.Scenario.valueOf(scenario[1]).play(new Event());
            }
        }
    }

    /** Every scenario ends well in every schedule tried. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void holds(Enum<?> scenario) throws Exception {
        String outcome = explore(scenario, ModelTest.small());
        assertTrue(outcome.endsWith(HOLDS), outcome);
    }

    /** Controls: without any one step, a schedule is found that ends badly. */
    @ParameterizedTest
    @EnumSource
    void breaks(ModelControlTest.Gap gap) throws Exception {
        String outcome = explore(instead(gap.scenario()), gap.in(ModelTest.small()));
        assertTrue(outcome.endsWith("fails"), outcome);
    }
}
