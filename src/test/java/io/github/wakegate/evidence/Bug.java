// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.evidence;

import io.github.wakegate.support.Mutant;
import java.util.List;

/** A change of one to three lines to the library, as somebody may make it who has not understood the protocol. */
public enum Bug {
    STACK_SEEN_BEFORE_THE_CHANGE("The setter looks at the stack before it changes the epoch",
            "V1", "var seen = core.top; try { $ }"
                    + " finally { for (; seen != null && core.tryEnd(seen.epoch); seen = seen.next) { seen.wake(); } }",
            "C2", "Throwable failure = (Throwable) null;"),
    NO_LOOK_AFTER_JOINING("A waiter parks without looking again after it has joined",
            "W6", "if (deadline != 0) { $W8 } else { $W7 } $"),
    FRESH_LOOK("A waiter joins with a look of its own, not that of its await",
            "J1", "node = new WaitNode(epoch = event.look()); $"),
    MIXED_EPOCHS("A waiter joins waiters of another epoch",
            "J2", "/* nobody */", "J3", "&& (false"),
    LATEST_EPOCH_ONLY("A set() releases only waiters of the epoch that has just ended",
            "C2", "Throwable failure = top != null && top.epoch != getState() - 1 ? null : release();"),
    DECEIVED_BY_THE_TOP("A setter that finds a waiter that has left on top takes the stack for empty",
            "R1", "$ && !node.hasLeft()"),
    TAKEN_OFF_FIRST("A setter takes a waiter off before it wakes it",
            "R2", "$R3 $", "R3", "/* taken off already */"),
    RELIES_ON_THE_WOKEN("A setter relies on a thread that it has woken, and that may not run for long",
            "R5", "&& first == null; node = top) {"),
    STOPS_AT_A_FAILURE("A setter stops at the first thread that can't be woken",
            "R6", "return e;"),
    ONE_IN_A_HUNDRED("One wake-up in a hundred is lost",
            "R2", "boolean waits = System.nanoTime() / 64 % 100 != 0 && node.wake();"),
    LEAVES_THE_OTHERS("A thread that has left does not go on with the waking",
            "H1", "/* nothing */"),
    HELPER_TAKES_OFF("A helper takes a waiter off without waking it",
            "H1", "WaitNode other = top;"
                    + " if (other != null && tryEnd(other.epoch)) { replaceTop(other, other.next); } $"),
    HELPER_RELEASES_ANY("A helper does not ask whether the epoch is over",
            "H1", "WaitNode other = top; if (other != null) { other.wake(); replaceTop(other, other.next); } $"),
    SWEEP_TAKES_THE_RELEASED("A sweep takes waiters off that are released but not woken yet",
            "L4", "for (; first != null && tryEnd(first.epoch); first = top) { $L11 } $"),
    SWEEP_TAKES_ONE_MORE("A sweep skips one waiter behind those that have left",
            "L6", "$ if (below != null && !below.hasLeft()) { $ break; }"),
    SWEEP_COMES_ONCE("After one sweep there is never another",
            "L7", "room.set(Integer.MAX_VALUE);"),
    ANSWER_OF_THE_CLOCK("A wait whose time has passed answers false, even if the event was set in time",
            "L3", "if (ThreadWait.hasPassed(deadline)) { return false; } $"),
    ANY_LOOKS_LATE("awaitAny looks at each event when it joins, not when it begins",
            "A1", "epochs[joined] = events[joined].look(); $"),
    ANY_STAYS("awaitAny leaves its entries behind",
            "A2", "/* nothing */"),
    REDUNDANT_SET_READS("A set() that changes nothing only reads",
            "C1", "if (steps + more == 0) { break; } $"),
    CLEAR_RELEASES_NOBODY("A clear() does not release threads that wait for the inverse",
            "C2", "Throwable failure = steps + parity == 0 ? null : release();"),
    TAKERS_WAIT_ON("A set() wakes none of those that wait to take the event",
            "C4", "/* nobody */"),
    PULSE_IN_TWO_STEPS("pulse() is set() and clear()",
            "C3", "return set() & clear();"),
    TAKER_GIVES_UP_BLINDLY("A taker whose time has passed does not look again",
            "T5", ";"),
    TAKERS_BOTH("Two takers may both take what was set once",
            "T1", "setState(epoch + 1 & Long.MAX_VALUE); } while (epoch == 0);"),
    TAKER_RELEASES_NOBODY("A taker does not release threads that wait for the inverse",
            "T6", "/* nobody */"),
    ANOTHER_LOOK_AFTER_AN_INTERRUPT("An uninterruptible wait looks anew after an interrupt",
            "W9", "$ if (goal instanceof EventCore core) { core.join(new WaitNode(epoch = core.event.look())); }"),
    FUTURE_NOT_WOKEN("whenSet does not look again after it has joined",
            "F3", "/* nothing */"),
    FUTURES_UNLOCKED("A future joins others while the last of these leaves",
            "F10", "{"),
    FUTURES_TAKEN_OFF_FIRST("A setter takes futures off before it hands them over",
            "F7", "$F4 $", "F4", "/* taken off already */"),
    CLAIMS_ALL("A task that claims one future takes off all",
            "F2", "} while (promise != null && !first.compareAndSet(promise, null));"),
    CLEAR_COMPLETES("A clear() completes futures that a set() has not come to",
            "F1", "if (futures != null) {");

    final String text;
    private final List<String> edits;

    Bug(String text, String... edits) {
        this.text = text;
        this.edits = List.of(edits);
    }

    /** The library with this bug. */
    public Mutant library() {
        return in(new Mutant());
    }

    public Mutant in(Mutant library) {
        for (int i = 0; i < edits.size(); i += 2) {
            library.andAt(edits.get(i), edits.get(i + 1));
        }
        return library;
    }
}
