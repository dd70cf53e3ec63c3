// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wakegate.Inside;
import io.github.wakegate.Event;
import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Shaken;
import io.github.wakegate.support.Waiter;
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
    private static final String UNHARMED = "Nothing lost, nothing hung, nothing left.";
    private static final String SPIN_NANOS = "-Dio.github.wakegate.spinNanos=";

    /** Everything at random, with spinning and without. */
    @ParameterizedTest
    @ValueSource(strings = {"10000", "0"})
    void soak(String spinNanos) throws Exception {
        String outcome = new Jvm(SPIN_NANOS + spinNanos).run(Soak.class, "20");
        System.out.println(outcome);
        assertTrue(outcome.endsWith(UNHARMED), outcome);
    }

    /** The same with a pause after every step of the protocol. */
    @ParameterizedTest
    @ValueSource(strings = {"10000", "0"})
    void soakShaken(String spinNanos) throws Exception {
        String outcome = new Jvm(SPIN_NANOS + spinNanos).with(new Mutant().stepped())
                .run(Shaken.class, Soak.class.getName(), "10");
        System.out.println(outcome);
        assertTrue(outcome.endsWith(UNHARMED), outcome);
    }

    /** What the soak has to catch, and how it says so. */
    enum Broken {
        ENDS_WITHOUT_A_SET("L3", "if (true) { return true; } $", "released without a set()", "somebody does not park"),
        ENDS_EARLY("W2", "nanos /= 2; $", "early: "),
        TIMES_OUT_IN_SPITE_OF_A_SET("L3", "if (ThreadWait.hasPassed(deadline)) { return false; } $",
                "timed out in spite of a set()"),
        LOSES_ONE_OF_A_HUNDRED("R4", "if (java.util.concurrent.ThreadLocalRandom.current().nextInt(100) > 0) { $ }",
                "a set() has lost somebody", "somebody waits for what is set"),
        WAKES_NOBODY("R4", "/* nobody */", "somebody waits for what is set", "a set() has lost somebody"),
        LEAVES_WAITS_BEHIND("L2", "if (WaitNode.goesOn(node)) { wake(); }", "left behind on");

        private final String mark;
        private final String replacement;
        private final List<String> messages;

        Broken(String mark, String replacement, String... messages) {
            this.mark = mark;
            this.replacement = replacement;
            this.messages = List.of(messages);
        }

        Mutant library() {
            return Mutant.at(mark, replacement);
        }
    }

    /** Controls: the soak does not survive a library that breaks what it looks at. */
    @ParameterizedTest
    @EnumSource
    void soakCatches(Broken broken) throws Exception {
        String outcome = new Jvm().with(broken.library()).run(Soak.class, "60", "2");
        assertTrue(broken.messages.stream().anyMatch(message -> outcome.contains("AssertionError: " + message)),
                outcome);
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
            Waiter.until(() -> Inside.count(event) == million);
            event.set();
            assertTrue(released.await(Waiter.LONG.toSeconds(), TimeUnit.SECONDS));
            System.out.println("all released, left " + Inside.count(event));
        }
    }
}
