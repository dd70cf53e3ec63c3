// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import io.github.wakegate.Event;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 64 threads that take a flag in a loop, set anew whenever it has been taken: time and wake-ups for each take. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(1)
public class Taking {
    /** What can be taken, by one thread at a time. */
    public enum Taken {
        EVENT, EVENT_AGAIN, SEMAPHORE, CONDITION
    }

    @Param
    private Taken peer;

    private final AtomicInteger taken = new AtomicInteger();
    private final Crew crew = new Crew(Crew.Kind.PLATFORM, 64);
    private Peer.Flag flag;

    /** One flag for all. */
    @Setup
    public void make() {
        flag = switch (peer) {
            case EVENT, EVENT_AGAIN -> {
                Event event = new Event();
                yield new Steps(event::set, event::awaitAndClear);
            }
            case SEMAPHORE -> {
                Semaphore semaphore = new Semaphore(0);
                yield new Steps(semaphore::release, semaphore::acquire);
            }
            case CONDITION -> new SignalFlag();
        };
        crew.begin(() -> {
            while (true) {
                flag.await();
                taken.incrementAndGet();
            }
        }).untilParked();
    }

    /** What a take cost. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cost {
        public double takeMicros;
        public double wakeUpsPerTake;
    }

    /** Set again as soon as it has been taken. */
    @Benchmark
    public void take(Cost cost) throws InterruptedException {
        take(cost, 10_000, false);
    }

    /** Set again when the one that took it is parked once more. */
    @Benchmark
    public void takeFromParked(Cost cost) throws InterruptedException {
        take(cost, 1_000, true);
    }

    private void take(Cost cost, int takes, boolean parked) throws InterruptedException {
        long before = waits();
        long nanos = 0;
        for (int i = 0; i < takes; i++) {
            if (parked) {
                crew.untilParked();
            }
            int seen = taken.get();
            long start = System.nanoTime();
            flag.set();
            while (taken.get() == seen) {
                Thread.yield();
            }
            nanos += System.nanoTime() - start;
        }
        crew.untilParked();
        cost.takeMicros = nanos / 1e3 / takes;
        cost.wakeUpsPerTake = (double) (waits() - before) / takes;
    }

    /** How often the threads have begun to wait: one that is woken in vain waits once more. */
    private long waits() {
        return Stream.of(ManagementFactory.getThreadMXBean().getThreadInfo(crew.ids()))
                .mapToLong(ThreadInfo::getWaitedCount).sum();
    }

    private static final class SignalFlag implements Peer.Flag {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition isSet = lock.newCondition();
        private boolean set;

        @Override
        public boolean isSet() {
            return set;
        }

        @Override
        public void set() {
            lock.lock();
            try {
                set = true;
                isSet.signal();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void clear() {
            // was done by await
        }

        @Override
        public void await() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (!set) {
                    isSet.await();
                }
                set = false;
            } finally {
                lock.unlock();
            }
        }
    }

    /** A flag made of its two steps, for a scenario that takes no others. */
    private record Steps(Runnable setting, Crew.Wait waiting) implements Peer.Flag {

        @Override
        public boolean isSet() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void set() {
            setting.run();
        }

        @Override
        public void clear() {
            // one of the steps does it
        }

        @Override
        public void await() throws Exception {
            waiting.run();
        }
    }
}
