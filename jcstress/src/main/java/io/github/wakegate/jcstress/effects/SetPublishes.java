// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.await;
import static io.github.wakegate.jcstress.Waiting.awaitInTime;
import static io.github.wakegate.jcstress.Waiting.awaitUninterruptiblyInTime;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.jcstress.Guarded;
import org.openjdk.jcstress.annotations.Actor;
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
    abstract static class Table extends Guarded.Clear {
    }

    @JCStressTest
    @State
    public static class AnIntToAwait extends Table {
        @Actor
        public void setter() {
            writeAndSet();
        }

        @Actor
        public void waiter(I_Result r) {
            await(event);
            r.r1 = data;
        }
    }

    @JCStressTest
    @State
    public static class ALongToTimedAwait extends Table {
        private long number;

        @Actor
        public void setter() {
            number = 1;
            event.set();
        }

        @Actor
        public void waiter(J_Result r) {
            awaitInTime(event);
            r.r1 = number;
        }
    }

    @JCStressTest
    @State
    public static class AnArrayElementToAwaitUninterruptibly extends Table {
        private final int[] array = new int[100];

        @Actor
        public void setter() {
            array[99] = 1;
            event.set();
        }

        @Actor
        public void waiter(I_Result r) {
            event.awaitUninterruptibly();
            r.r1 = array[99];
        }
    }

    /** An object whose fields are not final, published through a plain field. */
    @JCStressTest
    @State
    public static class AReferenceToTimedAwaitUninterruptibly extends Table {
        private int[] reference;

        @Actor
        public void setter() {
            int[] fresh = new int[1];
            fresh[0] = 1;
            reference = fresh;
            event.set();
        }

        @Actor
        public void waiter(I_Result r) {
            awaitUninterruptiblyInTime(event);
            r.r1 = reference == null ? 0 : reference[0];
        }
    }

    @JCStressTest
    @State
    public static class AnIntToIsSet extends Table {
        @Actor
        public void setter() {
            writeAndSet();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = event.isSet() ? data : -1;
        }
    }

    /** set() reads too: who finds the event set already sees what its setter wrote. */
    @JCStressTest
    @State
    public static class AnIntToLosingSet extends Table {
        @Actor
        public void setter() {
            writeAndSet();
        }

        @Actor
        public void other(I_Result r) {
            r.r1 = event.set() ? -1 : data;
        }
    }

    /** clear() reads too: who clears sees what the setter wrote. */
    @JCStressTest
    @State
    public static class AnIntToWinningClear extends Table {
        @Actor
        public void setter() {
            writeAndSet();
        }

        @Actor
        public void clearer(I_Result r) {
            r.r1 = event.clear() ? data : -1;
        }
    }
}
