// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Jvm;
import io.github.wakegate.support.Mutant;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** whenSet: a future is one more who waits, and is released as all the others. */
class WhenSetTest {
    private final Event event = new Event();

    private static <T> T result(CompletableFuture<T> future) throws Exception {
        return Waiter.start(() -> future.get()).result();
    }

    /** However a future is completed, it is taken off the event, which is not changed. */
    @Test
    void completedItLeaves() throws Exception {
        CompletableFuture<Void> cancelled = event.whenSet();
        assertTrue(event.toString().contains("futures = 1"));
        cancelled.cancel(true);
        assertFalse(event.toString().contains("futures"));
        event.whenSet().complete(null);
        event.whenSet().completeExceptionally(new Exception());
        CompletableFuture<Void> timedOut = event.whenSet().orTimeout(1, TimeUnit.MILLISECONDS);
        ExecutionException failure = assertThrows(ExecutionException.class, () -> result(timedOut));
        assertTrue(failure.getCause() instanceof TimeoutException);
        event.whenSet().completeAsync(() -> null);
        Waiter.until(() -> !event.toString().contains("futures"));
        assertFalse(event.isSet());
    }

    /** It tells whether it has been completed now, as any future does. */
    @Test
    void completedItSaysSo() {
        CompletableFuture<Void> completed = event.whenSet();
        assertTrue(completed.complete(null));
        assertFalse(completed.complete(null));
        assertFalse(completed.cancel(true));
        CompletableFuture<Void> failed = event.whenSet();
        assertTrue(failed.completeExceptionally(new Exception()));
        assertFalse(failed.completeExceptionally(new Exception()));
        CompletableFuture<Void> later = event.whenSet();
        assertSame(later, later.completeAsync(() -> null));
    }

    /** Executors have their own tasks, even if their identity hash codes are the same. */
    @Test
    void executorsThatLookTheSame() {
        Map<Integer, Tasks> others = new HashMap<>();
        Tasks one = null;
        Tasks other = null;
        while (one == null) {
            other = new Tasks();
            one = others.put(System.identityHashCode(other), other);
        }
        CompletableFuture<Void> ofOne = event.whenSet(one);
        CompletableFuture<Void> ofOther = event.whenSet(other);
        event.set();
        one.tasks.remove().run();
        assertTrue(ofOne.isDone());
        assertFalse(ofOther.isDone());
        other.tasks.remove().run();
        assertTrue(ofOther.isDone());
    }

    /** Also if an action sets the event again, another executor is given its task, once, and it runs there. */
    @Test
    void inAnActionOthersRunElsewhere() {
        Tasks elsewhere = new Tasks();
        CompletableFuture<CompletableFuture<Void>> action = event.whenSet(Runnable::run).thenApply(unused -> {
            event.clear();
            CompletableFuture<Void> other = event.whenSet(elsewhere);
            event.set();
            return other;
        });
        event.set();
        assertFalse(action.join().isDone());
        assertEquals(1, elsewhere.tasks.size());
        elsewhere.tasks.remove().run();
        assertTrue(action.join().isDone());
    }

