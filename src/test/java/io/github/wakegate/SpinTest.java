// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wakegate.support.Form;
import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.OwnClasses;
import io.github.wakegate.support.Step;
import io.github.wakegate.support.Waiter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spinning: a platform thread stays awake for a while before it parks, if that can help, and is not turned off. */
class SpinTest {
    private static final String SPIN_NANOS = "io.github.wakegate.spinNanos";
    private static final String A_MINUTE = "60000000000";
    private static final String TWO_PROCESSORS = "-XX:ActiveProcessorCount=2";
    private static final int WAITS = 150;

    /** What a waiter does, told by its state, and by the processor time that it takes again and again. */
    static final class Probe implements Callable<String> {
        private final Form form;
        private final Kind kind;

        Probe(String form, String kind) {
            this.form = Form.valueOf(form);
            this.kind = Kind.valueOf(kind);
        }

        @Override
        public String call() throws Exception {
            Event event = new Event();
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            Waiter<Boolean> waiter = Waiter.start(kind, () -> form.await(event));
            long since = System.nanoTime();
            long taken = 0;
            int times = 0;
            String seen = null;
            while (seen == null) {
                long now = threads.getThreadCpuTime(waiter.thread.getId());
                long passed = System.nanoTime() - since;
                if (waiter.isParked()) {
                    seen = "parks";
                } else if (times == 10) {
                    seen = "spins, queue length = " + event.getQueueLength();
                } else if (now > taken && passed > Duration.ofMillis(50).toNanos()) {
                    times++; // it has run once more; on a busy machine not for long
                    taken = now;
                    since += passed;
                }
                assertTrue(passed < Waiter.PATIENCE.toNanos(), "neither parks nor runs");
                Thread.yield();
            }
            event.set();
            assertTrue(waiter.result());
            return seen;
        }

        /** In a JVM of its own. */
        public static void main(String[] form) throws Exception {
            System.out.println(new Probe(form[0], Kind.PLATFORM.name()).call());
        }
    }

    /** A wait that ends by timeout: how often does it come before a park? */
    static final class Timeout implements Callable<Integer> {
        private final Form form;

        Timeout(String form) {
            this.form = Form.valueOf(form);
        }

        @Override
        public Integer call() throws Exception {
            AtomicInteger parks = new AtomicInteger();
            Step.tell(mark -> parks.addAndGet(mark.equals("W8") ? 1 : 0));
            assertFalse(Waiter.start(() -> form.await(new Event(), Duration.ofMillis(20))).result());
            return parks.get();
        }
    }

    /** How many nanoseconds the first wait settles on. */
    static final class Bound implements Callable<Long> {
        @Override
        public Long call() throws Exception {
            assertFalse(new Event().await(Duration.ofNanos(1)));
            Field spinNanos = Spin.class.getDeclaredField("nanos");
            spinNanos.setAccessible(true);
            return spinNanos.getLong(null);
        }

        /** In a JVM of its own. */
        public static void main(String[] args) throws Exception {
            System.out.println(new Bound().call());
        }
    }

    /** Which of so many waits in a row yield, by a clock that moves when it is looked at. */
    static final class Yields implements Callable<List<Integer>>, Step.Clock {
        private final String outcomes;
        private final int waits;
        private final Event event = new Event();
        private int tries;
        private boolean tried;
        private long now;

        /**
         * What comes of each try to yield, the last of them also of all others: {@code +} the wait is over, {@code -}
         * not; {@code s} it is over, and others have computed for a time slice, {@code l} they have, and it is not.
         */
        Yields(String outcomes, int waits) {
            this.outcomes = outcomes;
            this.waits = waits;
        }

        @Override
        public List<Integer> call() throws Exception {
            List<Integer> which = new ArrayList<>();
            Step.use(this);
            Step.tell(mark -> {
                if (mark.equals("P3")) {
                    tryIt();
                }
            });
            try {
                for (int i = 0; i < waits; i++) {
                    tried = false;
                    event.await(Duration.ofMillis(10));
                    event.clear();
                    if (tried) {
                        which.add(i);
                        tries++;
                    }
                }
            } finally {
                Step.tell(null);
                Step.use(null);
            }
            return which;
        }

        private void tryIt() {
            tried = true;
            char outcome = outcomes.charAt(Math.min(tries, outcomes.length() - 1));
            if (outcome == 's' || outcome == 'l') {
                now += 3_000_000; // others compute
            }
            if (outcome == 's' || outcome == '+') {
                event.set();
            }
        }

        @Override
        public long nanoTime() {
            now += 100;
            return now;
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            now += nanos;
        }
    }

    private static <T> T withAMinute(Class<? extends Callable<T>> type, Object... arguments) throws Exception {
        return with(A_MINUTE, OwnClasses.ofTheLibrary(), type, arguments);
    }

    /** What the classes of the library, which read the property when they are loaded, do if it says so. */
    private static <T> T with(String spinNanos, Class<? extends Callable<T>> type, Object... arguments)
            throws Exception {
        return with(spinNanos, OwnClasses.ofTheLibrary(), type, arguments);
    }

