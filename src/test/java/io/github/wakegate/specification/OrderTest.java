// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import static io.github.wakegate.specification.Program.What.AWAIT;
import static io.github.wakegate.specification.Program.What.AWAIT_ANY;
import static io.github.wakegate.specification.Program.What.AWAIT_AND_CLEAR;
import static io.github.wakegate.specification.Program.What.AWAIT_UNINTERRUPTIBLY;
import static io.github.wakegate.specification.Program.What.CANCEL;
import static io.github.wakegate.specification.Program.What.CLEAR;
import static io.github.wakegate.specification.Program.What.INTERRUPT;
import static io.github.wakegate.specification.Program.What.IS_DONE;
import static io.github.wakegate.specification.Program.What.IS_SET;
import static io.github.wakegate.specification.Program.What.NEXT;
import static io.github.wakegate.specification.Program.What.PULSE;
import static io.github.wakegate.specification.Program.What.SET;
import static io.github.wakegate.specification.Program.What.WHEN_SET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.wakegate.specification.Order.Call;
import io.github.wakegate.specification.Order.Future;
import io.github.wakegate.specification.Program.Operation;
import io.github.wakegate.specification.Program.Start;
import io.github.wakegate.specification.Program.View;
import io.github.wakegate.specification.Program.What;
import io.github.wakegate.specification.Spec.Refusal;
import io.github.wakegate.specification.Spec.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the search for an order takes for possible, and what it does not. */
class OrderTest {
    private static final View A = new View(0, Side.EVENT);
    private static final View B = new View(1, Side.EVENT);
    private static final View INVERSE = new View(0, Side.INVERSE);
    private static final View TICKET = new View(0, Side.TICKET);

