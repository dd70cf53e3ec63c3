// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The forms of await that change nothing. Those without a timeout always answer true. */
public enum Form {
    AWAIT {
        @Override
        public boolean await(Event event, Duration unused) throws InterruptedException {
            event.await();
            return true;
        }
    },
    AWAIT_DURATION {
        @Override
        public boolean await(Event event, Duration timeout) throws InterruptedException {
            return event.await(timeout);
        }
    },
    AWAIT_UNIT {
        @Override
        public boolean await(Event event, Duration timeout) throws InterruptedException {
            return event.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        }
    },
    AWAIT_UNINTERRUPTIBLY {
        @Override
        public boolean await(Event event, Duration unused) {
            event.awaitUninterruptibly();
            return true;
        }
    },
    AWAIT_UNINTERRUPTIBLY_DURATION {
        @Override
        public boolean await(Event event, Duration timeout) {
            return event.awaitUninterruptibly(timeout);
        }
    },
    /** By a ticket. */
    AWAIT_NEXT {
        @Override
        public boolean await(Event event, Duration unused) throws InterruptedException {
            event.next().await();
            return true;
        }
    },
    AWAIT_NEXT_DURATION {
        @Override
        public boolean await(Event event, Duration timeout) throws InterruptedException {
            return event.next().await(timeout);
        }
    },
    /** Beside an event that nobody sets. */
    AWAIT_ANY {
        @Override
        public boolean await(Event event, Duration unused) throws InterruptedException {
            return Event.awaitAny(new Event(), event) == event;
        }
    },
    AWAIT_ANY_DURATION {
        @Override
        public boolean await(Event event, Duration timeout) throws InterruptedException {
            return Event.awaitAny(timeout, new Event(), event) == event;
        }
    },
    /** Beside an event that is set. */
    AWAIT_ALL {
        @Override
        public boolean await(Event event, Duration unused) throws InterruptedException {
            Event.awaitAll(event, new Event(true));
            return true;
        }
    },
    AWAIT_ALL_DURATION {
        @Override
        public boolean await(Event event, Duration timeout) throws InterruptedException {
            return Event.awaitAll(timeout, event, new Event(true));
        }
    };

    /** Those with a timeout, as a regular expression on their names. */
    public static final String TIMED = ".*_(DURATION|UNIT)";

    /** Those of one event, as a regular expression on their names. */
    public static final String OF_ONE = "AWAIT(_DURATION|_UNIT|_UNINTERRUPTIBLY.*)?";

    public abstract boolean await(Event event, Duration timeout) throws InterruptedException;

    public boolean await(Event event) throws InterruptedException {
        return await(event, Waiter.LONG);
    }
}
