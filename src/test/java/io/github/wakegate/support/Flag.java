// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import io.github.wakegate.Event;
import java.time.Duration;

/** What a test needs of an event, so that the same test can be run against a broken one, its control. */
public interface Flag {
    boolean set();

    boolean clear();

    boolean isSet();

    boolean await(Duration timeout) throws InterruptedException;

    static Flag of(Event event) {
        return new Flag() {
            @Override
            public boolean set() {
                return event.set();
            }

            @Override
            public boolean clear() {
                return event.clear();
            }

            @Override
            public boolean isSet() {
                return event.isSet();
            }

            @Override
            public boolean await(Duration timeout) throws InterruptedException {
                return event.await(timeout);
            }
        };
    }
}
