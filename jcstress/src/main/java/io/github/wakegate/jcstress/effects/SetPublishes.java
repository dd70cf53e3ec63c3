// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.await;
import static io.github.wakegate.jcstress.Waiting.awaitInTime;
import static io.github.wakegate.jcstress.Waiting.awaitUninterruptiblyInTime;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/** What a thread wrote before set() is visible to every thread that waited for it, or finds the event set. */
public class SetPublishes {

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Saw what was written before set().")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Looked before set(), and did not wait.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "Released or told that it is set, but without the write.")
    public static class Table {
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class AnIntToAwait {
        private final Event event = new Event();
        private int data;

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void waiter(I_Result r) {
            await(event);
            r.r1 = data;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ALongToTimedAwait {
        private final Event event = new Event();
        private long data;

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void waiter(J_Result r) {
            awaitInTime(event);
            r.r1 = data;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class AnArrayElementToAwaitUninterruptibly {
        private final Event event = new Event();
        private final int[] data = new int[100];

        @Actor
        public void setter() {
            data[99] = 1;
            event.set();
        }

        @Actor
        public void waiter(I_Result r) {
            event.awaitUninterruptibly();
            r.r1 = data[99];
        }
    }

    /** An object whose fields are not final, published through a plain field. */
    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class AReferenceToTimedAwaitUninterruptibly {
        private final Event event = new Event();
        private int[] data;

        @Actor
        public void setter() {
            int[] fresh = new int[1];
            fresh[0] = 1;
            data = fresh;
            event.set();
        }

        @Actor
        public void waiter(I_Result r) {
            awaitUninterruptiblyInTime(event);
            r.r1 = data == null ? 0 : data[0];
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class AnIntToIsSet {
        private final Event event = new Event();
        private int data;

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = event.isSet() ? data : -1;
        }
    }

    /** set() reads too: who finds the event set already sees what its setter wrote. */
    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class AnIntToLosingSet {
        private final Event event = new Event();
        private int data;

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void other(I_Result r) {
            r.r1 = event.set() ? -1 : data;
        }
    }

    /** clear() reads too: who clears sees what the setter wrote. */
    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class AnIntToWinningClear {
        private final Event event = new Event();
        private int data;

        @Actor
        public void setter() {
            data = 1;
            event.set();
        }

        @Actor
        public void clearer(I_Result r) {
            r.r1 = event.clear() ? data : -1;
        }
    }
}
