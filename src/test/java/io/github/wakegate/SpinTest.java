package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Spinning: a platform thread stays awake for a while before it parks, if that can help, and is not turned off. */
class SpinTest {
    private static final String TWO_PROCESSORS = "-XX:ActiveProcessorCount=2";
    private static final String A_MINUTE = "-Dio.github.wakegate.spinNanos=60000000000";

    /** What a waiter does, told by its state and by the processor time that it takes. */
    static final class Probe {
        private Probe() {
        }

        public static void main(String[] args) throws Exception {
            Event event = new Event();
            switch (args[0]) {
                case "alone" -> System.out.println(watch(event, Kind.PLATFORM));
                case "virtual" -> System.out.println(watch(event, Kind.VIRTUAL));
                case "crowded" -> {
                    event.sync.join(0, new Gate(event, null));
                    System.out.println(watch(event, Kind.PLATFORM));
                }
                default -> {
                    assertFalse(Waiter.start(() -> event.await(Duration.ofMillis(20))).result());
                    System.out.println("ends");
                }
            }
        }

        private static String watch(Event event, Kind kind) throws Exception {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            Waiter<Boolean> waiter = Waiter.start(kind, () -> event.await(Waiter.LONG));
            long deadline = System.nanoTime() + Waiter.PATIENCE.toNanos();
            String seen = null;
            while (seen == null) {
                if (waiter.isParked()) {
                    seen = "parks";
                } else if (threads.getThreadCpuTime(waiter.thread.getId()) > Duration.ofMillis(300).toNanos()) {
                    seen = "spins, queue length = " + event.getQueueLength();
                }
                assertTrue(System.nanoTime() - deadline < 0, "neither parks nor runs");
                Thread.yield();
            }
            event.set();
            assertTrue(waiter.result());
            return seen;
        }
    }

    /** A wait that is shorter than the spin never touches the queue. */
    @Test
    void spins() throws Exception {
        assertEquals("spins, queue length = 0", new Jvm(TWO_PROCESSORS, A_MINUTE).run(Probe.class, "alone"));
    }

    /** The system property sets its length; 0 turns it off. */
    @Test
    void isTurnedOff() throws Exception {
        assertEquals("parks",
                new Jvm(TWO_PROCESSORS, "-Dio.github.wakegate.spinNanos=0").run(Probe.class, "alone"));
    }

    /** It has an end without the property. */
    @Test
    void ends() throws Exception {
        assertEquals("parks", new Jvm(TWO_PROCESSORS).run(Probe.class, "alone"));
    }

    /** No spinning on one processor. */
    @Test
    void notOnOneProcessor() throws Exception {
        assertEquals("parks", new Jvm("-XX:ActiveProcessorCount=1", A_MINUTE).run(Probe.class, "alone"));
    }

    /** No spinning on a virtual thread. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void notOnAVirtualThread() throws Exception {
        assertEquals("parks", new Jvm(TWO_PROCESSORS, A_MINUTE).run(Probe.class, "virtual"));
    }

    /** No spinning if others are parked already. */
    @Test
    void notInACrowd() throws Exception {
        assertEquals("parks", new Jvm(TWO_PROCESSORS, A_MINUTE).run(Probe.class, "crowded"));
    }

    /** No spinning beyond the timeout. */
    @Test
    void notBeyondTheTimeout() throws Exception {
        assertEquals("ends", new Jvm(TWO_PROCESSORS, A_MINUTE).run(Probe.class, "timeout"));
    }
}
