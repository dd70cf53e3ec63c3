package io.github.wakegate;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
import java.util.stream.Stream;

/**
 * A flag that threads can wait for. An event is either <em>set</em> or <em>clear</em>. Any number of threads may
 * {@linkplain #await() wait} until it is set; any thread may {@linkplain #set() set} it, which releases all of them at
 * once, and any thread may {@linkplain #clear() clear} it, so that it can be used again. It is what Python calls
 * {@code threading.Event}, and .NET and Windows a manual-reset event.
 *
 * <p><b>Sample usage.</b> A service tells any number of clients that it is ready, and later that it is not:
 *
 * <pre>{@code
 * class Service {
 *     private final Event ready = new Event();
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
 * <p><b>Pulses are not lost.</b> An await looks at the event once, when it begins. If the event is set, it returns.
 * If it is clear, it <em>waits</em> from that look on, and every {@code set} releases every thread that is waiting,
 * even if {@code clear} follows before any of them could run. So {@code event.set(); event.clear();} is a reliable
 * pulse: it releases all who were waiting, and nobody who comes later. No thread is ever released without a
 * {@code set}; there are no spurious wake-ups, and no loop is needed around an await.
 *
 * <p><b>One-shot events.</b> An event made by {@link #oneShot()} can be set but never cleared: once set, it is set for
 * ever, and whoever sees it set may rely on that.
 *
 * <p><b>Many events, one thread at a time, no thread at all.</b> {@link #awaitAny(Event...) awaitAny} and
 * {@link #awaitAll(Event...) awaitAll} wait for several events at once; {@link #awaitAndClear()} lets one thread go on
 * for each {@code set}, the auto-reset event of .NET and Windows; {@link #whenSet()} is a future for those who don't
 * want to block.
 *
 * <p><b>What it replaces.</b> The same program, "go on when told, after five seconds at the latest", with what is at
 * hand otherwise:
 *
 * <ul>
 * <li>A {@code volatile boolean} alone has to be polled. Each look costs processor time or, with a pause between two
 * looks, latency, and a pulse between them is not seen at all:
 * <pre>{@code
 * while (!ready && System.nanoTime() - deadline < 0) Thread.sleep(1);
 * // elsewhere
 * ready = true;
 * }</pre>
 * <li>A flag with {@code wait} and {@code notifyAll} needs a loop, since a thread may wake for no reason, must
 * compute the remaining time anew each turn, and still loses pulses: the flag may be {@code false} again before the
 * woken thread gets hold of the monitor. Setting may block, for as long as anyone holds the monitor:
 * <pre>{@code
 * synchronized (lock) {
 *     for (long left; !ready && (left = deadline - System.nanoTime()) > 0; ) {
 *         NANOSECONDS.timedWait(lock, left);
 *     }
 * }
 * // elsewhere
 * synchronized (lock) {
 *     ready = true;
 *     lock.notifyAll();
 * }
 * }</pre>
 * <li>A {@link java.util.concurrent.CountDownLatch CountDownLatch(1)} can't be cleared: every use takes a new latch and
 * a safe way to hand it to all threads. Its timed await may return {@code false} although the count reached zero in
 * time, if many threads wait:
 * <pre>{@code
 * latch.await(5, SECONDS);
 * // elsewhere
 * latch.countDown();
 * }</pre>
 * <li>An event can be cleared, loses no pulse, and says {@code false} only if it was not set in time:
 * <pre>{@code
 * ready.await(Duration.ofSeconds(5));
 * // elsewhere
 * ready.set();
 * }</pre>
 * </ul>
 *
 * <p><b>Setting never blocks.</b> {@code set}, {@code clear} and {@code isSet} take no lock and run no code of users
 * (the JDK's scheduler of virtual threads or of futures may start a thread, by a factory of the user's if it was given
 * one; only if it fails to, a {@linkplain #whenSet future} is completed on the spot): they may be called from anywhere,
 * also from a callback, a shutdown hook, inside {@code synchronized} or on a virtual thread. They may be called by any
 * thread; an event has no owner.
 *
 * <p><b>What is not promised.</b> There is no fairness: released threads run in any order, and one that comes late to
 * a set event may return before one that was released earlier. An event carries no count and no value: two {@code set}
 * calls without a {@code clear} between them are one. An await that returned says that the event <em>was</em> set, not
 * that it still is. Several events can't be changed in one atomic step. An event can't be serialized.
 *
 * <p><b>What it costs.</b> {@code set} wakes two parked platform threads itself (and two for each {@code set} before it
 * whose waiters have not all been woken yet), and each of them two others before it returns. So the time that
 * {@code set} takes does not grow with the number of parked platform threads, but it does with that of virtual threads,
 * which may lack a carrier and are not relied upon to wake others, with that of futures, and with that of threads still
 * about to park: whoever comes to one of these on the way to two parked platform threads releases it as well. A wait
 * that ends, for whatever reason, holds up no other wait, and leaves behind no more than a bounded amount of memory.
 * Only if the setter is suspended, or two platform threads are, as a debugger may do it, at the moment at which they
 * should wake the others, these wait until one of them goes on, or until the next {@code set}; a virtual thread that
 * the suspended one is just handing to its scheduler, until that one goes on.
 *
 * <p>A platform thread that finds nobody else waiting stays awake ("spins") for up to 10 microseconds before it parks,
 * about what parking and being woken would cost. A wait for one event that ends by then allocates nothing. The system
 * property {@code io.github.wakegate.spinNanos}, read once, sets another time, in nanoseconds: a longer one makes
 * longer waits end sooner, costs as much more processor time for each wait and keeps an interrupt waiting for as long;
 * {@code 0} turns spinning off. Virtual threads do not spin, nor does any thread on a machine with one processor, or
 * longer than its timeout.
 *
 * <p>A thread of a {@link java.util.concurrent.ForkJoinPool ForkJoinPool} may wait: the pool
 * {@linkplain java.util.concurrent.ForkJoinPool#managedBlock runs another meanwhile}, unless it has too many already
 * or is stopping.
 *
 * <p><b>When a call fails</b> with an {@link Error}, for want of stack or memory, no other thread loses its release.
 * But if it was the call's turn to release others, some of them may wait until the next {@code set}: one that failed is
 * to be repeated. The JDK itself may lose a virtual thread that was being woken. An await that failed may leave a trace
 * on the event until the next {@code set}, and may have lost an interrupt. Where no memory is left to begin a wait,
 * newer JDKs let it go on, whatever its timeout, until the event is set; and a {@code set} that wakes virtual threads
 * tries until there is some.
 *
 * <p><b>Visible when blocked.</b> A platform thread that waits shows up in a thread dump as parked on a class of this
 * package; the {@code toString} of the object it is parked on
 * ({@link java.util.concurrent.locks.LockSupport#getBlocker LockSupport.getBlocker}) is that of its event.
 *
 * <p>Memory consistency effects: an event is at least as strong as a {@code volatile} field that every {@code set} and
 * {@code clear} writes, and that these, {@code isSet} and every await read. Actions in a thread prior to calling
 * {@code set} or {@code clear} (whether or not the call found anything to change)
 * {@linkplain java.util.concurrent <i>happen-before</i>} actions following a later {@code isSet}, {@code set},
 * {@code clear} or normal return from an await of the same event in any thread; <em>later</em> refers to the
 * synchronization order of the Java memory model. In particular, what was done before {@code set} is seen by every
 * thread that it releases.
 *
 * <p>Passing a {@code null} argument to any method of this class throws a {@link NullPointerException} and has no
 * other effect.
 *
 * @since 0.1.0
 */
