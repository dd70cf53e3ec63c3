// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.wakegate.Inside;
import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What WebKit's test of its parking lot tries (Tools/TestWebKitAPI/Tests/WTF/ParkingLot.cpp): flags times threads. */
class ParkingLotTest {
    /** All threads at one flag, or one at each, or many at many; set when all are parked, or as they come. */
    @ParameterizedTest
    @CsvSource({"1, 1, true", "1, 1, false", "1, 100, true", "1, 100, false", "100, 1, true", "100, 1, false",
            "100, 100, true", "100, 100, false"})
    void park(int flags, int threads, boolean parked) throws Exception {
        for (Kind kind : Kind.available().toList()) {
            Event[] events = Stream.generate(Event::new).limit(flags).toArray(Event[]::new);
            List<Waiter<Boolean>> waiters = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Event event = events[i % flags];
                waiters.add(Waiter.start(kind, () -> event.await(Waiter.LONG)));
            }
            if (parked) {
                for (Waiter<Boolean> waiter : waiters) {
                    waiter.parked();
                }
            }
            for (Event event : events) {
                event.set();
            }
            Waiter.assertAllTrue(waiters);
            for (Event event : events) {
                assertEquals(0, Inside.count(event));
            }
        }
    }
}