    private static final class Tasks implements Executor {
        private final Queue<Runnable> tasks = new ArrayDeque<>(1);

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }
    }

    /** set() runs no dependent: it returns although one waits for what the setter does after it. */
    @Test
    void setRunsNoDependent() throws Exception {
        Event returned = new Event();
        CompletableFuture<Boolean> dependent = event.whenSet().thenApply(unused -> {
            return returned.awaitUninterruptibly(Waiter.LONG);
        });
        assertTrue(Waiter.start(event::set).result());
        returned.set();
        assertTrue(result(dependent));
    }

    /** Control: complete() does run it, and so would wait for itself. */
    @Tag("control")
    @Test
    void completeRunsDependent() throws Exception {
        Event returned = new Event();
        CompletableFuture<Void> future = new CompletableFuture<>();
        future.thenApply(unused -> returned.awaitUninterruptibly(Waiter.LONG));
        Waiter<Boolean> setter = Waiter.start(() -> future.complete(null)).parked();
        returned.set();
        assertTrue(setter.result());
    }

    /** What a dependent throws disturbs neither set() nor the others. */
    @Test
    void exceptionsAreTheirOwn() throws Exception {
        List<CompletableFuture<Void>> futures = Stream.generate(event::whenSet).limit(10).toList();
        List<CompletableFuture<Void>> failing = futures.stream().map(future -> future.thenRun(() -> {
            throw new AssertionError("thrown by a dependent");
        })).toList();
        Waiter<Boolean> waiter = Waiter.start(() -> event.await(Waiter.LONG)).parked();
        assertTrue(event.set());
        assertTrue(waiter.result());
        for (CompletableFuture<Void> future : futures) {
            result(future);
        }
        for (CompletableFuture<Void> future : failing) {
            assertThrows(ExecutionException.class, () -> result(future));
        }
    }

    /** A chain of events, each set when the one before is, comes to its end. */
    @Test
    void longChain() throws Exception {
        Event[] chain = Stream.generate(Event::new).limit(10_000).toArray(Event[]::new);
        for (int i = 1; i < chain.length; i++) {
            chain[i - 1].whenSet().thenRun(chain[i]::set);
        }
        Waiter<Boolean> waiter = Waiter.start(() -> chain[chain.length - 1].await(Waiter.LONG)).parked();
        chain[0].set();
        assertTrue(waiter.result(Waiter.LONG));
    }

    /** Control: a chain of futures that complete each other does not. */
    @Tag("control")
    @Test
    void longChainOfFuturesStops() throws Exception {
        List<CompletableFuture<Void>> chain =
                Stream.generate(() -> new CompletableFuture<Void>()).limit(10_000).toList();
        for (int i = 1; i < chain.size(); i++) {
            CompletableFuture<Void> next = chain.get(i);
            chain.get(i - 1).thenRun(() -> next.complete(null));
        }
        chain.get(0).complete(null);
        assertFalse(chain.get(chain.size() - 1).isDone());
    }

    /** A dependent that blocks holds up no other future, as long as there are threads. */
    static final class Blocking implements Callable<Integer> {
        private final boolean overtaken;
        private final Duration patience;

        Blocking(boolean overtaken, Duration patience) {
            this.overtaken = overtaken;
            this.patience = patience;
        }

        /** Starts it in a thread, which may come as far as it can before this returns. */
        private void execute(Runnable task) {
            Waiter<Boolean> thread = Waiter.start(() -> {
                task.run();
                return true;
            });
            try {
                Waiter.until(() -> !overtaken || thread.isDone() || thread.isParked());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Integer call() throws Exception {
            Event event = new Event();
            Event unblocked = new Event();
            Executor executor = this::execute;
            List<CompletableFuture<Boolean>> blocked = new ArrayList<>();
            List<CompletableFuture<Void>> others = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                blocked.add(event.whenSet(executor)
                        .thenApply(unused -> unblocked.awaitUninterruptibly(Waiter.LONG)));
                others.add(event.whenSet(executor));
            }
            event.set();
            int heldUp = 0;
            long deadline = System.nanoTime() + patience.toNanos();
            for (CompletableFuture<Void> other : others) {
                try {
                    other.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    heldUp++;
                }
            }
            unblocked.set();
            for (CompletableFuture<Boolean> future : blocked) {
                assertTrue(result(future));
            }
            return heldUp;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void blockingHoldsUpNoOther(boolean overtaken) throws Exception {
        assertEquals(0, new Blocking(overtaken, Waiter.PATIENCE).call());
    }

    /** Controls: if one task completes them all, it does; or if one that runs elsewhere is taken for one here. */
    @Tag("control")
    @Test
    void inOneTaskItHoldsUpOthers() throws Exception {
        Mutant alone = Mutant.at("F9", "if (turn.handing != null) {");
        assertTrue(alone.call(Blocking.class, false, Duration.ofMillis(300)) > 0);
        Mutant mistaken = Mutant.at("F18", "final ThreadLocal<Turn> turns = new ThreadLocal<>() {"
                + " volatile Turn shared; public Turn get() { return shared; }"
                + " public void set(Turn turn) { shared = turn; } public void remove() { shared = null; } };");
        assertTrue(mistaken.call(Blocking.class, true, Duration.ofMillis(300)) > 0);
    }

    /** An action sets another event, whose future is completed at once: is that done when it comes back? */
    static final class AnotherEvent implements Callable<Boolean> {
        @Override
        public Boolean call() {
            Event event = new Event();
            Event other = new Event();
            CompletableFuture<Void> future = other.whenSet(Runnable::run);
            boolean[] done = new boolean[1];
            event.whenSet(Runnable::run).thenRun(() -> {
                other.set();
                done[0] = future.isDone();
            });
            event.set();
            return done[0];
        }
    }

    /** Only what an action does to its own event has to wait for its end. */
    @Test
    void anotherEventIsNotPutOff() throws Exception {
        assertTrue(new AnotherEvent().call());
    }

    /** Control: it is if all events share what a thread puts off. */
    @Tag("control")
    @Test
    void sharedItIsPutOff() throws Exception {
        assertEquals(false, Mutant.at("F18", "private static final ThreadLocal<@Nullable Turn> turns ="
                + " new ThreadLocal<>();").call(AnotherEvent.class));
    }

    /** What an executor does when a task hands itself over for the first time, before the first action. */
    enum Refusal {
        NONE, REJECTS, CALLER_RUNS
    }

    /** The second of three actions runs what the executor has meanwhile: does that complete the third future? */
    static final class WithinAnAction implements Callable<Boolean> {
        private final Refusal refusal;
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private int calls;

        WithinAnAction(String refusal) {
            this.refusal = Refusal.valueOf(refusal);
        }

        private void execute(Runnable task) {
            calls++;
            if (calls == 2 && refusal == Refusal.REJECTS) {
                throw new RejectedExecutionException();
            } else if (calls == 2 && refusal == Refusal.CALLER_RUNS) {
                task.run();
            } else {
                tasks.add(task);
            }
        }

        @Override
        public Boolean call() {
            Event event = new Event();
            Executor executor = this::execute;
            event.whenSet(executor);
            CompletableFuture<Void> second = event.whenSet(executor);
            CompletableFuture<Void> third = event.whenSet(executor);
            boolean[] completed = new boolean[1];
            second.thenRun(() -> {
                tasks.forEach(Runnable::run);
                completed[0] = third.isDone();
            });
            event.set();
            tasks.remove().run();
            assertTrue(third.isDone());
            return completed[0];
        }
    }

    /** While an action blocks there is a task for the others, also if the executor refused one before, */
    @ParameterizedTest
    @EnumSource
    void thereIsATaskForTheOthers(Refusal refusal) throws Exception {
        assertTrue(new WithinAnAction(refusal.name()).call());
    }

    /** Controls: there is none if nobody tries again, or if a thread that is in an action completes none. */
    @Tag("control")
    @Test
    void otherwiseThereIsNone() throws Exception {
        Mutant once = Mutant.at("F17", "/* never again */");
        assertFalse(once.call(WithinAnAction.class, Refusal.REJECTS.name()));
        assertFalse(once.call(WithinAnAction.class, Refusal.CALLER_RUNS.name()));
        assertFalse(Mutant.at("F16", "turn.due.offer(this);").call(WithinAnAction.class, Refusal.NONE.name()));
    }

    /** An executor that runs its tasks at once completes the future in the setter, as the caller wishes. */
    @Test
    void runAtOnce() {
        List<Thread> ranIn = new ArrayList<>();
        List<CompletableFuture<Void>> futures = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            futures.add(event.whenSet(Runnable::run).thenRun(() -> ranIn.add(Thread.currentThread())));
        }
        event.set();
        assertEquals(List.of(Thread.currentThread()), ranIn.stream().distinct().toList());
        assertEquals(10_000, ranIn.size());
    }

    /** An executor that rejects its tasks, now or in the middle, loses no action. */
    @Test
    void executorRejects() throws Exception {
        for (int accepts = 0; accepts < 4; accepts++) {
            Event some = new Event();
            AtomicInteger left = new AtomicInteger(accepts);
            Executor executor = task -> {
                if (left.getAndDecrement() <= 0) {
                    throw new RejectedExecutionException();
                }
                new Thread(task).start();
            };
            List<CompletableFuture<Void>> futures =
                    Stream.generate(() -> some.whenSet(executor)).limit(5).toList();
            some.set();
            for (CompletableFuture<Void> future : futures) {
                result(future);
            }
        }
    }

    /** Should the executor have no thread for it, the future is completed all the same, and set() returns. */
    @Test
    void executorFails() throws Exception {
        assertEquals("set, completed", withoutThreads().run(ExecutorFails.class));
    }

    /** Control: without that care set() fails with the executor. */
    @Tag("control")
    @Test
    void executorFailsAndSetToo() throws Exception {
        Mutant careless = Mutant.at("F8", "throw e;");
        String output = withoutThreads().with(careless).run(ExecutorFails.class);
        assertTrue(output.contains("no more threads"), output);
    }

    private static Jvm withoutThreads() {
        String common = "-Djava.util.concurrent.ForkJoinPool.common.";
        return new Jvm(common + "parallelism=2", common + "threadFactory=" + NoThreads.class.getName());
    }

    /** A factory of the common pool that has no more threads. */
    public static final class NoThreads implements ForkJoinPool.ForkJoinWorkerThreadFactory {
        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            throw new IllegalStateException("no more threads");
        }
    }

    /** Sets an event in a JVM whose common pool has no threads. */
    static final class ExecutorFails {
        private ExecutorFails() {
        }

        public static void main(String[] args) throws Exception {
            Event event = new Event();
            CompletableFuture<Void> future = event.whenSet();
            System.out.print(event.set() ? "set, " : "not set, ");
            result(future);
            System.out.println("completed");
        }
    }

    /** What was written before set() is seen by the dependents. */
    @Test
    void dependentsSeeWhatWasWritten() throws Exception {
        int[] data = new int[1];
        CompletableFuture<Integer> seen = event.whenSet().thenApply(unused -> data[0]);
        data[0] = 1;
        event.set();
        assertEquals(1, result(seen));
    }
}
