// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
    private static final int WAITS = 300;

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

    /** How often the first wait looks at so many events before it yields. */
    static final class Looks implements Callable<Integer> {
        private final int events;

        Looks(int events) {
            this.events = events;
        }

        @Override
        public Integer call() throws Exception {
            AtomicInteger looks = new AtomicInteger();
            Step.tell(mark -> looks.addAndGet(mark.equals("P6") ? 1 : 0));
            Event.awaitAny(Duration.ofNanos(1), Stream.generate(Event::new).limit(events).toArray(Event[]::new));
            Step.tell(null);
            return looks.get();
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

    /** In which of so many waits in a row a thread looks for longer, or yields, by a clock of its own. */
    static final class Tries implements Callable<List<Integer>>, Step.Clock {
        private static final int LOOK = 100;

        private final String outcomes;
        private final boolean looks;
        private final Duration slice;
        private final boolean strangers;
        private final Event event = new Event();
        private int outcome;
        private int looked;
        private int yielded;
        private long now = Long.MAX_VALUE - 2_500_000_000L;

        /**
         * What comes of each wait in which the thread yields, or, if {@code looks}, of each wait; the last of them also
         * of all others: {@code h} it is over at the first look, {@code f} at the 64th, {@code +} when the thread has
         * yielded, {@code -} not, {@code u} after 49 microseconds, {@code v} after 51; {@code s} it is over, and others
         * have computed for a slice of time, {@code l} they have, and it is not.
         */
        Tries(String outcomes, boolean looks, Duration slice, boolean strangers) {
            this.outcomes = outcomes;
            this.looks = looks;
            this.slice = slice;
            this.strangers = strangers;
        }

        @Override
        public List<Integer> call() throws Exception {
            List<Integer> which = new ArrayList<>();
            Step.use(this);
            Step.tell(mark -> {
                if (mark.equals("P6")) {
                    looked++;
                    endAt("hf", looked, 1, 64);
                } else if (mark.equals("P3")) {
                    yielded++;
                    now += "sl".indexOf(outcome()) < 0 ? 0 : slice.toNanos();
                    endAt("+suv", yielded, 1, 1, 49_000 / LOOK, 51_000 / LOOK);
                } else if (mark.equals("J1")) {
                    assertFalse(event.isSet(), "it has seen the end, and joins those that wait");
                }
            });
            try {
                for (int i = 0; i < WAITS; i++) {
                    looked = 0;
                    yielded = 0;
                    if (strangers) {
                        Waiter.start(() -> event.await(Duration.ofMillis(10))).result();
                    } else {
                        event.await(Duration.ofMillis(10));
                    }
                    event.clear();
                    if (looks ? looked > 16 : yielded > 0) {
                        which.add(i);
                    }
                    outcome += looks || looked == 1 || yielded > 0 ? 1 : 0;
                }
            } finally {
                Step.tell(null);
                Step.use(null);
            }
            return which;
        }

        private char outcome() {
            return outcomes.charAt(Math.min(outcome, outcomes.length() - 1));
        }

        private void endAt(String these, int times, int... last) {
            int which = these.indexOf(outcome());
            if (which >= 0 && times == last[which]) {
                event.set();
            }
        }

        @Override
        public long nanoTime() {
            now += LOOK;
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

    /** The longest is a fifth of what fits into a long, since some tries last five times as long. */
    @Test
    void longest() throws Exception {
        assertEquals(Long.MAX_VALUE / 5, with("9223372036854775807", Bound.class));
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

    /** What they do with the usual spin, beside a library that has steps. */
    private static <T> T stepped(Mutant library, Class<? extends Callable<T>> type, Object... arguments)
            throws Exception {
        return with("10000", library.stepped().loader(), type, arguments);
    }

    private static List<Integer> yields(Mutant library, String outcomes, Duration slice) throws Exception {
        return stepped(library, Tries.class, outcomes, false, slice, false);
    }

    /** These waits, and then, from the given one on, each after so many. */
    private static List<Integer> andFrom(int first, int step, Integer... before) {
        return Stream.concat(Stream.of(before), Stream.iterate(first, i -> i < WAITS, i -> i + step)).toList();
    }

    private static List<Integer> all() {
        return andFrom(0, 1);
    }

    static Stream<Object[]> habits() {
        return Stream.of(
                new Object[] {"it pays", "+", 0, all()},
                new Object[] {"it is in vain", "-", 0, andFrom(16, 16, 0, 1, 2)},
                new Object[] {"it is in vain twice in a row", "--+--+", 0, all()},
                new Object[] {"it is in vain three times in a row", "---+", 0, andFrom(16, 1, 0, 1, 2)},
                new Object[] {"the wait is over at once after that", "---h+", 0, andFrom(4, 1, 0, 1, 2)},
                new Object[] {"it pays after 49 us", "uuuu-", 0, andFrom(33, 16, 0, 1, 2, 16, 17, 18, 19)},
                new Object[] {"it would pay after 51 us", "v", 0, andFrom(16, 16, 0, 1, 2)},
                new Object[] {"it takes 30 ms", "s", 30, andFrom(45, 22, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 24)},
                new Object[] {"it takes 100 ms, in vain", "l", 100, andFrom(23, 71, 0, 1, 2)},
                new Object[] {"it takes 100 ms, after 1.6 s in vain", "------------s", 100,
                        andFrom(183, 71, 0, 1, 2, 16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 161, 162)},
                new Object[] {"it takes a second", "s", 1_000, andFrom(0, 201)},
                new Object[] {"it takes an hour", "s", 3_600_000, andFrom(0, 201)});
    }

    static Stream<Object[]> looks() {
        return Stream.of(
                new Object[] {"it pays", "f", all()},
                new Object[] {"it is in vain", "-", andFrom(16, 16, 0, 1, 2)},
                new Object[] {"yielding pays", "+", andFrom(16, 16, 0, 1, 2)},
                new Object[] {"it is in vain at times", "--f--f", all()},
                new Object[] {"the first look pays after that", "-----h-", andFrom(22, 16, 0, 1, 2, 6, 7, 8)},
                new Object[] {"it pays after yielding has", "+++++h+", andFrom(22, 16, 0, 1, 2, 6, 7, 8)},
                new Object[] {"it pays after that", "----------------f", andFrom(16, 1, 0, 1, 2)});
    }

    /** A look at many events takes longer, so there are fewer of them. */
    @Test
    void looksAsLongAtMany() throws Exception {
        assertEquals(64, stepped(new Mutant(), Looks.class, 1));
        assertEquals(16, stepped(new Mutant(), Looks.class, 4));
    }

    /** A thread looks for longer where that has paid lately. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void looksWhereThatPays(String name, String outcomes, List<Integer> which) throws Exception {
        assertEquals(which, stepped(new Mutant(), Tries.class, outcomes, true, Duration.ZERO, false));
    }

    /** A thread yields where that has paid lately, and where few of its yields have taken long. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("habits")
    void yieldsWhereThatPays(String name, String outcomes, int millis, List<Integer> which) throws Exception {
        assertEquals(which, yields(new Mutant(), outcomes, Duration.ofMillis(millis)));
    }

    /** It says nothing about other threads: each has a habit of its own, as long as they are few. */
    @Test
    void triesWhateverOthersDo() throws Exception {
        for (boolean looks : new boolean[] {true, false}) {
            List<Integer> which = stepped(new Mutant(), Tries.class, "l", looks, Duration.ofMillis(100), true);
            assertTrue(which.size() > WAITS / 3, which.size() + " waits of " + WAITS + " threads do");
        }
    }

    /** It is long if it takes a millisecond more than it may. */
    @Test
    void isLong() throws Exception {
        assertEquals(all(), yields(new Mutant(), "s", Duration.ofNanos(1_000_000)));
        assertNotEquals(all(), yields(new Mutant(), "s", Duration.ofNanos(1_020_000)));
    }

    /** Controls: a thread yields though that is in vain, or costs a time slice each time; or pays for each try. */
    @Tag("control")
    @Test
    void otherwiseItYieldsInEachWait() throws Exception {
        assertEquals(all(), yields(Mutant.at("P2", "return true;"), "-", Duration.ZERO));
        assertEquals(all(), yields(Mutant.at("P5", "if (start == 0) {"), "s", Duration.ofMillis(30)));
        assertNotEquals(all(), yields(Mutant.at("P4", "if (took > 0) {"), "s", Duration.ofMillis(1)));
    }
}
