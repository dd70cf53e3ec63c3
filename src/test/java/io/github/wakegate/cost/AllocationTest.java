// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import com.sun.management.ThreadMXBean;
import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many bytes a public operation allocates beside threads that wait: the least of several counts, since the loading
 * of classes and the compiler's safepoints allocate too.
 */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MANY = 300;

    /** What a set() may allocate; the JDK takes 32 bytes to hand a virtual thread to its scheduler. */
    static final int RELEASE = 500 + (Kind.VIRTUAL.isAvailable() ? 32 * 200 : 0);

    private interface Call {
        void on(Event event) throws Exception;
    }

    /** An operation on an event that is clear, and what it may allocate. */
    enum Operation {
        IS_SET(0, Event::isSet),
        CLEAR(0, Event::clear),
        SET_OF_THE_INVERSE(0, event -> event.inverse().set()),
        AWAIT_OF_THE_INVERSE(0, event -> event.inverse().await()),
        AWAIT_WITHOUT_TIME(0, event -> event.await(Duration.ZERO)),
        AWAIT_THAT_TIMES_OUT(100, event -> event.await(Duration.ofNanos(1))),
        NAMED(0, event -> event.named("name")),
        NEXT(32, Event::next),
        WHEN_SET_OF_THE_INVERSE(100, event -> event.inverse().whenSet(Runnable::run)),
        GET_QUEUE_LENGTH(100, Event::getQueueLength),
        TO_STRING(1_000, Event::toString);

        private final int bytes;
        private final Call call;

        Operation(int bytes, Call call) {
            this.bytes = bytes;
            this.call = call;
        }
    }

    /** A gauge that polls makes no garbage to speak of, however many wait. */
    @ParameterizedTest(name = "{0} allocates next to nothing beside 300 threads")
    @EnumSource
    void allocatesLittle(Operation operation) throws Exception {
        Crowd crowd = new Crowd(Crowd.Of.THREADS).join(MANY);
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 10; attempt++) {
            least = Math.min(least, allocated(() -> {
                for (int i = 0; i < MANY; i++) {
                    operation.call.on(crowd.event);
                }
            }));
        }
        Bound.atMost(operation.bytes, least / MANY, "bytes");
        crowd.event.set();
        crowd.disperse();
    }

    /** The bytes that a set() allocates to release 200 of a kind. */
    static final class Release implements Callable<Long> {
        private final Crowd.Of members;

        Release(String members) {
            this.members = Crowd.Of.valueOf(members);
        }

        @Override
        public Long call() throws Exception {
            long least = Long.MAX_VALUE;
            for (int attempt = 0; attempt < 5; attempt++) {
                Crowd crowd = new Crowd(members).join(200);
                least = Math.min(least, allocated(crowd.event::set));
                crowd.disperse();
            }
            return least;
        }
    }

    /** Nor does a set() make any, however many it releases. */
    @ParameterizedTest(name = "set() allocates next to nothing to release 200 {0}")
    @EnumSource(names = {"THREADS", "THREADS_IN_AWAIT_ANY", "TAKERS", "FUTURES"})
    void setAllocatesLittle(Crowd.Of members) throws Exception {
        Bound.atMost(RELEASE, new Release(members.name()).call(), "bytes");
    }

    private static long allocated(Tally.Action action) throws Exception {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        action.run();
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }
}
