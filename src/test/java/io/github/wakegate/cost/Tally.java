// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import io.github.wakegate.support.Step;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the steps that each thread makes in the stepped library. */
public final class Tally {
    interface Action {
        void run() throws Exception;
    }

    private final Map<Thread, LongAdder> steps = new ConcurrentHashMap<>();

    /** How many steps the current thread makes in an action. */
    static long of(Action action) throws Exception {
        Thread one = Thread.currentThread();
        long[] steps = new long[1];
        tell(() -> steps[0] += Thread.currentThread() == one ? 1 : 0, action);
        return steps[0];
    }

    /** Counts during an action. */
    void during(Action action) throws Exception {
        tell(() -> count(Thread.currentThread()).increment(), action);
    }

    /** Asked by that thread alone, and so without the lock of computeIfAbsent, which would hold up a crowd. */
    private LongAdder count(Thread one) {
        LongAdder count = steps.get(one);
        if (count == null) {
            count = new LongAdder();
            steps.put(one, count);
        }
        return count;
    }

    /** Has a listener told of each step during an action. */
    static void tell(Runnable listener, Action action) throws Exception {
        Step.tell(new Step.Listener() {
            @Override
            public void at(String mark) {
                listener.run();
            }

            @Override
            public void turn() {
                listener.run();
            }
        });
        try {
            action.run();
        } finally {
            Step.tell(null);
        }
    }

    long of(Thread thread) {
        LongAdder some = steps.get(thread);
        return some == null ? 0 : some.sum();
    }

    long total() {
        return steps.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How many threads made a step. */
    int threads() {
        return steps.size();
    }
}