public final class Event {

    /*
     * The flag is an epoch, the number of transitions so far. Even is clear, odd is set.
     *
     * Every wait is for the end of a clear epoch. An await looks once, rounds what it sees down to the clear epoch
     * (which is over already if the event is set) and returns when the state is any other. A flag of 0 and 1 would not
     * do: a waiter that is woken by set() and runs only after a following clear() would find 0, believe it was woken in
     * vain and park again. The epoch does not come back for centuries (63 bits, one step a transition): so long can a
     * clear epoch that has ended be told, however late the waiter runs and however often the event was cleared since.
     *
     * set() and clear() repeat their compare-and-set until it succeeds, also when it writes the state back unchanged. A
     * set() that only read would publish nothing: a consumer that clears the event and then looks for data could miss
     * what was written just before such a set(), and the event would stay clear with data left behind.
     *
     * Whoever has to wait does so behind a Gate of its own, one of the Crowd of its epoch: a thread that parks at it,
     * or a future. A thread that waits for any of several events has a gate in the crowd of each, and parks at another
     * that these open. No waiter is lost, because:
     *
     * - Joining. A waiter first joins the crowd, then looks at the epoch again. A setter first ends the epoch, then
     *   looks for the crowd. Whoever comes second sees the other: the setter finds the waiter in the crowd, or the
     *   waiter finds its epoch over, opens its own gate and, since the setter may have been here, takes it out.
     * - Epochs don't mix. A crowd waits for the end of one epoch, so all of it may be released once that is over, by
     *   anyone and at any time. A waiter that finds the crowd of an epoch before its own releases that first, since the
     *   setter may not have come to it yet, and only then puts a new one in its place, from which the one before can
     *   still be reached: whoever releases the one releases the other, until it is empty. A set() that changes nothing
     *   releases for the same reason.
     * - Releasing. A gate is opened first, then its waiter is woken, and only then is it taken out of the crowd, so
     *   that nobody ever holds a waiter that the others can't see: who meets one that was released and not yet woken
     *   wakes it too. Whoever has opened the gates of two platform threads may stop: each of them does the same before
     *   it returns or throws, however its wait ends. Only an open that succeeded counts: one that failed met a waiter
     *   that has left, or that counts for somebody else. And only a thread that was parked: one that is still to park,
     *   or was torn out of its wait by an Error, may not come to it. Virtual threads don't count: released, they may
     *   still lack a carrier, and the carriers may be held by the very threads that are to be released. Nor do
     *   futures.
     * - Leaving. One compare-and-set on the gate decides between giving up and being released. Who could not give up
     *   was released, and helps: the crowd of each of its gates that was opened. The answer of an await is taken from
     *   the epoch alone.
     */
    static final class Sync extends AbstractQueuedLongSynchronizer {
        private static final long serialVersionUID = 1L;
        private static final AtomicReferenceFieldUpdater<Sync, Crowd> CROWD =
                AtomicReferenceFieldUpdater.newUpdater(Sync.class, Crowd.class, "crowd");

