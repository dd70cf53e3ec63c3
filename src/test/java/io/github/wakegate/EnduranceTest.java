// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes a minute or more. */
@Tag("endurance")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EnduranceTest {
    /** What an await that had to wait answers. */
    private static final String ANSWER = "return isOver(wait.epoch)";

    private static final String UNHARMED = "Nothing lost, nothing hung, nothing left.";
    private static final String SPIN_NANOS = "-Dio.github.wakegate.spinNanos=";

    /** Everything at random, with spinning and without. */
    @ParameterizedTest
    @ValueSource(strings = {"10000", "0"})
    void soak(String spinNanos) throws Exception {
        String outcome = new Jvm(SPIN_NANOS + spinNanos).run(Soak.class, "25");
        System.out.println(outcome);
        assertTrue(outcome.endsWith(UNHARMED), outcome);
    }

    /** The same with a pause after every step of the protocol. */
    @ParameterizedTest
    @ValueSource(strings = {"10000", "0"})
    void soakShaken(String spinNanos) throws Exception {
        String outcome = new Jvm(SPIN_NANOS + spinNanos).with(Shaken.library()).run(Soak.class, "15");
        System.out.println(outcome);
        assertTrue(outcome.endsWith(UNHARMED), outcome);
    }

    /** The contract's tests on a library with a pause after every step. */
    @Test
    void contractShaken() throws Exception {
        String outcome = new Jvm("--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED")
                .with(Shaken.library()).patience(5).run(Suite.class);
        assertTrue(outcome.endsWith(Suite.GREEN), outcome);
    }

    /** What the soak has to catch, and how it says so. */
    enum Broken {
        ENDS_WITHOUT_A_SET(Event.class, ANSWER, ANSWER + " || true", "released without a set()",
                "somebody does not park"),
        ENDS_EARLY(Wait.class, "System.nanoTime() + nanos | 1", "System.nanoTime() + nanos / 2 | 1", "early: "),
        TIMES_OUT_IN_SPITE_OF_A_SET(Event.class, ANSWER, ANSWER + " && !wait.hasPassed()",
                "timed out in spite of a set()"),
        LOSES_ONE_OF_A_HUNDRED(Wait.class, "LockSupport.unpark(whole.thread);",
                "if (java.util.concurrent.ThreadLocalRandom.current().nextInt(100) > 0) {\n"
                        + "LockSupport.unpark(whole.thread);\n}", "a set() has lost somebody",
                "somebody waits for what is set"),
        WAKES_NOBODY(Wait.class, "LockSupport.unpark(whole.thread);", "", "somebody waits for what is set",
                "a set() has lost somebody"),
        LEAVES_WAITS_BEHIND(Event.class, "wait.leave();\n                sweep();",
                "wait.leave();\n                sweep();\n                join(new Wait(this, epoch(), 0));",
                "left behind on");

        private final Class<?> changed;
        private final String code;
        private final String replacement;
        private final List<String> messages;

        Broken(Class<?> changed, String code, String replacement, String... messages) {
            this.changed = changed;
            this.code = code;
            this.replacement = replacement;
            this.messages = List.of(messages);
        }
    }

    /** Controls: the soak does not survive a library that breaks what it looks at. */
    @ParameterizedTest
    @EnumSource
    void soakCatches(Broken broken) throws Exception {
        Mutant library = Mutant.of(broken.changed, broken.code, broken.replacement);
        String outcome = new Jvm().with(library).run(Soak.class, "60");
        assertTrue(broken.messages.stream().anyMatch(message -> outcome.contains("AssertionError: " + message)),
                outcome);
    }

    /** A chain of 100 000 events, each set when the future of the one before is completed. */
    @Test
    void longChain() throws Exception {
        WhenSetTest.chain(100_000);
    }

    /** A million waiters. */
    @Test
    void aMillionVirtualThreads() throws Exception {
        assumeTrue(Kind.VIRTUAL.isAvailable(), "virtual threads");
        assertEquals("all released, left 0", new Jvm("-Xmx4g").run(AMillion.class));
    }

    static final class AMillion {
        private AMillion() {
        }

        public static void main(String[] args) throws Exception {
            int million = 1_000_000;
            Event event = new Event();
            CountDownLatch coming = new CountDownLatch(million);
            CountDownLatch released = new CountDownLatch(million);
            for (int i = 0; i < million; i++) {
                Kind.VIRTUAL.unstarted(() -> {
                    coming.countDown();
                    event.awaitUninterruptibly();
                    released.countDown();
                }).start();
            }
            assertTrue(coming.await(Waiter.LONG.toSeconds(), TimeUnit.SECONDS));
            Waiter.until(() -> Entries.count(event) == million);
            event.set();
            assertTrue(released.await(Waiter.LONG.toSeconds(), TimeUnit.SECONDS));
            System.out.println("all released, left " + Entries.count(event));
        }
    }
}
