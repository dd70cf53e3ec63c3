// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A flag that threads can wait for. An event is either <em>set</em> or <em>clear</em>. Any number of threads may
 * {@linkplain #await() wait} until it is set. Any thread may {@linkplain #set() set} it, which wakes all waiting
 * threads, and {@linkplain #clear() clear} it, so that it can be used again. Python calls this a
 * {@code threading.Event}; .NET and Windows call it a {@index "manual-reset event"}.
 *
 * <p>A service tells its clients when it is ready, and when it no longer is:
 *
 * <pre>{@code
 * class Service {
 *     private final Event ready = new Event().named("service ready");
 *
 *     void start() {
 *         openConnections();
 *         ready.set();
 *     }
 *
 *     void suspend() {
 *         ready.clear();
 *         closeConnections();
 *     }
 *
 *     Reply call(Request request) throws InterruptedException, TimeoutException {
 *         if (!ready.await(Duration.ofSeconds(5))) {
 *             throw new TimeoutException("service not ready");
 *         }
 *         return send(request);
 *     }
 * }
 * }</pre>
 *
 * <h2>More ways to wait</h2>
 *
 * {@link #awaitAny(Event...) awaitAny} and {@link #awaitAll(Event...) awaitAll} wait for several events at once.
 * {@link #awaitAndClear()} lets one thread through for each {@code set}, as an {@index "auto-reset event"} does.
 * {@link #whenSet()} returns a future. {@link #pulse()} releases the waiting threads and leaves the event clear.
 * {@link #inverse()} is for waiting until the event is <em>clear</em>. {@link #next()} is for waiting until a condition
 * holds, as an {@index eventcount} does. An event made by {@link #oneShot()} stays set once it is set.
 *
 * <h2>No wake-up is lost</h2>
 *
 * An await looks at the event once, when it begins. If the event is set, it returns. If the event is clear, it
 * <em>waits</em> from that look on, and the next {@code set} or {@code pulse} releases it, even if the event is cleared
 * again before the thread can run. No thread is released without one: there is no {@index "spurious wake-up"}, and an
 * await needs no loop around it. When an await returns, the event <em>was</em> set; it may have been cleared since.
 *
 * <h2>Setting never blocks</h2>
 *
 * {@code set}, {@code clear}, {@code pulse} and {@code isSet} take no lock of their own and run no code of yours, so
 * you may call them from anywhere: a callback, a shutdown hook, inside {@code synchronized}, on a virtual thread. An
 * event has no owner. There is one exception: a change that {@linkplain #whenSet() futures} wait for calls their
 * executors. One that runs its tasks in the caller, or that fails, makes the caller do the work.
 *
 * <h2>Memory consistency effects</h2>
 *
 * An event is at least as strong as a {@code volatile} field that every {@code set}, {@code clear} and {@code pulse}
 * writes, and that these, {@code isSet}, {@code next} and every await read. Actions in a thread prior to calling
 * {@code set}, {@code clear} or {@code pulse}, whether or not the call changed anything,
 * {@linkplain java.util.concurrent <i>happen-before</i>} actions following a later {@code isSet}, {@code set},
 * {@code clear}, {@code pulse}, {@code next} or normal return from an await of the same event in any thread;
 * <em>later</em> refers to the synchronization order of the Java memory model. All views of an event count as that
 * event.
 *
 * <h2>What it costs</h2>
 *
 * {@code set} and {@code pulse} wake the waiting threads, which takes some microseconds for each platform thread, and
 * less than one for each virtual thread. They need not wake them all: as soon as a thread that was woken is seen to
 * run, it goes on with the waking, before its await returns, and the setter returns. Of the threads in
 * {@code awaitAndClear} they wake one (of an inverse, all). The time they take does not grow with the number of futures
 * that have the same executor object.
 *
 * <p>However a wait ends, it strands no other wait, and what it leaves behind is bounded by a constant and the number
 * of threads that still wait. A thread that begins to wait, or changes the event, while others are being woken helps to
 * wake them first, so it may be late by as long as that takes.
 *
 * <p>A platform thread spins for some microseconds before it parks, if that has paid lately, and lets others run
 * meanwhile; a {@linkplain io.github.wakegate system property} changes that. Virtual threads never spin.
 *
 * <p>A thread of a {@link java.util.concurrent.ForkJoinPool ForkJoinPool} may wait: the pool
 * {@linkplain java.util.concurrent.ForkJoinPool#managedBlock runs another thread meanwhile}, unless it has too many
 * already or is stopping. So more tasks than its parallelism may be under way at once.
 *
 * <h2>What is not promised</h2>
 *
 * There is no fairness: released threads run in any order. An event carries no count and no value: two {@code set}
 * calls without a {@code clear} between them are one. Several events can't be changed in one step.
 *
 * <p>When a call fails because stack or memory is exhausted, an await that failed no longer waits, and may have lost an
 * interrupt; a {@code set} that failed may not have reached every waiting thread: repeat it. Two things remain that are
 * the JDK's own. A virtual thread whose {@code unpark} fails, for want of stack or memory or because its scheduler was
 * shut down, may never run again. And when an {@code awaitAndClear} fails for want of stack, later threads in
 * {@code awaitAndClear} may be stranded, as with {@link java.util.concurrent.Semaphore Semaphore}.
 *
 * <h2>When something hangs</h2>
 *
 * In a {@index "thread dump"} a thread that waits for an event is parked on that event, or, in {@code awaitAndClear},
 * on the event's synchronizer; all that wait for one event are parked on one object. A thread in {@code awaitAny} is
 * parked on an object of its own, from which a heap dump leads to the events. {@linkplain #named(String) Name} your
 * events to tell them apart. {@index "Flight Recorder"} shows each wait that was parked for 20 milliseconds or longer,
 * with the identity and name of the event, as {@code io.github.wakegate.Wait}.
 *
 * <p>Passing a {@code null} argument to any method of this class throws a {@link NullPointerException} and has no other
 * effect.
 *
 * @since 0.1.0
 */
public sealed class Event {

    /** One-shot events have two epochs of their own, -2 clear and -1 set, which they never leave. */
    private static final long ONE_SHOT = -2;

    final EventCore core;

    /** Begins at any epoch: the tests begin at the last. */
    Event(long epoch) {
        core = new EventCore(this, epoch);
    }

    /** A view. */
    private Event(EventCore core) {
        this.core = core;
    }

    /** Creates an event that is clear. It can be set and cleared any number of times. */
    public Event() {
        this(0L);
    }

    /**
     * Creates an event that is initially set or clear. It can be set and cleared any number of times.
     *
     * @param initiallySet {@code true} for an event that is initially set, a gate that starts open; {@code false} for
     *        one that is initially clear
     */
    public Event(boolean initiallySet) {
        this(initiallySet ? 1L : 0L);
    }

    /**
     * Returns a new event that is clear and stays set once it is set.
     *
     * <pre>{@code
     * Event stop = Event.oneShot();
     * Runtime.getRuntime().addShutdownHook(new Thread(stop::set));
     * }</pre>
     *
     * <p>Its {@link #clear()}, {@link #pulse()} and {@link #awaitAndClear()} always throw
     * {@link UnsupportedOperationException}. Its {@linkplain #inverse() inverse} starts set and can be cleared once.
     *
     * @return a new one-shot event
     */
    public static Event oneShot() {
        return new Event(ONE_SHOT);
    }

    /**
     * Gives this event a name, which {@code toString} and Flight Recorder show. A later name replaces an earlier one.
     * Views have the name of their event. Write {@code new Event().named("ready")}.
     *
     * @param name any text
     * @return this event
     * @throws NullPointerException if {@code name} is null
     */
    public Event named(String name) {
        Objects.requireNonNull(name, "name");
        Extras.of(core).name = name;
        return this;
    }

    /**
     * Tells whether this event is set, without waiting. If another thread may clear the event, the answer may be out of
     * date by the time you use it.
     *
     * @return {@code true} if this event is set
     */
    public boolean isSet() {
        long epoch = core.epoch();
        return awaited(epoch) != epoch;
    }

    /**
     * Sets this event and releases all threads that are waiting for it. Never blocks, but wakes threads, some
     * microseconds each, until one of them goes on with the waking; and these may run first, on its processor, which
     * can take milliseconds if hundreds wait. If the event is set already, it stays set; the call then has its memory
     * effects, and releases the threads that an earlier {@code set} has not reached yet.
     *
     * <p>When threads race to set a clear event, exactly one call returns {@code true}.
     *
     * @return {@code true} if this call changed the event from clear to set, {@code false} if it was set already
     * @throws IllegalStateException if a waiting thread can't be woken, which may happen to a virtual thread whose
     *         scheduler was shut down; the event is set, and all others are woken
     * @throws UnsupportedOperationException if this event is a {@linkplain #next() ticket}, or the {@linkplain #inverse
     *         inverse} of a one-shot event; nothing is changed
     */
    public boolean set() {
        return advance(0, 1);
    }

    /**
     * Clears this event: an await that begins from now on waits for the next {@link #set()} or {@link #pulse()}.
     * Threads that an earlier {@code set} released are released all the same. Never blocks. If the event is clear
     * already, it stays clear; the call then has its memory effects. As {@code set} does, it wakes those threads whose
     * wait is over and whom nobody has reached yet.
     *
     * <p>When threads race to clear a set event, exactly one call returns {@code true}.
     *
     * @return {@code true} if this call changed the event from set to clear, {@code false} if it was clear already
     * @throws UnsupportedOperationException if this event is {@linkplain #oneShot() one-shot}, whether set or not, or a
     *         {@linkplain #next() ticket}; nothing is changed
     */
    public boolean clear() {
        return advance(0, 0);
    }

    /**
     * Sets this event and clears it in one step: releases all threads that are waiting for it, and leaves it clear.
     * Never blocks. No thread ever sees the event set by a pulse, and no await that begins after it is released by it.
     * So a thread that calls {@code await} in a loop passes once for each pulse, never twice. A pulse does not let a
     * thread in {@link #awaitAndClear()} through: the pulse itself has cleared the event. An event that is set is
     * cleared.
     *
     * <pre>{@code
     * changed.await();  // in each of several threads: wait for the next change
     * changed.pulse();  // elsewhere: release those that wait now, and no others
     * }</pre>
     *
     * <p>By comparison, {@code event.set(); event.clear();} misses no waiting thread either, but leaves a gap between
     * the two calls: an await that begins in the gap returns at once, and a thread in a loop may pass many times.
     *
     * @return {@code true} if this event was clear, {@code false} if it was set
     * @throws UnsupportedOperationException if this event is {@linkplain #oneShot() one-shot}, whether set or not, or a
     *         {@linkplain #next() ticket}; nothing is changed
     */
    public boolean pulse() {
        return advance(1, 0); // C3
    }

    /**
     * Returns the inverse of this event: an event that is set while this one is clear, and clear while this one is set.
     * Use it to wait until an event is cleared:
     *
     * <pre>{@code
     * Event resumed = paused.inverse();
     * resumed.await(Duration.ofSeconds(5));
     * Event.awaitAny(stop, resumed);
     * }</pre>
     *
     * <p>The inverse is a live view. To set one of the two is to clear the other, and a wait for either is released by
     * the change it waits for, even if the event changes back at once. A {@code pulse} of the inverse leaves the
     * inverse clear, and so this event set. The inverse of a
     * {@linkplain #oneShot() one-shot} event starts set and can be cleared once; its {@code set} and {@code pulse}
     * throw {@link UnsupportedOperationException}.
     *
     * @return the inverse, always the same object; the inverse of the inverse is this event
     * @throws UnsupportedOperationException if this event is a {@linkplain #next() ticket}
     */
    public Event inverse() {
        requireAllowed(0, 1);
        return Extras.of(core).inverse;
    }

    /**
     * Returns a ticket for the next {@link #set()} or {@link #pulse()}: an event that is set by it, and then stays set.
     * If this event is set, so is the ticket. Use it to wait for a condition that other threads change:
     *
     * <pre>{@code
     * while (true) {
     *     Event next = changed.next();
     *     if (condition()) break;
     *     next.await();
     * }
     * // elsewhere, after each change
     * changed.pulse();
     * }</pre>
     *
     * <p>The order matters: take the ticket, then look at the condition, then wait. A change that comes after the look
     * sets the ticket, so it can't be missed, however many threads wait and whatever they do to the event. Announce
     * changes by {@code pulse}: while an event is set, its tickets are set too, and the loop would not wait at all.
     *
     * <p>A ticket is one small object. Nothing is registered with this event before you wait for the ticket, so there
     * is nothing to give back. Every form of waiting works on it. Its {@code set}, {@code clear}, {@code pulse},
     * {@code awaitAndClear} and {@code inverse} throw {@link UnsupportedOperationException}.
     *
     * @return a view of this event
     */
    public Event next() {
        return Ticket.of(core, look());
    }

    /**
     * Waits until this event is set, unless the thread is {@linkplain Thread#interrupt interrupted}.
     *
     * <p>If this event is set then this method returns immediately.
     *
     * <p>If it is clear then the current thread is disabled for thread scheduling purposes and lies dormant until one
     * of two things happens:
     * <ul>
     * <li>some thread calls {@link #set()} or {@link #pulse()}, even if this event is cleared again at once; or
     * <li>some other thread {@linkplain Thread#interrupt interrupts} the current thread.
     * </ul>
     *
     * <p>If the current thread:
     * <ul>
     * <li>has its interrupted status set on entry to this method, even if this event is set; or
     * <li>is {@linkplain Thread#interrupt interrupted} while waiting,
     * </ul>
     * then {@link InterruptedException} is thrown and the current thread's interrupted status is cleared. An
     * interrupt that comes after the event was set, but before this method has returned, may end it either way: by the
     * exception, or normally with the interrupted status set.
     *
     * @throws InterruptedException if the current thread is interrupted on entry or while waiting
     */
    public void await() throws InterruptedException {
        ThreadWait.await(core, look(), Long.MAX_VALUE);
    }

    /**
     * Waits until this event is set, unless the thread is {@linkplain Thread#interrupt interrupted} or the specified
     * time elapses.
     *
     * <p>If this event is set then this method returns {@code true} immediately.
     *
     * <p>If it is clear then the current thread is disabled for thread scheduling purposes and lies dormant until one
     * of three things happens:
     * <ul>
     * <li>some thread calls {@link #set()} or {@link #pulse()}, even if this event is cleared again at once; or
     * <li>some other thread {@linkplain Thread#interrupt interrupts} the current thread; or
     * <li>the specified time elapses.
     * </ul>
     *
     * <p>The time is measured by {@link System#nanoTime}, has nanosecond resolution as far as the platform does, and is
     * never cut short. If it is zero or negative, the method does not wait at all, but looks. A timeout too long to be
     * counted in nanoseconds, some 292 years, is as good as none.
     *
     * <p>{@code false} means that no {@code set} or {@code pulse} happened between the beginning of this call and the
     * end of its time, however late the thread came to run after it.
     *
     * <p>If the current thread:
     * <ul>
     * <li>has its interrupted status set on entry to this method, even if this event is set or the time is zero or
     * negative; or
     * <li>is {@linkplain Thread#interrupt interrupted} while waiting,
     * </ul>
     * then {@link InterruptedException} is thrown and the current thread's interrupted status is cleared. An
     * interrupt that comes after the event was set, but before this method has returned, may end it either way: by the
     * exception, or normally with the interrupted status set.
     *
     * @param timeout the longest time to wait
     * @return {@code true} if this event was set, {@code false} if the time elapsed before it was
     * @throws InterruptedException if the current thread is interrupted on entry or while waiting
     * @throws NullPointerException if {@code timeout} is null
     */
    @CheckReturnValue
    public boolean await(Duration timeout) throws InterruptedException {
        return ThreadWait.await(core, look(), nanos(timeout));
    }

    /**
     * Waits until this event is set, unless the thread is {@linkplain Thread#interrupt interrupted} or the specified
     * time elapses: the same as {@link #await(Duration)}, for callers whose timeout is a number.
     *
     * @param timeout the longest time to wait, in units of {@code unit}; zero or negative does not wait, and a time too
     *        long to be counted in nanoseconds is as good as none
     * @param unit the unit of {@code timeout}
     * @return {@code true} if this event was set, {@code false} if the time elapsed before it was
     * @throws InterruptedException if the current thread is interrupted on entry or while waiting
     * @throws NullPointerException if {@code unit} is null
     */
    @CheckReturnValue
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return ThreadWait.await(core, look(), Objects.requireNonNull(unit, "unit").toNanos(timeout));
    }

    /**
     * Waits until this event is set, ignoring interrupts.
     *
     * <p>If this event is set then this method returns immediately. If it is clear then the current thread is disabled
     * for thread scheduling purposes and lies dormant until some thread calls {@link #set()} or {@link #pulse()}, even
     * if this event is cleared again at once.
     *
     * <p>If the current thread is {@linkplain Thread#interrupt interrupted} on entry or while waiting, it continues to
     * wait, and its interrupted status is set when this method returns.
     */
    public void awaitUninterruptibly() {
        ThreadWait.await(core, look(), Long.MAX_VALUE, false);
    }

    /**
     * Waits until this event is set or the specified time elapses, ignoring interrupts.
     *
     * <p>The timeout and result have the same meaning as in {@link #await(Duration)}. Interrupts do not restart the
     * timeout.
     *
     * <p>If the current thread is {@linkplain Thread#interrupt interrupted} on entry or while waiting, it continues to
     * wait, and its interrupted status is set when this method returns.
     *
     * @param timeout the longest time to wait
     * @return {@code true} if this event was set, {@code false} if the time elapsed before it was
     * @throws NullPointerException if {@code timeout} is null
     */
    @CheckReturnValue
    public boolean awaitUninterruptibly(Duration timeout) {
        return ThreadWait.await(core, look(), nanos(timeout), false);
    }

    /**
     * Waits until this event is set and clears it, so that each {@link #set()} lets one of several threads through:
     * what .NET and Windows call an auto-reset event. As if by {@code do await(); while (!clear());}.
     *
     * <pre>{@code
     * while (true) {           // in each of several threads
     *     work.awaitAndClear();
     *     doAllThereIs();      // each set() is taken by one thread, and two in quick succession may be one
     * }
     * }</pre>
     *
     * <p>Of all threads that wait in this way, and of those that call {@link #clear()}, exactly one takes the event
     * back from set to clear; the others continue to wait. Threads in any other form of await are released all the
     * same. There is no count: setting the event twice before it was cleared may release only one thread.
     *
     * <p>The threads wait in a queue, first come, first served; but a thread that calls this method while the event is
     * set may overtake the queue. A {@code set} wakes the first thread in the queue, not all of them. A thread that
     * can't run, such as a virtual thread without a carrier, holds up those behind it until it leaves. One that gives
     * up while it is being woken passes the wake-up on. If very many give up at one moment, that takes time in
     * proportion to the square of their number. None of that is so for an {@linkplain #inverse() inverse}: each
     * change wakes all that wait to take it.
     *
     * <p>If the current thread:
     * <ul>
     * <li>has its interrupted status set on entry to this method, even if this event is set; or
     * <li>is {@linkplain Thread#interrupt interrupted} while waiting,
     * </ul>
     * then {@link InterruptedException} is thrown, the current thread's interrupted status is cleared, and this thread
     * has not cleared the event.
     *
     * @throws UnsupportedOperationException if this event is {@linkplain #oneShot() one-shot}, whether set or not (but
     *         its inverse can be taken once), or a {@linkplain #next() ticket}; nothing is changed
     * @throws InterruptedException if the current thread is interrupted on entry or while waiting
     */
    public void awaitAndClear() throws InterruptedException {
        take(Long.MAX_VALUE);
    }

    /**
     * Waits until this event is set and clears it, unless the specified time elapses: the same as
     * {@link #awaitAndClear()}, with a timeout as in {@link #await(Duration)}.
     *
     * @param timeout the longest time to wait; if it is zero or negative, the method does not wait, but clears the
     *        event if it is set
     * @return {@code true} if this call changed the event from set to clear, {@code false} if the time elapsed before;
     *         the event may have been set meanwhile, if another thread has cleared it
     * @throws UnsupportedOperationException if this event is {@linkplain #oneShot() one-shot}, whether set or not (but
     *         its inverse can be taken once), or a {@linkplain #next() ticket}; nothing is changed
     * @throws InterruptedException if the current thread is interrupted on entry or while waiting
     * @throws NullPointerException if {@code timeout} is null
     */
    @CheckReturnValue
    public boolean awaitAndClear(Duration timeout) throws InterruptedException {
        return take(nanos(timeout));
    }

    /**
     * Waits until any of the given events is set, unless the thread is {@linkplain Thread#interrupt interrupted}.
     *
     * <pre>{@code
     * while (Event.awaitAny(stop, work) != stop) {
     *     work.clear();
     *     doAllThereIs();
     * }
     * }</pre>
     *
     * <p>If some of the events are set then this method returns the first of them immediately: put the one that must
     * win first. Otherwise it waits, as {@link #await()} does, until one of them is set, even if that one is cleared
     * again at once. No event is changed. The answer is one of the arguments: compare it by {@code ==}. The method is
     * static: {@code work.awaitAny(stop)} compiles, and does not wait for {@code work}.
     *
     * <p>The thread waits for all of them at the same time, however many they are; the cost of beginning and ending the
     * wait is in proportion to their number. You may give the same event more than once.
     *
     * <p>Actions before the {@code set} of the event that is returned <i>happen-before</i> the return.
     *
     * @param events the events, at least one; the array is copied
     * @return one of the events that was set; if there are several, the first of them in the order of the arguments
     * @throws InterruptedException if the current thread is interrupted on entry, even if an event is set, or while
     *         waiting
     * @throws NullPointerException if {@code events} or one of them is null
     * @throws IllegalArgumentException if {@code events} is empty
     */
    public static Event awaitAny(Event... events) throws InterruptedException {
        return Objects.requireNonNull(new AnyOrAll(events).awaitAny(Long.MAX_VALUE));
    }

    /**
     * Waits until any of the given events is set, unless the specified time elapses: the same as
     * {@link #awaitAny(Event...)}, with a timeout as in {@link #await(Duration)}.
     *
     * <pre>{@code
     * Event first = Event.awaitAny(Duration.ofSeconds(5), stop, connected);
     * if (first == null) throw new TimeoutException("not connected");
     * if (first == stop) return;
     * }</pre>
     *
     * @param timeout the longest time to wait; if it is zero or negative, the method does not wait
     * @param events the events, at least one; the array is copied
     * @return one of the events that was set, the first of them in the order of the arguments; or {@code null} if
     *         the time elapsed before any was set
     * @throws InterruptedException if the current thread is interrupted on entry, even if an event is set, or while
     *         waiting
     * @throws NullPointerException if {@code timeout}, {@code events} or one of them is null
     * @throws IllegalArgumentException if {@code events} is empty
     */
    @CheckReturnValue
    @SuppressWarnings("exports") // users don't need the module of the annotation
    public static @Nullable Event awaitAny(Duration timeout, Event... events) throws InterruptedException {
        long nanos = nanos(timeout);
        return new AnyOrAll(events).awaitAny(nanos);
    }

    /**
     * Waits until each of the given events was set since the call began, unless the thread is
     * {@linkplain Thread#interrupt interrupted}.
     *
     * <p>When the call begins, it looks at one event after the other. An event counts if it is set at that look or is
     * set later, even if it is cleared again at once. So the events need not be set all at one moment. No event is
     * changed. You may give the same event more than once.
     *
     * <p>Actions before the {@code set} of each event <i>happen-before</i> the return.
     *
     * @param events the events, at least one; the array is copied
     * @throws InterruptedException if the current thread is interrupted on entry, even if all events are set, or while
     *         waiting
     * @throws NullPointerException if {@code events} or one of them is null
     * @throws IllegalArgumentException if {@code events} is empty
     */
    public static void awaitAll(Event... events) throws InterruptedException {
        new AnyOrAll(events).awaitAll(Long.MAX_VALUE);
    }

    /**
     * Waits until each of the given events was set since the call began, unless the specified time elapses: the same as
     * {@link #awaitAll(Event...)}, with a timeout as in {@link #await(Duration)}.
     *
     * @param timeout the longest time to wait for all of them; if it is zero or negative, the method does not wait
     * @param events the events, at least one; the array is copied
     * @return {@code true} if each of the events was set, {@code false} if the time elapsed before
     * @throws InterruptedException if the current thread is interrupted on entry, even if all events are set, or while
     *         waiting
     * @throws NullPointerException if {@code timeout}, {@code events} or one of them is null
     * @throws IllegalArgumentException if {@code events} is empty
     */
    @CheckReturnValue
    public static boolean awaitAll(Duration timeout, Event... events) throws InterruptedException {
        long nanos = nanos(timeout);
        return new AnyOrAll(events).awaitAll(nanos);
    }

    /**
     * Returns a new future that is completed, with {@code null}, when this event is set: at once if it is set,
     * otherwise by the next {@link #set()} or {@link #pulse()}, even if this event is cleared again at once.
     *
     * <pre>{@code
     * event.whenSet().thenRun(this::refresh);
     *
     * CompletableFuture<Void> inTime = event.whenSet().orTimeout(5, TimeUnit.SECONDS);
     * }</pre>
     *
     * <p>{@code set} does not complete the future itself. It leaves that to the future's
     * {@linkplain CompletableFuture#defaultExecutor() default executor}, as a rule the
     * {@linkplain java.util.concurrent.ForkJoinPool#commonPool() common pool}; on a machine with one or two processors,
     * up to JDK 24, a new thread for each task. Actions of {@link CompletableFuture#thenRun thenRun} and the like run
     * there, or in the thread that adds them to a future that is complete. So:
     * <ul>
     * <li>Whether an action runs on a daemon thread, and which context class loader it sees, is up to the executor. On
     * daemon threads, as in the common pool, actions may be lost when the JVM ends.
     * <li>A busy executor completes the future late, and one that drops a task in silence never does. With
     * {@link CompletableFuture#orTimeout orTimeout}, the timeout may then win although the event was set in time.
     * {@link #await(Duration)} has no such gap.
     * <li>An action that blocks holds up no other future, as long as the executor has another thread. For that, the
     * task that completes futures calls {@code execute} once more; an executor that blocks its own threads there, until
     * one of them is free, holds up itself.
     * <li>If the executor fails, for example because it has been shut down, {@code set} completes the future itself.
     * <li>An action may do anything to the event but wait for another future of it. If it sets the event, what an
     * executor would run at once, within the action, runs when the action has ended.
     * </ul>
     *
     * <p>Cancelling or completing the future does not change this event, and takes the future off it. To cancel a
     * dependent future, such as the result of {@code thenRun}, does not. A future that is not completed stays
     * registered until the next {@code set}: {@linkplain CompletableFuture#cancel cancel} it when you no longer need
     * it. In a loop, {@code anyOf(stop.whenSet(), ...)} piles up futures; keep one instead.
     *
     * <p>Actions before the {@code set} <i>happen-before</i> the completion of the future.
     *
     * @return a new future, not shared with other callers
     */
    public CompletableFuture<Void> whenSet() {
        return whenSet(new CompletableFuture<Void>().defaultExecutor());
    }

    /**
     * Returns a new future as {@link #whenSet()} does, completed by the given executor, which then runs its actions.
     * {@code set} calls {@link Executor#execute execute} once for any number of futures that have the same executor
     * object. With an executor that runs its tasks in the calling thread, such as {@code Runnable::run}, the future is
     * completed, and its actions run, in the thread that sets this event, after it has woken the waiting threads:
     * {@code set}, and the futures of other executors, then have to wait for them.
     *
     * @param executor who completes the future, unless this event is set already
     * @return a new future, not shared with other callers
     * @throws NullPointerException if {@code executor} is null
     */
    public CompletableFuture<Void> whenSet(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        long epoch = look();
        return core.tryEnd(epoch) ? CompletableFuture.completedFuture(null)
                : Extras.of(core).futures(core, epoch).join(epoch, executor);
    }

    /**
     * Returns an estimate of the number of threads that are parked, waiting for this event. The number may change while
     * it is being counted; this method is meant for monitoring, not for synchronization. It takes time in proportion to
     * the number of waiting threads, and no memory. An event and its {@linkplain #inverse() inverse} are counted apart.
     * A thread in {@code awaitAny} counts as often as the event is among its arguments.
     *
     * @return the estimated number of threads waiting for this event
     */
    public int getQueueLength() {
        return core.count(look()) + takers();
    }

    /**
     * Returns a string that identifies this event, as well as its state.
     *
     * <p>The state, in brackets, is {@code "Set"}, or {@code "Clear"} followed by {@code ", queue length ="} and the
     * {@linkplain #getQueueLength() estimated number of waiting threads}. A {@linkplain #named(String) name} comes
     * before that, with a colon. If the event is
     * {@linkplain #oneShot() one-shot}, {@code ", one-shot"} follows the word. If {@linkplain #whenSet() futures} wait,
     * {@code ", futures = "} and their estimated number come last. A view is identified by its event.
     *
     * @return a string that identifies this event, as well as its state
     */
    @Override
    public String toString() {
        boolean set = isSet(); // once, lest the words contradict each other
        StringBuilder text = new StringBuilder(identity()).append('[');
        String name = name();
        if (name != null) {
            text.append(name).append(": ");
        }
        text.append(set ? "Set" : "Clear");
        if (core.epoch() < 0) {
            text.append(", one-shot");
        }
        if (!set) {
            text.append(", queue length = ").append(getQueueLength());
            long epoch = look();
            Futures futures = core.extras == null ? null : core.extras.futures(epoch);
            int waiting = futures == null ? 0 : futures.count(epoch);
            if (waiting > 0) {
                text.append(", futures = ").append(waiting);
            }
        }
        return text.append(']').toString();
    }

    final String identity() {
        return getClass().getName().concat("@").concat(Integer.toHexString(System.identityHashCode(core.event)));
    }

    final @Nullable String name() {
        return core.extras == null ? null : core.extras.name;
    }

    private boolean take(long nanos) throws InterruptedException {
        requireAllowed(0, 0);
        return ThreadWait.await(new Taking(this), 0, nanos);
    }

    private boolean advance(int steps, int parity) {
        requireAllowed(steps, parity);
        return core.advance(steps, parity ^ flip()); // V1
    }

    /** Looks at this event, as every wait does when it begins. */
    final long look() {
        return awaited(core.epoch());
    }

    /** Odd epochs are set, even ones clear; of the inverse it is the other way round. */
    int flip() {
        return 0;
    }

    /** How many threads wait in the queue of those that take. */
    int takers() {
        return core.getQueueLength();
    }

    /** The epoch that a wait has to outlast if it begins in this one: the same if this event is clear in it. */
    long awaited(long epoch) {
        return epoch - ((epoch ^ flip()) & 1);
    }

    /** Whether this event may be changed in this way. */
    void requireAllowed(int steps, int parity) {
        if (core.epoch() < 0 && (steps > 0 || parity == flip())) {
            throw new UnsupportedOperationException((flip() == 0 ? "a one-shot event can't be cleared or pulsed: "
                    : "the inverse of a one-shot event can't be set or pulsed: ").concat(toString()));
        }
    }

    /** The timeout in nanoseconds, at least 0 (so that no difference to it overflows) and at most Long.MAX_VALUE. */
    private static long nanos(Duration timeout) {
        return Math.max(0, TimeUnit.NANOSECONDS.convert(Objects.requireNonNull(timeout, "timeout")));
    }

    /*
     * The views are made in their own classes: if Event returned a new Ticket as an Event, its verification would load
     * that class before the first event is made.
     */

    /** Set in the even epochs, clear in the odd ones. */
    static final class Inverse extends Event {
        private Inverse(EventCore core) {
            super(core);
        }

        static Event of(EventCore core) {
            return new Inverse(core);
        }

        @Override
        public Event inverse() {
            return core.event;
        }

        @Override
        int flip() {
            return 1;
        }

        @Override
        int takers() {
            return 0; // they wait as others do
        }
    }

    /** Clear in one epoch, set in all others. */
    private static final class Ticket extends Event {
        private final long epoch;

        private Ticket(EventCore core, long epoch) {
            super(core);
            this.epoch = epoch;
        }

        static Event of(EventCore core, long epoch) {
            return new Ticket(core, epoch);
        }

        @Override
        long awaited(long unused) {
            return epoch; // V2
        }

        @Override
        int takers() {
            return 0;
        }

        @Override
        void requireAllowed(int steps, int parity) {
            throw new UnsupportedOperationException(
                    "a ticket made by next() can only be waited for: ".concat(toString()));
        }
    }
}
