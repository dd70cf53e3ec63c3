// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Inside;
import io.github.wakegate.Event;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Waiter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What OpenJDK's TimedAcquireLeak tries (test/jdk/java/util/concurrent): timed waits leave nothing behind. */
class TimedAcquireLeakTest {
    /** What may stay of those that left until they are swept out, besides half as many as wait. */
    private static final int SPARE = 32;

    /** Many short waits beside one that stays: what they leave behind does not grow, and goes with the set(). */
    @ParameterizedTest
    @EnumSource(names = Form.TIMED, mode = EnumSource.Mode.MATCH_ALL)
    void leavesLittle(Form form) throws Exception {
        Event event = new Event();
        Waiter<Boolean> staying = Waiter.start(() -> event.await(Waiter.LONG)).parked();
        List<Waiter<Boolean>> leaving = List.of(leaver(form, event), leaver(form, event), leaver(form, event));
        for (Waiter<Boolean> waiter : leaving) {
            assertFalse(waiter.result());
        }
        assertTrue(Inside.count(event) <= 1 + leaving.size() + SPARE + 1, () -> Inside.count(event) + " left");
        event.set();
        assertTrue(staying.result());
        assertEquals(0, Inside.count(event));
    }

    private static Waiter<Boolean> leaver(Form form, Event event) {
        return Waiter.start(() -> {
            boolean set = false;
            for (int i = 0; i < 100; i++) {
                set |= form.await(event, Duration.ofNanos(20_000));
            }
            return set;
        });
    }
}
