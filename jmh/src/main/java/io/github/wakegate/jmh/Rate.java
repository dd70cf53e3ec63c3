// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What threads get done in a second: all together, and the slowest. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Rate {
    public double perSecond;
    public double slowestPerSecond;

    /** Tells the threads to come to an end: those that others wait for wake them one last time. */
    volatile boolean over;

    /** Runs each in a thread of its own for a second, and counts what they return, if not null. */
    void measure(List<Callable<Long>> players) throws Exception {
        over = false;
        ExecutorService pool = Executors.newFixedThreadPool(players.size());
        try {
            List<Future<Long>> scores = new ArrayList<>();
            long start = System.nanoTime();
            players.forEach(player -> scores.add(pool.submit(player)));
            Thread.sleep(1_000);
            over = true;
            LongSummaryStatistics counts = new LongSummaryStatistics();
            for (Future<Long> score : scores) {
                Long count = score.get(10, TimeUnit.SECONDS);
                if (count != null) {
                    counts.accept(count);
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            perSecond = counts.getSum() / seconds;
            slowestPerSecond = counts.getMin() / seconds;
        } finally {
            pool.shutdownNow();
        }
    }
}
