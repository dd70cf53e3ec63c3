// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What JMH can't time by itself: when the threads run that a call has woken, and how long the call took. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Wakes {
    /** So many wake-ups are not measured. */
    static final int WARM = Integer.getInteger("wakegate.jmh.warm", 50_000);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    public double lastMicros;
    public double medianMicros;
    public double setMicros;
    public double setProcessorMicros;

    /**
     * Wakes so many that the code of all is compiled by the time it is measured: a thread may be cold, as in a program
     * that has run for a while and waits, the code of such a program is not.
     */
    static void warmUp(Crew crew, int size, Supplier<Peer.Flag> flags) throws InterruptedException {
        for (int woken = 0; woken < WARM; woken += size) {
            Peer.Flag flag = flags.get();
            crew.begin(flag::await).untilParked();
            flag.set();
            crew.untilAllRan();
        }
    }

    void measure(Crew crew, Peer.Flag flag) throws InterruptedException {
        long taken = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        flag.set();
        long end = System.nanoTime();
        setProcessorMicros = (THREADS.getCurrentThreadCpuTime() - taken) / 1e3;
        crew.untilAllRan();
        setMicros = (end - start) / 1e3;
        lastMicros = crew.microsUntil(1, start);
        medianMicros = crew.microsUntil(0.5, start);
    }
}
