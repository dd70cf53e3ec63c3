// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.LONG;
import static io.github.wakegate.jcstress.Waiting.uninterrupted;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a thread wrote before set() is visible after a wait for any or all, a take, and in a future. */
public class OtherFormsPublish {

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Saw what was written before set().")
    @Outcome(expect = FORBIDDEN, desc = "Released without the write, or by the wrong event.")
    public static class Table {
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToAwaitAny {
        private final Event never = new Event();
        private final Event event = new Event();
        private int data;

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = uninterrupted(() -> Event.awaitAny(never, event)) == event ? data : -1;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToTimedAwaitAny {
        private final Event never = new Event();
        private final Event event = new Event();
        private int data;

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = uninterrupted(() -> Event.awaitAny(LONG, never, event)) == event ? data : -1;
        }
    }

    /** Each of two events carries what was written before it. */
    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToAwaitAll {
        private final Event one = new Event();
        private final Event other = new Event();
        private int first;
        private int second;

        @Actor
        public void setter() {
            first = 1;
            other.set();
            second = 1;
            one.set();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = uninterrupted(() -> Event.awaitAll(LONG, one, other)) ? first & second : -1;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToAwaitAndClear {
        private final Event event = new Event();
        private int data;

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = uninterrupted(() -> event.awaitAndClear(LONG)) ? data : -1;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToAFuture {
        private final Event event = new Event();
        private int data;

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void waiter(I_Result r) {
            event.whenSet().join();
            r.r1 = data;
        }
    }
}
