// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
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
 *         if (!ready.await(Duration.ofSeconds(5))) throw new TimeoutException("service not ready");
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
 * {@code set}, {@code clear}, {@code pulse} and {@code isSet} take no lock and run no code of yours, so you may call
 * them from anywhere: a callback, a shutdown hook, inside {@code synchronized}, on a virtual thread. An event has no
 * owner. (Only an executor that you pass to {@link #whenSet(Executor) whenSet} is called, and one that fails leaves the
 * work to the setter.)
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
 * {@code set} and {@code pulse} wake each waiting thread, so the time they take grows with the number of threads, but
 * not with the number of futures. Of the threads in {@code awaitAndClear}, they wake only the first. However a wait
 * ends, it delays no other wait, and what it leaves behind is bounded.
 *
 * <p>A platform thread spins for up to 10 microseconds before it parks, and lets others run meanwhile; a
 * {@linkplain io.github.wakegate system property} changes that. Virtual threads never spin.
 *
 * <p>A thread of a {@link java.util.concurrent.ForkJoinPool ForkJoinPool} may wait: the pool
 * {@linkplain java.util.concurrent.ForkJoinPool#managedBlock runs another thread meanwhile}, unless it has too many
 * already or is stopping.
 *
 * <h2>What is not promised</h2>
 *
 * There is no fairness: released threads run in any order. An event carries no count and no value: two {@code set}
 * calls without a {@code clear} between them are one. Several events can't be changed in one step.
 *
 * <p>When a call fails because stack or memory is exhausted, no thread loses its release, but a {@code set} that failed
 * may not have reached every waiting thread: repeat it. An await that failed no longer waits, and may have lost an
 * interrupt.
 *
 * <h2>When something hangs</h2>
 *
 * In a {@index "thread dump"} every thread that waits for an event is parked on that event, under the same identity as
 * in its {@code toString}. Threads in {@code awaitAny} are parked on an object that names all their events, and threads
 * in {@code awaitAndClear} on the event's synchronizer. {@linkplain #named(String) Name} your events to tell them
 * apart. {@index "Flight Recorder"} shows each wait that was parked for 20 milliseconds or longer as
 * {@code io.github.wakegate.Wait}.
 *
 * <p>Passing a {@code null} argument to any method of this class throws a {@link NullPointerException} and has no other
 * effect.
 *
 * @since 0.1.0
 */
public sealed class Event {

    /*
     * The flag is an epoch, the number of transitions so far: even is clear, odd is set. Every wait is for the end of
     * one epoch. An await looks once, takes the epoch in which the flag is clear (one that is over already, if the flag
     * is set) and returns when the state is any other. A flag of 0 and 1 would not do: a waiter that set() wakes, and
     * that runs only after a clear(), would find 0, take its wake-up for a false one, and park again. An epoch does
     * not come back for centuries (63 bits, a transition a nanosecond).
     *
     * The three views differ from the event in nothing but the epoch that a wait is for. pulse() goes from one clear
     * epoch to the next (C3). The inverse waits for the odd epochs, in which it is clear; to set it is to clear the
     * event (V1). A ticket, made by next(), waits for the one epoch in which it was made (V2).
     *
     * set(), clear() and pulse() repeat their compare-and-set (C1) until it succeeds, also when it writes the state
     * back unchanged. A set() that only read would publish nothing: a consumer that clears the event and then looks for
     * data could miss what was written just before that set(), and the event would stay clear with data left behind.
     *
     * A thread that has to wait joins a stack (Treiber's). No waiter is lost, because:
     *
     * - Joining. A waiter first joins the stack (J4), then looks at the epoch again (W6, F3). A setter first ends the
     *   epoch (C1), then looks at the stack (C2). The one that comes second sees the other.
     * - One epoch at a time. A waiter takes off the entries whose epoch is over (J2), and joins only others of its own
     *   epoch (J3). So the whole stack waits for the same, and either all of it may be released, by any thread at any
     *   time, or none of it (R1). Even a set() that changes nothing releases waiters that an earlier one has not
     *   reached.
     * - Releasing. A waiter is woken first (R2) and only then taken off (R3), so that no thread ever holds a waiter
     *   that the others can't see. A setter that is suspended, or fails, leaves the rest to the next thread that comes
     *   by: the next to join, or the next set(). Waking a waiter twice does no harm. So a released platform thread
     *   helps (H1): it wakes two more, which wakes a crowd a fifth sooner, since a setter alone uses only one
     *   processor. (A virtual thread is woken so fast that help would be in the way.) Nothing relies on help, and
     *   futures are left to the setter.
     * - Leaving. The answer of an await comes from the epoch alone (L3), so there is nothing to decide between a waiter
     *   that gives up and a setter that wakes it. One write marks an entry as left, for good (L1, A2, F6). It is taken
     *   off if it is uppermost (L4), and swept out when more may have left than are waiting (L7). A sweep only skips
     *   entries that have left (L5, L6), so two that overlap, or a sweep and a pop, can at worst bring one of these
     *   back.
     *
     * Threads that take the event (awaitAndClear) don't join the stack but the queue of the synchronizer, in shared
     * mode: set() wakes the first, and each that takes the event (T1) wakes the next, since the event may have been set
     * again before it left the queue. One that gives up passes its wake-up on; AbstractQueuedLongSynchronizer sees to
     * all that. To take the event is to clear it, so a taker releases the waiters of the inverse (T6).
     *
     * A mark, such as C1, stands at the end of the line that takes the step. The tests refer to steps by their marks.
     */
    static final class Sync extends AbstractQueuedLongSynchronizer implements Wait.Goal {
        private static final long serialVersionUID = 1L;

        /** How many may leave, besides half as many as wait, until they are swept out. */
        private static final int SPARE = 32; // L8

        /** How many more a released platform thread wakes before it goes on. */
        private static final int HELP = 2;

        /* Made when first needed, not in an initializer: a class whose initializer fails stays unusable. */
        private static volatile @Nullable AtomicReferenceFieldUpdater<Sync, Wait> topUpdater; // I1
        private static volatile @Nullable AtomicIntegerFieldUpdater<Sync> roomUpdater;

        final transient Event event;
        private transient volatile @Nullable Extras extras;
        transient volatile @Nullable Wait top;

        /** How many may still leave until they are swept out. */
        private transient volatile int room;

        Sync(Event event, long epoch) {
            this.event = event;
            setState(epoch);
        }

        long epoch() {
            return getState();
        }

        @Nullable String name() {
            Extras some = extras;
            return some == null ? null : some.name;
        }

        synchronized Extras extras() { // V3
            if (extras == null) {
                extras = new Extras(this);
            }
            return extras;
        }

        @Override
        public List<Event> events() {
            return List.of(event);
        }

        @Override
        public boolean isOver(long epoch) {
            return getState() != epoch;
        }

        /**
         * Goes on to the next epoch of that parity that is at least so many steps away, and releases the waiters whose
         * epoch is over. Returns whether it took one step more to get to that parity.
         */
        boolean advance(int steps, int parity) {
            long from;
            long more;
            do {
                from = getState();
                more = (from + steps ^ parity) & 1;
            } while (!compareAndSetState(from, from + steps + more & (from | Long.MAX_VALUE))); // C1
            release(); // C2
            if (parity != 0) {
                releaseShared(0);
            }
            return more != 0;
        }

        /** Wakes all waiters whose epoch is over, and takes them off. */
        void release() {
            while (release(top)) {
                continue;
            }
        }

        /** Wakes the uppermost and takes it off, if its epoch is over. Returns whether it is. */
        private boolean release(@Nullable Wait first) {
            boolean over = first != null && isOver(first.epoch); // R1
            if (over) {
                first.wake(); // R2
                replaceTop(first, first.next); // R3
            }
            return over;
        }

        @Override
        public boolean park(Wait wait) throws InterruptedException {
            try {
                join(wait); // J1
                wait.park(event);
            } finally {
                wait.leave(); // L1
                sweep(); // L2
            }
            Wait first = Wait.inVirtualThread() ? null : top; // H1
            for (int i = 0; i < HELP && !(first instanceof Promises) && release(first); i++) {
                first = top;
            }
            return isOver(wait.epoch); // L3
        }

        /** Joins the others that wait for the end of that epoch, unless it is over. The caller has to look again. */
        void join(Wait wait) {
            Wait below;
            do {
                release(); // J2
                below = top;
                wait.next = below;
            } while (!isOver(wait.epoch)
                    && (below != null && below.epoch != wait.epoch // J3
                            || !replaceTop(below, wait))); // J4
        }

        /** Takes off the entries that have left, if they are uppermost. Others stay until there may be too many. */
        void sweep() {
            Wait first = top;
            for (; first != null && first.hasLeft(); first = top) { // L4
                replaceTop(first, first.next);
            }
            if (first == null || isOver(first.epoch)) {
                return; // nobody is left below, or all are about to be released
            }
            if (roomUpdater == null) {
                roomUpdater = AtomicIntegerFieldUpdater.newUpdater(Sync.class, "room");
            }
            int left = roomUpdater.decrementAndGet(this);
            if (left < 0 && roomUpdater.compareAndSet(this, left, SPARE)) {
                int others = 0;
                for (Wait wait = first; wait != null; wait = wait.next) {
                    others++;
                    Wait below = wait.next;
                    while (below != null && below.hasLeft()) { // L5
                        below = below.next; // L6
                    }
                    wait.next = below;
                }
                room = SPARE + others / 2; // L7
            }
        }

        private boolean replaceTop(@Nullable Wait first, @Nullable Wait replacement) {
            if (topUpdater == null) {
                topUpdater = AtomicReferenceFieldUpdater.newUpdater(Sync.class, Wait.class, "top");
            }
            return topUpdater.compareAndSet(this, first, replacement);
        }

        /** Takes the event: from set to clear. The caller has to release the waiters for that. */
        @Override
        protected long tryAcquireShared(long unused) {
            long epoch = getState();
            return (epoch & 1) != 0 && compareAndSetState(epoch, epoch + 1 & Long.MAX_VALUE) ? 1 : -1; // T1
        }

        @Override
        protected boolean tryReleaseShared(long unused) {
            return true;
        }

        /** In a thread dump: the event that a thread waits to take. */
        @Override
        public String toString() {
            return event.toString();
        }
    }

    /** What few events have: made when first asked for, so that an event without it is no bigger. */
    private static final class Extras {
        final Event inverse;
        volatile @Nullable String name;

        Extras(Sync sync) {
            inverse = Inverse.of(sync);
        }
    }

    /** The turn to take an event, which a thread may wait for. */
    private static final class Turn implements Wait.Goal {
        private final Event event;

        Turn(Event event) {
            this.event = event;
        }

        @Override
        public boolean isOver(long unused) {
            return event.isSet() && event.clear(); // T2
        }

        @Override
        public List<Event> events() {
            return List.of(event);
        }

        /** In the queue of the synchronizer. An inverse has none: all who wait for it try to take it. */
        @Override
        public boolean park(Wait wait) throws InterruptedException {
            boolean taken;
            if (event != event.sync.event) { // T7
                do {
                    event.sync.park(new Wait(event.sync, event.look(), wait.deadline)); // T3
                    taken = isOver(0); // T4
                } while (!taken && !wait.hasPassed());
                return taken;
            } else if (wait.deadline == 0) {
                event.sync.acquireSharedInterruptibly(0);
                taken = true;
            } else {
                taken = event.sync.tryAcquireSharedNanos(0, wait.deadline - System.nanoTime())
                        || isOver(0); // T5
            }
            event.sync.release(); // T6
            return taken;
        }
    }

    /** One-shot events have two epochs of their own, -2 clear and -1 set, which they never leave. */
    private static final long ONE_SHOT = -2;

    final Sync sync;

    /** Begins at any epoch: the tests begin at the last. */
    Event(long epoch) {
        sync = new Sync(this, epoch);
    }

    /** A view. */
    private Event(Sync sync) {
        this.sync = sync;
    }

    /** Creates an event that is clear. It can be set and cleared any number of times. */
    public Event() {
        this(0L);
    }

    /**
     * Creates an event that can be set and cleared any number of times.
     *
     * @param initiallySet {@code true} for an event that is initially set, a gate that starts open; {@code false} for
     *        one that is initially clear
     */
    public Event(boolean initiallySet) {
        this(initiallySet ? 1L : 0L);
    }

    /**
     * Returns a new event that is clear and stays set once it is set: its {@link #clear()}, {@link #pulse()} and
     * {@link #awaitAndClear()} always throw {@link UnsupportedOperationException}.
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
        sync.extras().name = name;
        return this;
    }

    /**
     * Tells whether this event is set, without waiting. If another thread may clear the event, the answer may be out of
     * date by the time you use it.
     *
     * @return {@code true} if this event is set
     */
    public boolean isSet() {
        long epoch = sync.epoch();
        return awaited(epoch) != epoch;
    }

    /**
     * Sets this event and releases all threads that are waiting for it. Never blocks. If the event is set already, it
     * stays set; the call then has its memory effects, and releases the threads that an earlier {@code set} has not
     * reached yet.
     *
     * <p>When threads race to set a clear event, exactly one call returns {@code true}.
     *
     * @return {@code true} if this call changed the event from clear to set, {@code false} if it was set already
     * @throws UnsupportedOperationException if this event is a {@linkplain #next() ticket}, or the {@linkplain #inverse
     *         inverse} of a one-shot event; nothing is changed
     */
    public boolean set() {
        return advance(0, 1);
    }

    /**
     * Clears this event: an await that begins from now on waits for the next {@link #set()} or {@link #pulse()}.
     * Threads that an earlier {@code set} released are released all the same. Never blocks. If the event is clear
     * already, it stays clear; the call then has its memory effects only.
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
        return sync.extras().inverse;
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
        return Ticket.of(sync, look());
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
        Wait.await(sync, look(), Long.MAX_VALUE);
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
        return Wait.await(sync, look(), nanos(timeout));
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
        return Wait.await(sync, look(), Objects.requireNonNull(unit, "unit").toNanos(timeout));
    }

    /**
     * Waits until this event is set. Ignores interrupts while waiting.
     *
     * <p>If this event is set then this method returns immediately. If it is clear then the current thread is disabled
     * for thread scheduling purposes and lies dormant until some thread calls {@link #set()} or {@link #pulse()}, even
     * if this event is cleared again at once.
     *
     * <p>If the current thread is {@linkplain Thread#interrupt interrupted} on entry or while waiting, it continues to
     * wait, and its interrupted status is set when this method returns.
     */
    public void awaitUninterruptibly() {
        awaitUninterruptibly(Long.MAX_VALUE);
    }

    /**
     * Waits until this event is set or the specified time elapses. Ignores interrupts while waiting.
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
        return awaitUninterruptibly(nanos(timeout));
    }

    /**
     * Waits until this event is set and clears it, so that each {@link #set()} lets one of several threads through:
     * what .NET and Windows call an auto-reset event. As if by {@code do await(); while (!clear());}.
     *
     * <p>Of all threads that wait in this way, and of those that call {@link #clear()}, exactly one takes the event
     * back from set to clear; the others continue to wait. Threads in any other form of await are released all the
     * same. There is no count: setting the event twice before it was cleared may release only one thread.
     *
     * <p>The threads wait in a queue, first come, first served; but a thread that calls this method while the event is
     * set may overtake the queue. A {@code set} wakes the first thread in the queue, not all of them. A thread that
     * can't run, such as a virtual thread without a carrier, holds up those behind it until it leaves. One that gives
     * up while it is being woken passes the wake-up on.
     *
     * <p>If the current thread:
     * <ul>
     * <li>has its interrupted status set on entry to this method, even if this event is set; or
     * <li>is {@linkplain Thread#interrupt interrupted} while waiting,
     * </ul>
     * then {@link InterruptedException} is thrown, the current thread's interrupted status is cleared, and this thread
     * has not cleared the event.
     *
     * @throws UnsupportedOperationException if this event is {@linkplain #oneShot() one-shot}, whether set or not, or a
     *         {@linkplain #next() ticket}; nothing is changed
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
     * @throws UnsupportedOperationException if this event is {@linkplain #oneShot() one-shot}, whether set or not, or a
     *         {@linkplain #next() ticket}; nothing is changed
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
     * <p>If some of the events are set then this method returns the first of them immediately. Otherwise it waits, as
     * {@link #await()} does, until one of them is set, even if that one is cleared again at once. No event is changed.
     * The thread waits for all of them at the same time, however many they are; the cost of beginning and ending the
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
        return new Several(events).awaitAny(Long.MAX_VALUE);
    }

    /**
     * Waits until any of the given events is set, unless the specified time elapses: the same as
     * {@link #awaitAny(Event...)}, with a timeout as in {@link #await(Duration)}.
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
        return new Several(events).awaitAny(nanos);
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
        new Several(events).awaitAll(Long.MAX_VALUE);
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
        return new Several(events).awaitAll(nanos);
    }

    /**
     * Returns a new future that is completed, with {@code null}, when this event is set: at once if it is set,
     * otherwise by the next {@link #set()} or {@link #pulse()}, even if this event is cleared again at once.
     *
     * <p>{@code set} does not complete the future itself. It leaves that to the future's
     * {@linkplain CompletableFuture#defaultExecutor() default executor}, as a rule the
     * {@linkplain java.util.concurrent.ForkJoinPool#commonPool() common pool}. Actions of
     * {@link CompletableFuture#thenRun thenRun} and the like run there, or in the thread that adds them to a future
     * that is complete. So:
     * <ul>
     * <li>Actions run on daemon threads, and may be lost when the JVM ends. They see the context class loader of the
     * executor's threads.
     * <li>A busy executor completes the future late. With {@link CompletableFuture#orTimeout orTimeout}, the timeout
     * may then win although the event was set in time. {@link #await(Duration)} has no such gap.
     * <li>An action that blocks holds up no other future, as long as the executor has another thread.
     * <li>If the executor fails, for example because it has been shut down, {@code set} completes the future itself.
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
     * {@code set} calls {@link Executor#execute execute} once for any number of futures in a row that have the same
     * executor. With an executor that runs its tasks in the calling thread, such as {@code Runnable::run}, the future
     * is completed, and its actions run, in the thread that sets this event: {@code set} then takes as long as they do.
     *
     * @param executor who completes the future, unless this event is set already
     * @return a new future, not shared with other callers
     * @throws NullPointerException if {@code executor} is null
     */
    public CompletableFuture<Void> whenSet(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return Promises.join(sync, look(), executor);
    }

    /**
     * Returns an estimate of the number of threads that are parked, waiting for this event. The number may change while
     * it is being counted; this method is meant for monitoring, not for synchronization. It takes time in proportion to
     * the number of waiting threads. An event and its {@linkplain #inverse() inverse} are counted apart.
     *
     * @return the estimated number of threads waiting for this event
     */
    public int getQueueLength() {
        Set<Thread> threads = Collections.newSetFromMap(new IdentityHashMap<>()); // Q1
        count(threads);
        return threads.size() + (sync.event == this ? sync.getQueueLength() : 0);
    }

    /**
     * Returns a string that identifies this event, as well as its state, in brackets: {@code "Set"}, or {@code "Clear"}
     * followed by {@code ", queue length = "} and the {@linkplain #getQueueLength() estimated number of waiting
     * threads}. A {@linkplain #named(String) name} comes before that, with a colon. If the event is
     * {@linkplain #oneShot() one-shot}, {@code ", one-shot"} follows the word. If {@linkplain #whenSet() futures} wait,
     * {@code ", futures = "} and their estimated number come last. A view is identified by its event.
     *
     * @return a string that identifies this event, as well as its state
     */
    @Override
    public String toString() {
        boolean set = isSet(); // once, lest the words contradict each other
        StringBuilder text = new StringBuilder(identity()).append('[');
        String name = sync.name();
        if (name != null) {
            text.append(name).append(": ");
        }
        text.append(set ? "Set" : "Clear");
        if (sync.epoch() < 0) {
            text.append(", one-shot");
        }
        if (!set) {
            text.append(", queue length = ").append(getQueueLength());
            int futures = count(Collections.newSetFromMap(new IdentityHashMap<>()));
            if (futures > 0) {
                text.append(", futures = ").append(futures);
            }
        }
        return text.append(']').toString();
    }

    final String identity() {
        return getClass().getName().concat("@").concat(Integer.toHexString(System.identityHashCode(sync.event)));
    }

    /** Adds the threads that wait in the stack, and returns how many futures do. */
    private int count(Set<Thread> threads) {
        long epoch = look();
        int futures = 0;
        for (Wait wait = sync.top; wait != null && !sync.isOver(epoch); wait = wait.next) { // Q2
            futures += wait.count(threads);
        }
        return futures;
    }

    private boolean awaitUninterruptibly(long nanos) {
        long epoch = look();
        if (sync.isOver(epoch)) {
            return true;
        }
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return Wait.await(sync, epoch, deadline - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true; // W9
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean take(long nanos) throws InterruptedException {
        requireAllowed(0, 0);
        return Wait.await(new Turn(this), 0, nanos);
    }

    private boolean advance(int steps, int parity) {
        requireAllowed(steps, parity);
        return sync.advance(steps, parity ^ flip()); // V1
    }

    /** Looks at this event, as every wait does when it begins. */
    final long look() {
        return awaited(sync.epoch());
    }

    /** Odd epochs are set, even ones clear; of the inverse it is the other way round. */
    private int flip() {
        return this == sync.event ? 0 : 1;
    }

    /** The epoch that a wait has to outlast if it begins in this one: the same if this event is clear in it. */
    long awaited(long epoch) {
        return epoch - ((epoch ^ flip()) & 1);
    }

    /** Whether this event may be changed in this way. */
    void requireAllowed(int steps, int parity) {
        if (sync.epoch() < 0 && (steps > 0 || parity == flip())) {
            throw new UnsupportedOperationException("a one-shot event can't be cleared");
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
    private static final class Inverse extends Event {
        private Inverse(Sync sync) {
            super(sync);
        }

        static Event of(Sync sync) {
            return new Inverse(sync);
        }

        @Override
        public Event inverse() {
            return sync.event;
        }
    }

    /** Clear in one epoch, set in all others. */
    private static final class Ticket extends Event {
        private final long epoch;

        private Ticket(Sync sync, long epoch) {
            super(sync);
            this.epoch = epoch;
        }

        static Event of(Sync sync, long epoch) {
            return new Ticket(sync, epoch);
        }

        @Override
        long awaited(long unused) {
            return epoch; // V2
        }

        @Override
        void requireAllowed(int steps, int parity) {
            throw new UnsupportedOperationException("a ticket made by next() can only be waited for");
        }
    }
}
