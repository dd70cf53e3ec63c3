// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.effects;

import static io.github.wakegate.jcstress.Waiting.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.Event;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a thread wrote before clear() is visible to every thread that then finds the event clear. */
public class ClearPublishes {

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Saw what was written before clear().")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Looked before clear().")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "Told that it is clear, but without the write.")
    public static class Table {
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToIsSet {
        private final Event event = new Event(true);
        private int data;

        @Actor
        public void clearer() {
            data = 1;
            event.clear();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = event.isSet() ? -1 : data;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToFailedAwait {
        private final Event event = new Event(true);
        private int data;

        @Actor
        public void clearer() {
            data = 1;
            event.clear();
        }

        @Actor
        public void waiter(I_Result r) {
            r.r1 = await(event, Duration.ZERO) ? -1 : data;
        }
    }

    @JCStressTest
    @JCStressMeta(Table.class)
    @State
    public static class ToWinningSet {
        private final Event event = new Event(true);
        private int data;

        @Actor
        public void clearer() {
            data = 1;
            event.clear();
        }

        @Actor
        public void setter(I_Result r) {
            r.r1 = event.set() ? data : -1;
        }
    }
}
