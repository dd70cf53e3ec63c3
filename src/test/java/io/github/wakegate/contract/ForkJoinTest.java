// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.ThreadDump;
import io.github.wakegate.support.Waiter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** G9, good citizen: a fork-join pool runs others while its workers wait. */
class ForkJoinTest {

    /** Two workers, six tasks that wait for what the seventh does: it comes to run. */
    @ParameterizedTest
    @EnumSource
    void poolRunsOthersMeanwhile(Form form) throws Exception {
        Event event = new Event();
        assertTrue(sixWaitForASeventh(() -> form.await(event), event::set, Waiter.PATIENCE));
    }

    /** The auto-reset form waits in the same way: the seventh lets one go on, that one the next. */
    @Test
    void poolRunsOthersWhileAwaitingAndClearing() throws Exception {
        Event event = new Event();
        assertTrue(sixWaitForASeventh(() -> event.awaitAndClear(Waiter.LONG) && event.set(), event::set,
                Waiter.PATIENCE));
    }

    /** Control: with a latch the seventh never runs. */
    @Tag("control")
    @Test
    void poolDoesNotWithALatch() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        assertEquals(false, sixWaitForASeventh(() -> latch.await(Waiter.LONG.toSeconds(), TimeUnit.SECONDS), () -> {
            latch.countDown();
            return true;
        }, Duration.ofMillis(300)));
    }

    private static boolean sixWaitForASeventh(Callable<Boolean> wait, Callable<Boolean> end, Duration patience)
            throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        try {
            List<ForkJoinTask<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                tasks.add(pool.submit(wait));
            }
            tasks.add(pool.submit(end));
            for (ForkJoinTask<Boolean> task : tasks) {
                assertTrue(task.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } finally {
            pool.shutdownNow();
        }
    }

    /** More tasks than the common pool may have threads: those for which it has none wait all the same. */
    @Test
    void poolThatRefuses() throws Exception {
        Event event = new Event();
        List<ForkJoinTask<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            tasks.add(ForkJoinPool.commonPool().submit(() -> event.await(Waiter.LONG)));
        }
        Waiter.until(() -> event.getQueueLength() >= 256);
        event.set();
        for (ForkJoinTask<Boolean> task : tasks) {
            assertTrue(task.get(Waiter.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    /** A timeout ends the wait of a worker like that of any other thread. */
    @ParameterizedTest
    @EnumSource(names = Form.TIMED, mode = EnumSource.Mode.MATCH_ALL)
    void timeoutInAWorker(Form form) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            ForkJoinTask<Boolean> task = pool.submit(() -> form.await(new Event(), Duration.ofMillis(20)));
            assertFalse(task.get(Waiter.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            pool.shutdownNow();
        }
    }

    /** In a pool that is stopping an uninterruptible wait goes on, parked. */
    @Test
    void poolThatStops() throws Exception {
        Event event = new Event();
        Event ended = new Event();
        ForkJoinPool pool = new ForkJoinPool(2);
        Thread[] worker = new Thread[1];
        Event begun = new Event();
        pool.submit(() -> {
            worker[0] = Thread.currentThread();
            begun.set();
            event.awaitUninterruptibly();
            ended.set();
        });
        assertTrue(begun.await(Waiter.PATIENCE));
        untilParked(worker[0]);
        pool.shutdownNow();
        for (int i = 0; i < 100; i++) {
            worker[0].interrupt();
            untilParked(worker[0]);
        }
        event.set();
        assertTrue(ended.await(Waiter.PATIENCE));
    }

    /** Where the pool fails to start another thread, the wait goes on without. */
    @Test
    void poolThatFails() throws Exception {
        Event event = new Event();
        AtomicInteger threads = new AtomicInteger();
        ForkJoinPool pool = new ForkJoinPool(1, some -> {
            if (threads.getAndIncrement() > 0) {
                throw new IllegalStateException("no more threads");
            }
            return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(some);
        }, null, false);
        try {
            ForkJoinTask<Boolean> task = pool.submit(() -> event.awaitUninterruptibly(Waiter.LONG));
            Waiter.until(() -> event.getQueueLength() > 0 && threads.get() >= 2);
            event.set();
            assertTrue(task.get(Waiter.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            pool.shutdownNow();
        }
    }

    /** A worker is torn out of its wait by an Error: does that come out, or does it wait again? */
    static final class Torn implements Callable<Boolean> {
        private volatile Thread worker;

        @Override
        public Boolean call() throws Exception {
            Event event = new Event();
            ForkJoinPool pool = new ForkJoinPool(1);
            try {
                ForkJoinTask<Boolean> task = pool.submit(() -> {
                    worker = Thread.currentThread();
                    try {
                        event.await();
                        return false;
                    } catch (StackOverflowError e) {
                        return true;
                    }
                });
                Waiter.until(() -> task.isDone() || worker != null && worker.getState() == Thread.State.WAITING);
                event.set();
                return task.get(Waiter.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private static Mutant tearing() {
        return Mutant.at("W6", "Thread worker = Thread.currentThread(); if (!worker.getName().equals(\"torn\")) {"
                + " worker.setName(\"torn\"); throw new StackOverflowError(); } $");
    }

    /** An Error ends the wait. */
    @Test
    void tornOutItDoesNotWaitAgain() throws Exception {
        assertTrue(tearing().call(Torn.class));
    }

    /** Control: taken for a refusal of the pool, the Error is lost. */
    @Tag("control")
    @Test
    void takenForARefusalTheErrorIsLost() throws Exception {
        assertEquals(false, tearing().andAt("W3", "/* as if the pool had refused */").call(Torn.class));
    }

    /** Waits in pools that are stopped, each for a second: how many threads were started, how much time burnt. */
    static final class Stopping {
        private Stopping() {
        }

        private static int interrupts;

        public static void main(String[] args) throws Exception {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            Event never = new Event();
            Duration timeout = Duration.ofSeconds(1);
            List<Callable<Boolean>> forms = List.of(() -> never.awaitUninterruptibly(timeout), () -> {
                Thread.interrupted(); // the pool has interrupted it
                return never.await(timeout);
            }, () -> {
                Thread.interrupted();
                return Event.awaitAny(timeout, never, new Event()) != null;
            }, () -> {
                Thread.interrupted();
                return never.awaitAndClear(timeout);
            });
            for (int parallelism = 1; parallelism <= 2; parallelism++) {
                for (Callable<Boolean> form : forms) {
                    for (boolean begunBefore : List.of(true, false)) {
                        play(new ForkJoinPool(parallelism), form, begunBefore, never);
                    }
                }
            }
            System.out.println(threads.getTotalStartedThreadCount() + " "
                    + ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                            .getProcessCpuTime() / 1_000_000 + " " + interrupts);
        }

        private static void play(ForkJoinPool pool, Callable<Boolean> form, boolean begunBefore, Event never)
                throws Exception {
            Event begun = new Event();
            Event stopped = new Event();
            Event ended = new Event();
            Thread[] worker = new Thread[1];
            pool.execute(() -> {
                worker[0] = Thread.currentThread();
                begun.set();
                if (!begunBefore) {
                    while (!stopped.isSet()) {
                        Thread.onSpinWait();
                    }
                }
                try {
                    form.call();
                } catch (Exception e) {
                    interrupts += begunBefore ? 0 : 1; // by the pool, once more
                }
                ended.set();
            });
            begun.await();
            if (begunBefore) {
                Waiter.until(() -> never.getQueueLength() > 0);
            }
            pool.shutdownNow();
            stopped.set();
            if (!ended.await(Waiter.PATIENCE)) {
                throw new AssertionError("does not end" + ThreadDump.take());
            }
        }
    }

    /** A pool that is stopping is left alone: a wait in it keeps its timeout, starts no threads, burns nothing. */
    @Tag("without-pit")
    @Test
    void stoppingPoolIsLeftAlone() throws Exception {
        String[] outcome = new Jvm().run(Stopping.class).split(" ");
        assertEquals(3, outcome.length, String.join(" ", outcome));
        assertTrue(Integer.parseInt(outcome[0]) < 100, outcome[0] + " threads");
        assertTrue(Integer.parseInt(outcome[1]) < 8_000, outcome[1] + " ms of processor time in 14 s");
        assertEquals(0, Integer.parseInt(outcome[2]), "interrupts");
    }

    /** Control: asked to make up for the wait, the pool of an older JDK fails to, and interrupts its workers again. */
    @Tag("control")
    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void askedAStoppingPoolInterrupts() throws Exception {
        Mutant asking = Mutant.at("W5", ";");
        String[] outcome = new Jvm().with(asking).run(Stopping.class).split(" ");
        assertTrue(outcome.length != 3 || Integer.parseInt(outcome[2]) > 0, String.join(" ", outcome));
    }

    /** A pool that was shut down has a task left, which sets the event that its only worker waits for: in time? */
    static final class ShutDown implements Callable<Boolean> {
        private final Duration timeout;

        ShutDown(Duration timeout) {
            this.timeout = timeout;
        }

        @Override
        public Boolean call() throws Exception {
            Event event = new Event();
            CountDownLatch isShutDown = new CountDownLatch(1);
            ForkJoinPool pool = new ForkJoinPool(1);
            ForkJoinTask<Boolean> waits = pool.submit(() -> {
                isShutDown.await();
                return event.await(timeout);
            });
            pool.submit(event::set);
            pool.shutdown();
            isShutDown.countDown();
            return waits.get(Waiter.LONG.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A pool that was shut down in an orderly way goes on to compensate: it still runs the tasks that it has. */
    @Test
    void shutDownItStillRunsOthers() throws Exception {
        assertTrue(new ShutDown(Waiter.PATIENCE).call());
    }

    /** Control: left alone as one that is stopping, it does not. */
    @Tag("control")
    @Test
    void leftAloneItDoesNot() throws Exception {
        Mutant hasty = Mutant.at("W5", "|| ForkJoinTask.getPool().isShutdown();");
        assertEquals(false, hasty.call(ShutDown.class, Duration.ofMillis(500)));
    }

    private static void untilParked(Thread thread) throws Exception {
        Waiter.until(() -> thread.getState() == Thread.State.WAITING);
    }

    /** A worker that is interrupted while it waits is told so. */
    @Test
    void interrupted() throws Exception {
        Event event = new Event();
        ForkJoinPool pool = new ForkJoinPool(1);
        Thread[] worker = new Thread[1];
        Event begun = new Event();
        try {
            ForkJoinTask<Boolean> task = pool.submit(() -> {
                worker[0] = Thread.currentThread();
                begun.set();
                assertThrows(InterruptedException.class, event::await);
                return Thread.currentThread().isInterrupted();
            });
            assertTrue(begun.await(Waiter.PATIENCE));
            untilParked(worker[0]);
            worker[0].interrupt();
            assertEquals(false, task.get(Waiter.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            pool.shutdownNow();
        }
    }
}
