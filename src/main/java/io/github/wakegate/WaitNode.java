// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An entry in the stack of an event: a thread that waits for the end of an epoch. */
class WaitNode {
    /** So many nested calls need more of the call stack than it takes to wake a thread; 100 are too few. */
    private static final int FRAMES = 150; // H3

    final long epoch;

    /** The entry below. Between the two were at most some that have left. */
    volatile @Nullable WaitNode next;

    /** This one; or, for a thread that waits for any of several events, the one that stands for the thread. */
    private final WaitNode owner;

    /** The thread while it waits. Then null; or this entry, if the thread can't go on with the waking. */
    private volatile @Nullable Object waiter;

    /** The current thread. */
    WaitNode(long epoch) {
        this.epoch = epoch;
        owner = this;
        waiter = Thread.currentThread();
    }

    /** One more place where the same thread waits. */
    WaitNode(long epoch, WaitNode owner) {
        this.epoch = epoch;
        this.owner = owner;
    }

    /** Wakes the thread, unless it has left, and tells whether it had not. May be called more than once. */
    boolean wake() {
        if (owner.waiter instanceof Thread thread) {
            LockSupport.unpark(thread); // R4
            return true;
        }
        return false;
    }

    /** Called by the thread itself, which runs: it goes on with the waking, if it has the stack. Alone it need not. */
    void leave(boolean alone) {
        Object left = this;
        try {
            if (!alone) {
                proveStack(); // H2
                left = null;
            }
        } catch (StackOverflowError e) {
            // the others are left to those that have more
        }
        waiter = left;
    }

    /** Whether nobody waits here any more. Once true it stays so. */
    boolean hasLeft() {
        return !(owner.waiter instanceof Thread); // Q1
    }

    /** Whether a thread has left there, and goes on with the waking. */
    static boolean goesOn(@Nullable WaitNode node) {
        return node != null && node.owner.waiter == null;
    }

    /** Fails if there is not the stack to wake others: an unpark that overflows can lose a virtual thread for good. */
    static void proveStack() {
        proveStack(FRAMES);
    }

    private static void proveStack(int frames) {
        if (frames > 0) {
            proveStack(frames - 1);
        }
    }
}
