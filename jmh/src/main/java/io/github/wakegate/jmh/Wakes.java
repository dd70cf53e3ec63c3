package io.github.wakegate.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What JMH can't time by itself: when the threads run that a call has woken, and how long the call took. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Wakes {
    public double lastMicros;
    public double medianMicros;
    public double setMicros;

    void measure(Crew crew, Peer.Flag flag) throws InterruptedException {
        long start = System.nanoTime();
        flag.set();
        long end = System.nanoTime();
        crew.untilAllRan();
        setMicros = (end - start) / 1e3;
        lastMicros = crew.microsUntil(1, start);
        medianMicros = crew.microsUntil(0.5, start);
    }
}
