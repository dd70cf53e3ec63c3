// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.waits;

import static io.github.wakegate.jcstress.Waiting.uninterrupted;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Many give up waiting at the same time, by two threads: what they leave is swept out, and nobody else with it. */
public class Leaving {
    private static final int FUTURES = 1_000;

    /** One in so many waits on. */
    private static final int KEPT = 64;

    /** So many entries leave at once, which is more than may stay without a sweep. */
    private static final int COPIES = 40;

    /**
     * Each future has an executor of its own and so a place of its own. Half of them have been cancelled, as many as
     * may stay among the others. Then two threads give up again and again, so that both sweep at the same time.
     */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "All that still waited were released.")
    @Outcome(expect = FORBIDDEN, desc = "So many are lost: swept out although they still waited.")
    @State
    public static class TwoSweeps {
        private final Event event = new Event();
        private final Event[] copies = new Event[COPIES];
        private final List<CompletableFuture<Void>> kept = new ArrayList<>();

        public TwoSweeps() {
            Arrays.fill(copies, event);
            List<CompletableFuture<Void>> others = new ArrayList<>();
            for (int i = 0; i < FUTURES; i++) {
                (i % KEPT == 0 ? kept : others).add(event.whenSet(new Direct()));
            }
            kept.add(event.whenSet(new Direct()));
            others.subList(0, FUTURES / 2 + 33).forEach(future -> future.cancel(false));
        }

        private void giveUp() {
            for (int i = 0; i < 4; i++) {
                uninterrupted(() -> Event.awaitAny(Duration.ofNanos(1), copies));
            }
        }

        @Actor
        public void one() {
            giveUp();
        }

        @Actor
        public void other() {
            giveUp();
        }

        @Arbiter
        public void arbiter(I_Result r) {
            event.set();
            r.r1 = (int) kept.stream().filter(future -> !future.isDone()).count();
        }
    }

    /** No two are the same. */
    private static final class Direct implements Executor {
        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }
}
