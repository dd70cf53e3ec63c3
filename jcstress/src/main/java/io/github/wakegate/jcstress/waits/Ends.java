// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jcstress.waits;

import static io.github.wakegate.jcstress.Waiting.await;
import static io.github.wakegate.jcstress.Waiting.awaitInTime;
import static io.github.wakegate.jcstress.Waiting.awaitUninterruptiblyInTime;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.wakegate.jcstress.Guarded;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** A waiting thread goes on once the event is set. */
public class Ends {

    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "Released.")
    @Outcome(id = "STALE", expect = FORBIDDEN, desc = "The event is set and the thread waits on.")
    abstract static class Table extends Guarded.Clear {
    }

    @JCStressTest(Mode.Termination)
    @State
    public static class OfAwait extends Table {
        @Actor
        public void waiter() {
            await(event);
        }

        @Signal
        public void setter() {
            event.set();
        }
    }

    @JCStressTest(Mode.Termination)
    @State
    public static class OfTimedAwait extends Table {
        @Actor
        public void waiter() {
            awaitInTime(event);
        }

        @Signal
        public void setter() {
            event.set();
        }
    }

    @JCStressTest(Mode.Termination)
    @State
    public static class OfAwaitUninterruptibly extends Table {
        @Actor
        public void waiter() {
            event.awaitUninterruptibly();
        }

        @Signal
        public void setter() {
            event.set();
        }
    }

    @JCStressTest(Mode.Termination)
    @State
    public static class OfTimedAwaitUninterruptibly extends Table {
        @Actor
        public void waiter() {
            awaitUninterruptiblyInTime(event);
        }

        @Signal
        public void setter() {
            event.set();
        }
    }

    /** A loop that asks is not optimised away. */
    @JCStressTest(Mode.Termination)
    @State
    public static class OfIsSet extends Table {
        @Actor
        public void asker() {
            while (!event.isSet()) {
            }
        }

        @Signal
        public void setter() {
            event.set();
        }
    }

    /** However often it was set and cleared before. */
    @JCStressTest(Mode.Termination)
    @State
    public static class AfterManyPulses extends Table {
        @Actor
        public void waiter() {
            for (int i = 0; i < 10; i++) {
                await(event);
            }
        }

        @Signal
        public void setter() {
            for (int i = 0; i < 10; i++) {
                event.set();
                event.clear();
            }
            event.set();
        }
    }
}