        /** Those who wait, or were the last to. */
        private transient volatile Crowd crowd = Crowd.NOBODY;

        Sync(long epoch) {
            setState(epoch);
        }

        boolean isSet() {
            return (getState() & 1) != 0;
        }

        boolean isOneShot() {
            return getState() < 0;
        }

        /** Looks at the event: the clear epoch that an await beginning now has to outlast. */
        long clearEpoch() {
            return getState() & ~1L;
        }

        boolean isOver(long clearEpoch) {
            return getState() != clearEpoch;
        }

        boolean set() {
            long epoch;
            do {
                epoch = getState();
            } while (!compareAndSetState(epoch, epoch | 1));
            Crowd waiting = crowd;
            if (isOver(waiting.epoch)) {
                waiting.release();
            }
            return (epoch & 1) == 0;
        }

        boolean clear() {
            long epoch;
            do {
                epoch = getState();
            } while (!compareAndSetState(epoch, epoch + (epoch & 1) & Long.MAX_VALUE));
            return (epoch & 1) != 0;
        }

        /** Joins those who wait for the end of a clear epoch; opens the gate if that is over. */
        void join(long clearEpoch, Gate gate) {
            Crowd joined = crowd;
            while (joined.epoch != clearEpoch) {
                if (isOver(clearEpoch)) {
                    gate.open();
                    return;
                }
                joined.release(); // its setter may not have come to it
                CROWD.compareAndSet(this, joined, new Crowd(clearEpoch, joined));
                joined = crowd;
            }
            joined.join(gate);
            if (isOver(clearEpoch)) {
                gate.open();
                joined.release();
            }
        }

        boolean isCrowded(long clearEpoch) {
            Crowd waiting = crowd;
            return waiting.epoch == clearEpoch && !waiting.isEmpty();
        }

