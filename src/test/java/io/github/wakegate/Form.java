package io.github.wakegate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The forms of await. Those without a timeout always answer true. */
enum Form {
    AWAIT {
        @Override
        boolean await(Event event, Duration unused) throws InterruptedException {
            event.await();
            return true;
        }
    },
    AWAIT_DURATION {
        @Override
        boolean await(Event event, Duration timeout) throws InterruptedException {
            return event.await(timeout);
        }
    },
    AWAIT_UNIT {
        @Override
        boolean await(Event event, Duration timeout) throws InterruptedException {
            return event.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        }
    },
    AWAIT_UNINTERRUPTIBLY {
        @Override
        boolean await(Event event, Duration unused) {
            event.awaitUninterruptibly();
            return true;
        }
    },
    AWAIT_UNINTERRUPTIBLY_DURATION {
        @Override
        boolean await(Event event, Duration timeout) {
            return event.awaitUninterruptibly(timeout);
        }
    };

    abstract boolean await(Event event, Duration timeout) throws InterruptedException;

    boolean await(Event event) throws InterruptedException {
        return await(event, Waiter.LONG);
    }
}