    /** What was possible and what was not. Who waits was seen to do so at the time of 5; a timeout is 100. */
    enum History {
        IN_TURN(true, thread(call(SET, 1, 2, true)), thread(call(IS_SET, 3, 4, true))),
        STALE(false, thread(call(SET, 1, 2, true)), thread(call(IS_SET, 3, 4, false))),
        AT_THE_SAME_TIME(true, thread(call(SET, 1, 4, true)), thread(call(IS_SET, 3, 6, false))),
        BOTH_SET_IT(false, thread(call(SET, 1, 4, true)), thread(call(SET, 1, 4, true))),
        PULSE_IS_SEEN(false, thread(call(PULSE, 1, 4, true)), thread(call(IS_SET, 1, 4, true))),
        PULSE_RELEASES(true, thread(call(AWAIT, 1, 9, true)), thread(call(PULSE, 6, 7, true))),
        PULSE_IS_LOST(false, thread(waiting(AWAIT)), thread(call(PULSE, 6, 7, true))),
        PULSE_CAME_BEFORE(true, thread(waiting(AWAIT)), thread(call(PULSE, 1, 2, true))),
        NOBODY_SET_IT(false, thread(call(AWAIT, 1, 9, true)), thread(call(CLEAR, 6, 7, false))),
        TIME_IS_OVER(true, thread(call(AWAIT, 1, 101, false))),
        EARLY(false, thread(call(AWAIT, 1, 100, false))),
        SET_IN_TIME(false, thread(call(AWAIT, 1, 120, false)), thread(call(SET, 50, 60, true))),
        SET_TOO_LATE(true, thread(call(AWAIT, 1, 120, false)), thread(call(SET, 101, 110, true))),
        CLEARED_AGAIN(true, thread(call(AWAIT_AND_CLEAR, 1, 120, false)),
                thread(call(SET, 50, 60, true), call(CLEAR, 70, 80, true))),
        ONE_TAKES(true, thread(waiting(AWAIT_AND_CLEAR)), thread(call(SET, 6, 7, true)),
                thread(call(AWAIT_AND_CLEAR, 8, 9, true))),
        BOTH_TAKE(false, thread(call(AWAIT_AND_CLEAR, 1, 9, true)), thread(call(SET, 6, 7, true)),
                thread(call(AWAIT_AND_CLEAR, 8, 9, true))),
        NOBODY_TAKES(false, thread(waiting(AWAIT_AND_CLEAR)), thread(call(SET, 6, 7, true))),
        INVERSE_RELEASES(true, thread(call(SET, 1, 2, true), call(AWAIT, 3, 9, true, INVERSE)),
                thread(call(CLEAR, 6, 7, true))),
        INVERSE_DOES_NOT(false, thread(call(SET, 1, 2, true), waiting(AWAIT, INVERSE)),
                thread(call(CLEAR, 6, 7, true))),
        TICKET_OF_BEFORE(true, thread(call(NEXT, 1, 2, true), call(AWAIT, 5, 6, true, TICKET)),
                thread(call(PULSE, 3, 4, true))),
        TICKET_OF_AFTER(false, thread(call(NEXT, 3, 4, true), call(AWAIT, 5, 6, true, TICKET)),
                thread(call(PULSE, 1, 2, true))),
        FIRST_OF_ANY(true, thread(call(SET, 1, 2, true)), thread(call(AWAIT_ANY, 3, 9, 0, A, B))),
        SECOND_OF_ANY(false, thread(call(SET, 1, 2, true), call(SET, 3, 4, true, B)),
                thread(call(AWAIT_ANY, 5, 9, 1, A, B))),
        INTERRUPTED(true, thread(call(AWAIT, 1, 9, Refusal.INTERRUPTED)), thread(call(INTERRUPT, 6, 7, true))),
        BY_NOBODY(false, thread(call(AWAIT, 1, 9, Refusal.INTERRUPTED)), thread(call(SET, 6, 7, true))),
        BEFORE(false, thread(call(SET, 3, 4, true), call(AWAIT, 5, 6, true)), thread(call(INTERRUPT, 1, 2, true))),
        IN_VAIN(false, thread(waiting(AWAIT)), thread(call(INTERRUPT, 6, 7, true))),
        UNINTERRUPTIBLY(true, thread(waiting(AWAIT_UNINTERRUPTIBLY)), thread(call(INTERRUPT, 6, 7, true))),
        FUTURE_OF_NOTHING(false, thread(call(WHEN_SET, 1, 2, true), call(IS_DONE, 3, 4, true))),
        FUTURE_IS_LATE(true, thread(call(WHEN_SET, 1, 2, true), call(IS_DONE, 5, 6, false), call(CANCEL, 7, 8, false)),
                thread(call(PULSE, 3, 4, true))),
        FUTURE_GOES_BACK(false, thread(call(WHEN_SET, 1, 2, true), call(IS_DONE, 5, 6, true),
                call(CANCEL, 7, 8, true)), thread(call(PULSE, 3, 4, true)));

        private final boolean possible;
        private final List<List<Call>> threads;

        History(boolean possible, Call[]... threads) {
            this.possible = possible;
            this.threads = Arrays.stream(threads).map(List::of).toList();
        }
    }

    private static Call[] thread(Call... calls) {
        return calls;
    }

    /** Of the event A, if no view is named. */
    private static Call call(What what, long from, long to, Object answer, View... views) {
        Operation operation = new Operation(what, views.length == 0 ? List.of(A) : List.of(views), 100, 0);
        return new Call(operation, from, answer == null ? 5 : to, to, answer);
    }

    private static Call waiting(What what, View... views) {
        return call(what, 3, Long.MAX_VALUE, null, views);
    }

    @ParameterizedTest
    @EnumSource
    void isPossible(History history) {
        assertEquals(history.possible, exists(history.threads, Arrays.asList(new Future[history.threads.size()])));
    }

    /** When nothing moves any more, a future is done if and only if its epoch is over. */
    @ParameterizedTest
    @EnumSource
    void futureIsDone(Future future) {
        List<Call> set = new ArrayList<>();
        List<List<Call>> threads = List.of(List.of(call(WHEN_SET, 1, 2, true)), set);
        assertEquals(future == Future.OPEN, exists(threads, Arrays.asList(future, null)));
        set.add(call(PULSE, 3, 4, true));
        assertEquals(future == Future.DONE, exists(threads, Arrays.asList(future, null)));
    }

    private static boolean exists(List<List<Call>> threads, List<Future> futures) {
        return new Order(List.of(Start.CLEAR, Start.CLEAR), threads, futures).exists();
    }
}