        Stream<Gate> gates() {
            return crowd.gates();
        }
    }

    static {
        Gate.isVirtual(Thread.currentThread()); // initializes Gate: an await near the end of its stack could fail to
    }

    /** How long an await may stay awake before it parks. */
    static final long SPIN_NANOS = Runtime.getRuntime().availableProcessors() == 1 ? 0
            : Long.getLong("io.github.wakegate.spinNanos", 10_000);

    /** So many looks at the event cost about as much as one at the clock. */
    private static final int LOOKS = 16;

    /** One-shot events have two epochs of their own, -2 clear and -1 set, which clear() refuses to leave. */
    private static final long ONE_SHOT = -2;

    final Sync sync;

    /** Begins at any epoch: the tests begin at the last. */
    Event(long epoch) {
        sync = new Sync(epoch);
    }

    /** Creates an event that is clear, and can be set and cleared any number of times. */
    public Event() {
        this(0L);
    }

    /**
     * Creates an event that can be set and cleared any number of times.
     *
     * @param initiallySet {@code true} for an event that is set to begin with, a gate that starts open; {@code false}
     *        for one that is clear
     */
    public Event(boolean initiallySet) {
        this(initiallySet ? 1L : 0L);
    }

    /**
     * Returns a new event that is clear and, once set, is set for ever: its {@link #clear()} always throws
     * {@link UnsupportedOperationException}.
     *
     * @return a new one-shot event
     */
    public static Event oneShot() {
        return new Event(ONE_SHOT);
    }

    /**
     * Tells whether this event is set, without waiting. If another thread may clear the event, the answer may be out of
     * date by the time it is used.
     *
     * @return {@code true} if this event is set
     */
    public boolean isSet() {
        return sync.isSet();
    }

    /**
     * Sets this event and releases all threads that are waiting for it. If it is set already it stays so, and the call
     * has its memory effects only, but for threads that the {@code set} before has not come to yet: it releases these.
     * Never blocks.
     *
     * <p>Of several threads that set a clear event at the same time exactly one gets {@code true}.
     *
     * @return {@code true} if this call changed the event from clear to set, {@code false} if it was set already
     */
    public boolean set() {
        return sync.set();
    }

    /**
     * Clears this event: from now on an await waits for the next {@link #set()}. Threads that were waiting before an
     * earlier {@code set} are released all the same. If the event is clear already it stays so, and the call has its
     * memory effects only. Never blocks.
     *
     * <p>Of several threads that clear a set event at the same time exactly one gets {@code true}.
     *
     * @return {@code true} if this call changed the event from set to clear, {@code false} if it was clear already
     * @throws UnsupportedOperationException if this event is {@linkplain #oneShot() one-shot}, whether set or not;
     *         nothing is changed
     */
    public boolean clear() {
        requireClearable();
        return sync.clear();
    }