    private static <T> T with(String spinNanos, OwnClasses library, Class<? extends Callable<T>> type,
            Object... arguments) throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "nothing spins on one processor");
        System.setProperty(SPIN_NANOS, spinNanos);
        try (library) {
            return library.call(type, arguments);
        } finally {
            System.clearProperty(SPIN_NANOS);
        }
    }

    /** A wait that is shorter than the spin never touches the queue. */
    @ParameterizedTest
    @EnumSource
    void spins(Form form) throws Exception {
        assertEquals("spins, queue length = 0",
                withAMinute(Probe.class, form.name(), Kind.PLATFORM.name()));
    }

    /** The system property turns it off, */
    @ParameterizedTest
    @EnumSource
    void isTurnedOff(Form form) throws Exception {
        assertEquals("parks", with("0", Probe.class, form.name(), Kind.PLATFORM.name()));
        assertEquals(0, with("0", Bound.class));
    }

    /** and it has an end without the property. */
    @ParameterizedTest
    @MethodSource("oneOrMany")
    void ends(Form form) throws Exception {
        assertEquals("parks", new Jvm(TWO_PROCESSORS).run(Probe.class, form.name()));
    }

    /** What is not a number of nanoseconds is ignored: it is 10 microseconds then. */
    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "10.5", "9223372036854775808"})
    void ignored(String spinNanos) throws Exception {
        String output = new Jvm(TWO_PROCESSORS, "-D" + SPIN_NANOS + "=" + spinNanos).run(Bound.class);
        assertEquals("10000", output);
    }

    /** One that is negative turns it off. */
    @ParameterizedTest
    @MethodSource("oneOrMany")
    void negativeTurnsItOff(Form form) throws Exception {
        String negative = "-9223372036854775808";
        assertEquals("parks", with(negative, Probe.class, form.name(), Kind.PLATFORM.name()));
        assertEquals(0, with(negative, Bound.class)); // the default parks soon, too
    }

    /** No spinning on one processor. */
    @ParameterizedTest
    @MethodSource("oneOrMany")
    void notOnOneProcessor(Form form) throws Exception {
        assertEquals("parks", new Jvm("-XX:ActiveProcessorCount=1", "-D" + SPIN_NANOS + "=" + A_MINUTE)
                .run(Probe.class, form.name()));
    }

    static Stream<Form> oneOrMany() {
        return Stream.of(Form.AWAIT, Form.AWAIT_ANY);
    }

    /** No spinning on a virtual thread. */
    @ParameterizedTest
    @EnumSource
    @EnabledForJreRange(min = JRE.JAVA_21)
    void notOnAVirtualThread(Form form) throws Exception {
        assertEquals("parks", withAMinute(Probe.class, form.name(), Kind.VIRTUAL.name()));
    }

    private static int parksAfterAMinute(Mutant library, Form form) throws Exception {
        return with(A_MINUTE, library.stepped().loader(), Timeout.class, form.name());
    }

    /** No spinning beyond the timeout, and the time that it took counts. */
    @ParameterizedTest
    @EnumSource(names = Form.TIMED, mode = EnumSource.Mode.MATCH_ALL)
    void notBeyondTheTimeout(Form form) throws Exception {
        assertEquals(0, parksAfterAMinute(new Mutant(), form));
    }

    /** Control: if the time begins when the spin ends, the wait lasts twice as long, unless its thread oversleeps. */
    @Tag("control")
    @Test
    void otherwiseItTakesTwiceAsLong() throws Exception {
        int parks;
        do {
            parks = parksAfterAMinute(Mutant.at("W2", "$ deadline += nanos;"), Form.AWAIT_DURATION);
        } while (parks == 0);
        assertEquals(1, parks);
    }

    private static List<Integer> yields(Mutant library, String outcomes, int waits) throws Exception {
        return with("10000", library.stepped().loader(), Yields.class, outcomes, waits);
    }

    private static List<Integer> all() {
        return IntStream.range(0, WAITS).boxed().toList();
    }

    private static List<Integer> andAllFrom(int first, Integer... before) {
        return Stream.concat(Stream.of(before), IntStream.range(first, WAITS).boxed()).toList();
    }

    static Stream<Object[]> habits() {
        return Stream.of(
                new Object[] {"it pays", "+", all()},
                new Object[] {"it is in vain", "-", List.of(0, 1, 2, 4, 8, 16, 32, 48, 64, 80, 96, 112, 128, 144)},
                new Object[] {"it is in vain six times", "------+", andAllFrom(32, 0, 1, 2, 4, 8, 16)},
                new Object[] {"it costs a time slice", "s", List.of(0, 1, 2, 4, 8, 16, 32, 64, 128)},
                new Object[] {"it costs a time slice, and is in vain", "l", List.of(0, 1, 2, 4, 8, 16, 32, 64, 128)},
                new Object[] {"it costs seven time slices", "slslsls+", andAllFrom(64, 0, 1, 2, 4, 8, 16, 32)},
                new Object[] {"it costs seven time slices, and then is in vain", "sssssss-",
                        List.of(0, 1, 2, 4, 8, 16, 32, 64, 80, 96, 112, 128, 144)},
                new Object[] {"it pays at times", "ssssss+s", List.of(0, 1, 2, 4, 8, 16, 32, 33, 49, 81, 145)});
    }

    /** A thread yields where that has paid lately: where its turn comes back at once, and the wait is over. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("habits")
    void yieldsWhereThatPays(String name, String outcomes, List<Integer> which) throws Exception {
        assertEquals(which, yields(new Mutant(), outcomes, WAITS));
    }

    /** However long others compute, a thread tries it again. */
    @Test
    void yieldsAgain() throws Exception {
        List<Integer> which = yields(new Mutant(), "s", 150_000);
        assertEquals(List.of(16_384, 32_768, 65_536, 98_304, 131_072), which.subList(15, which.size()));
    }

    /** Controls: a thread yields though that is in vain, or costs a time slice each time. */
    @Tag("control")
    @Test
    void otherwiseItYieldsInEachWait() throws Exception {
        assertEquals(all(), yields(Mutant.at("P2", "if (before < 0) {"), "-", WAITS));
        assertEquals(all(), yields(Mutant.at("P4", "boolean lost = false;"), "s", WAITS));
    }
}
