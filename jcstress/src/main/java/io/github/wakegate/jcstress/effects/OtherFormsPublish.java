// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.LONG;
import static io.github.wakegate.jcstress.Waiting.uninterrupted;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import io.github.wakegate.jcstress.Guarded;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a thread wrote before set() is visible after a wait for any or all, a take, and in a future. */
public class OtherFormsPublish {

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Saw what was written before set().")
    @Outcome(expect = FORBIDDEN, desc = "Released without the write, or by the wrong event.")
    abstract static class Table extends Guarded.Clear {
    }

    @JCStressTest
    @State
    public static class ToAwaitAny extends Table {
        private final Event never = new Event();

        @Actor
        public void setter() {
            writeAndSet();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = uninterrupted(() -> Event.awaitAny(never, event)) == event ? data : -1;
        }
    }

    @JCStressTest
    @State
    public static class ToTimedAwaitAny extends Table {
        private final Event never = new Event();

        @Actor
        public void setter() {
            writeAndSet();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = uninterrupted(() -> Event.awaitAny(LONG, never, event)) == event ? data : -1;
        }
    }

    /** Each of two events carries what was written before it. */
    @JCStressTest
    @State
    public static class ToAwaitAll extends Table {
        private final Event other = new Event();
        private int first;

        @Actor
        public void setter() {
            first = 1;
            other.set();
            writeAndSet();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = uninterrupted(() -> Event.awaitAll(LONG, event, other)) ? first & data : -1;
        }
    }

    @JCStressTest
    @State
    public static class ToAwaitAndClear extends Table {
        @Actor
        public void setter() {
            writeAndSet();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = uninterrupted(() -> event.awaitAndClear(LONG)) ? data : -1;
        }
    }

    @JCStressTest
    @State
    public static class ToAFuture extends Table {
        @Actor
        public void setter() {
            writeAndSet();
        }

        @Actor
        public void waiter(I_Result r) {
            event.whenSet().join();
            r.r1 = data;
        }
    }
}