    /**
     * Waits until this event is set, unless the thread is {@linkplain Thread#interrupt interrupted}.
     *
     * <p>If this event is set then this method returns immediately.
     *
     * <p>If it is clear then the current thread is disabled for thread scheduling purposes and lies dormant until one
     * of two things happens:
     * <ul>
     * <li>some thread calls {@link #set()}, even if this event is cleared again at once; or
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
        await(sync.clearEpoch(), false, 0);
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
     * <li>some thread calls {@link #set()}, even if this event is cleared again at once; or
     * <li>some other thread {@linkplain Thread#interrupt interrupts} the current thread; or
     * <li>the specified time elapses.
     * </ul>
     *
     * <p>The time is kept to the nanosecond as far as the platform does, is measured by {@link System#nanoTime}, and is
     * never cut short. If it is zero or negative, the method does not wait at all. If it is too long to be counted in
     * nanoseconds, the method waits for {@link Long#MAX_VALUE} nanoseconds, some 292 years.
     *
     * <p>{@code false} means that nobody set this event between the beginning of this call and the end of its time,
     * however late the thread came to run after it.
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
    public boolean await(Duration timeout) throws InterruptedException {
        long nanos = saturatedNanos(timeout);
        return await(sync.clearEpoch(), true, nanos);
    }

    /**
     * Waits until this event is set, unless the thread is {@linkplain Thread#interrupt interrupted} or the specified
     * time elapses: the same as {@link #await(Duration)}, for those who have their timeout as a number.
     *
     * @param timeout the longest time to wait, in units of {@code unit}; zero or negative does not wait, and what is
     *        too much to be counted in nanoseconds means {@link Long#MAX_VALUE} nanoseconds
     * @param unit the unit of {@code timeout}
     * @return {@code true} if this event was set, {@code false} if the time elapsed before it was
     * @throws InterruptedException if the current thread is interrupted on entry or while waiting
     * @throws NullPointerException if {@code unit} is null
     */
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        long nanos = Objects.requireNonNull(unit, "unit").toNanos(timeout);
        return await(sync.clearEpoch(), true, nanos);
    }

    /**
     * Waits until this event is set, and does not let an interrupt end the wait.
     *
     * <p>If this event is set then this method returns immediately. If it is clear then the current thread is disabled
     * for thread scheduling purposes and lies dormant until some thread calls {@link #set()}, even if this event is
     * cleared again at once.
     *
     * <p>If the current thread is {@linkplain Thread#interrupt interrupted} on entry or while waiting, it goes on
     * waiting, and its interrupted status is set when this method returns.
     */
    public void awaitUninterruptibly() {
        awaitUninterruptibly(false, 0);
    }

    /**
     * Waits until this event is set or the specified time elapses, and does not let an interrupt end the wait.
     *
     * <p>The time is counted, and the result to be understood, as by {@link #await(Duration)}. Interrupts do not make
     * the time begin anew.
     *
     * <p>If the current thread is {@linkplain Thread#interrupt interrupted} on entry or while waiting, it goes on
     * waiting, and its interrupted status is set when this method returns.
     *
     * @param timeout the longest time to wait
     * @return {@code true} if this event was set, {@code false} if the time elapsed before it was
     * @throws NullPointerException if {@code timeout} is null
     */
    public boolean awaitUninterruptibly(Duration timeout) {
        long nanos = saturatedNanos(timeout);
        return awaitUninterruptibly(true, nanos);
    }

    /**
     * Waits until this event is set and clears it, so that each {@link #set()} lets one of several threads go on: what
     * .NET and Windows call an auto-reset event. As if by {@code do await(); while (!clear());}.
     *
     * <p>Of all threads that wait in this way, and of those that call {@link #clear()}, exactly one takes the event
     * back from set to clear; the others go on waiting. Threads that wait by another form of await are released all the
     * same. There is no count: a thread that sets the event twice before it was cleared may release one thread
     * only; and no queue: any of the waiting threads may be the one, also one that came last. Every {@code set} wakes
     * all threads that are waiting, for one of them to win, so for a large number of them a
     * {@link java.util.concurrent.Semaphore Semaphore} is the better choice.
     *
     * <p>If the current thread:
     * <ul>
     * <li>has its interrupted status set on entry to this method, even if this event is set; or
     * <li>is {@linkplain Thread#interrupt interrupted} while waiting,
     * </ul>
     * then {@link InterruptedException} is thrown, the current thread's interrupted status is cleared, and this thread
     * has not cleared the event.
     *
     * @throws UnsupportedOperationException if this event is {@linkplain #oneShot() one-shot}, whether set or not;
     *         nothing is changed
     * @throws InterruptedException if the current thread is interrupted on entry or while waiting
     */
    public void awaitAndClear() throws InterruptedException {
        awaitAndClear(false, 0);
    }

    /**
     * Waits until this event is set and clears it, unless the specified time elapses: the same as
     * {@link #awaitAndClear()}, with a timeout as {@link #await(Duration)} counts it.
     *
     * @param timeout the longest time to wait; if it is zero or negative, the method does not wait, but clears the
     *        event if it is set
     * @return {@code true} if this call changed the event from set to clear, {@code false} if the time elapsed before;
     *         it may have been set meanwhile, if another thread has cleared it
     * @throws UnsupportedOperationException if this event is {@linkplain #oneShot() one-shot}, whether set or not;
     *         nothing is changed
     * @throws InterruptedException if the current thread is interrupted on entry or while waiting
     * @throws NullPointerException if {@code timeout} is null
     */
    public boolean awaitAndClear(Duration timeout) throws InterruptedException {
        return awaitAndClear(true, saturatedNanos(timeout));
    }

    /**
     * Waits until any of the given events is set, unless the thread is {@linkplain Thread#interrupt interrupted}.
     *
     * <p>If some of the events are set then this method returns the first of them immediately. Otherwise it waits, as
     * {@link #await()} does, until some thread sets one of them, even if that one is cleared again at once. No event is
     * changed. The thread waits for all of them at the same time, however many they are; the cost of beginning and
     * ending the wait is in proportion to their number. The same event may be given more than once.
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
        return new Several(events).awaitAny(false, 0);
    }

    /**
     * Waits until any of the given events is set, unless the specified time elapses: the same as
     * {@link #awaitAny(Event...)}, with a timeout as {@link #await(Duration)} counts it.
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
    public static Event awaitAny(Duration timeout, Event... events) throws InterruptedException {
        long nanos = saturatedNanos(timeout);
        return new Several(events).awaitAny(true, nanos);
    }

    /**
     * Waits until each of the given events was set since the call began, unless the thread is
     * {@linkplain Thread#interrupt interrupted}.
     *
     * <p>When the call begins, it looks at one event after the other. An event counts if it is set at that look or is
     * set later, even if it is cleared again at once. So the events need not be set all at one moment. No event is
     * changed. The same event may be given more than once.
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
        new Several(events).awaitAll(false, 0);
    }

    /**
     * Waits until each of the given events was set since the call began, unless the specified time elapses: the same as
     * {@link #awaitAll(Event...)}, with a timeout as {@link #await(Duration)} counts it.
     *
     * @param timeout the longest time to wait for all of them; if it is zero or negative, the method does not wait
     * @param events the events, at least one; the array is copied
     * @return {@code true} if each of the events was set, {@code false} if the time elapsed before
     * @throws InterruptedException if the current thread is interrupted on entry, even if all events are set, or while
     *         waiting
     * @throws NullPointerException if {@code timeout}, {@code events} or one of them is null
     * @throws IllegalArgumentException if {@code events} is empty
     */
    public static boolean awaitAll(Duration timeout, Event... events) throws InterruptedException {
        long nanos = saturatedNanos(timeout);
        return new Several(events).awaitAll(true, nanos);
    }

    /**
     * Returns a new future that is completed, with {@code null}, when this event is set: at once if it is set,
     * otherwise by the next {@link #set()}, even if this event is cleared again at once.
     *
     * <p>{@code set} does not complete the future itself: it leaves that to the future's
     * {@linkplain CompletableFuture#defaultExecutor() default executor}, as a rule the
     * {@linkplain java.util.concurrent.ForkJoinPool#commonPool() common pool} (some JDKs start a thread for each future
     * instead if that pool has one thread only). Actions of {@link CompletableFuture#thenRun thenRun} and the like run
     * there, or in the thread that adds them to a future that is complete; to choose another executor, use
     * {@link CompletableFuture#thenRunAsync(Runnable, java.util.concurrent.Executor) thenRunAsync} and the like. What
     * actions throw concerns neither this event nor anybody else who waits for it. Should the default executor fail,
     * for want of memory or threads, whoever releases the future completes it.
     *
     * <p>Cancelling or completing the future does not touch this event, and takes the future off it. A future that
     * nobody completes or cancels stays registered with this event until the next {@code set}: whoever gives up waiting
     * for it should {@linkplain CompletableFuture#cancel cancel} it, or give it a timeout to begin with
     * ({@link CompletableFuture#orTimeout orTimeout}).
     *
     * <p>Actions before the {@code set} <i>happen-before</i> the completion of the future.
     *
     * @return a new future; nobody else has it
     */
    public CompletableFuture<Void> whenSet() {
        long clearEpoch = sync.clearEpoch();
        if (sync.isOver(clearEpoch)) {
            return CompletableFuture.completedFuture(null);
        }
        Promise promise = new Promise(this);
        CompletableFuture<Void> future = promise.future;
        future.whenComplete((unused, failure) -> promise.leave());
        sync.join(clearEpoch, promise);
        return future;
    }

    /**
     * Returns an estimate of the number of threads that are parked, waiting for this event. The number may change while
     * it is being counted; this method is meant for monitoring, not for synchronization. It takes time in proportion to
     * the number of waiting threads.
     *
     * @return the estimated number of threads waiting for this event
     */
    public int getQueueLength() {
        return (int) sync.gates().filter(Gate::isWaiting)
                .map(gate -> gate.thread).filter(Objects::nonNull).distinct().count();
    }

    /**
     * Returns a string that identifies this event, as well as its state: in brackets the word {@code "Set"}, or the
     * word {@code "Clear"} followed by {@code ", queue length = "} and the {@linkplain #getQueueLength() estimated
     * number of waiting threads}.
     *
     * @return a string that identifies this event, as well as its state
     */
    @Override
    public String toString() {
        return super.toString() + (isSet() ? "[Set]" : "[Clear, queue length = " + getQueueLength() + "]");
    }

    /** Outlasts a clear epoch, as CountDownLatch.await would its count; true unless the time ran out before. */
    boolean await(long clearEpoch, boolean timed, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (sync.isOver(clearEpoch)) {
            return true;
        }
        if (timed && nanos <= 0) {
            return false;
        }
        long deadline = timed ? System.nanoTime() + nanos : 0;
        Thread thread = Thread.currentThread();
        if (!Gate.isVirtual(thread) && !sync.isCrowded(clearEpoch)
                && spin(clearEpoch, timed ? Math.min(nanos, SPIN_NANOS) : SPIN_NANOS)) {
            return true;
        }
        Gate gate = new Gate(this, thread);
        try {
            sync.join(clearEpoch, gate);
            gate.await(timed, deadline);
        } finally {
            gate.leave();
        }
        return sync.isOver(clearEpoch);
    }

    /** Stays awake for about as long as parking and being woken would take. The clock costs as much as some looks. */
    private boolean spin(long clearEpoch, long nanos) {
        if (nanos <= 0) {
            return false;
        }
        boolean over = look(clearEpoch);
        for (long start = System.nanoTime(); !over && System.nanoTime() - start < nanos; ) {
            over = look(clearEpoch);
        }
        return over;
    }

    private boolean look(long clearEpoch) {
        for (int i = 0; i < LOOKS; i++) {
            Thread.onSpinWait();
            if (sync.isOver(clearEpoch)) {
                return true;
            }
        }
        return false;
    }

    private boolean awaitUninterruptibly(boolean timed, long nanos) {
        long clearEpoch = sync.clearEpoch();
        long deadline = timed ? System.nanoTime() + nanos : 0;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return await(clearEpoch, timed, nanos);
                } catch (InterruptedException e) {
                    interrupted = true;
                    nanos = deadline - System.nanoTime();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean awaitAndClear(boolean timed, long nanos) throws InterruptedException {
        requireClearable();
        long deadline = timed ? System.nanoTime() + nanos : 0;
        while (await(sync.clearEpoch(), timed, nanos)) {
            if (sync.clear()) {
                return true;
            }
            nanos = deadline - System.nanoTime();
        }
        return false;
    }

    private void requireClearable() {
        if (sync.isOneShot()) {
            throw new UnsupportedOperationException("a one-shot event can't be cleared");
        }
    }

    /** The gate of a future. */
    private static final class Promise extends Gate {
        private static final long serialVersionUID = 1L;
        private transient CompletableFuture<Void> future = new CompletableFuture<>();

        Promise(Event event) {
            super(event, null);
        }

        @Override
        boolean wake() {
            try {
                future.completeAsync(() -> null);
            } catch (Throwable e) {
                future.complete(null); // here and now, rather than never
            }
            return false;
        }

        @Override
        void forget() {
            future = null;
        }
    }

    /** The timeout in nanoseconds, at least 0 (so that no difference to it overflows) and at most Long.MAX_VALUE. */
    private static long saturatedNanos(Duration timeout) {
        return Math.max(0, TimeUnit.NANOSECONDS.convert(Objects.requireNonNull(timeout, "timeout")));
    }
}
