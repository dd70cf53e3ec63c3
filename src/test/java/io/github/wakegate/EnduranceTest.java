package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What takes a minute or more. */
@Tag("endurance")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EnduranceTest {

    /** Everything at random, for a minute. */
    @Test
    void soak() throws Exception {
        String outcome = new Jvm().run(Soak.class, "60");
        System.out.println(outcome);
        assertTrue(outcome.endsWith("Nothing lost, nothing hung, nothing left."), outcome);
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
            Waiter.until(() -> event.sync.gates().count() == million);
            event.set();
            assertTrue(released.await(Waiter.LONG.toSeconds(), TimeUnit.SECONDS));
            System.out.println("all released, left " + event.sync.gates().count());
        }
    }
}
