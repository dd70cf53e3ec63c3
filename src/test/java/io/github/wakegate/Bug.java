// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.List;

/** A change of one to three lines to the library, as somebody may make it who has not understood the protocol. */
public enum Bug {
    STACK_SEEN_BEFORE_THE_CHANGE("The setter looks at the stack before it changes the epoch",
            "V1", "var seen = sync.top; try { $ } finally { while (sync.release(seen)) { seen = seen.next; } }",
            "C2", "/* the stack was seen before */"),
    NO_LOOK_AFTER_JOINING("A waiter parks without looking again after it has joined",
            "W6", "if (deadline != 0) { $W8 } else { $W7 } $"),
    FRESH_LOOK("A waiter joins with a look of its own, not that of its await",
            "J1", "wait = new Wait(this, event.look(), wait.deadline); $"),
    MIXED_EPOCHS("A waiter joins waiters of another epoch",
            "J2", "/* nobody */", "J3", "&& (false"),
    LATEST_EPOCH_ONLY("A set() releases only waiters of the epoch that has just ended",
            "R1", "$ over = over && first.epoch == getState() - 1;"),
    DECEIVED_BY_THE_TOP("A setter that finds a waiter that has left on top takes the stack for empty",
            "R1", "$ over = over && !first.hasLeft();"),
    TAKEN_OFF_FIRST("A setter takes a waiter off before it wakes it",
            "R3", "$ $R2", "R2", "/* later */"),
    ONE_IN_A_HUNDRED("One wake-up in a hundred is lost",
            "R2", "if (System.nanoTime() / 64 % 100 != 0) { $ }"),
    HELPER_TAKES_OFF("A helper takes a waiter off without waking it",
            "H1", "$ if (first != null && isOver(first.epoch)) { $R3 first = top; }"),
    HELPER_RELEASES_ANY("A helper does not ask whether the epoch is over",
            "H1", "$ if (first != null) { $R2 $R3 first = top; }"),
    SWEEP_TAKES_THE_RELEASED("A sweep takes waiters off that are released but not woken yet",
            "L4", "while (first != null && isOver(first.epoch)) { $R3 first = top; } $"),
    SWEEP_TAKES_ONE_MORE("A sweep skips one waiter behind those that have left",
            "L6", "$ if (below != null && !below.hasLeft()) { $ break; }"),
    SWEEP_COMES_ONCE("After one sweep there is never another",
            "L7", "room = Integer.MAX_VALUE;"),
    ANSWER_OF_THE_CLOCK("A wait whose time has passed answers false, even if the event was set in time",
            "L3", "if (wait.hasPassed()) { return false; } $"),
    ANY_LOOKS_LATE("awaitAny looks at each event when it joins, not when it begins",
            "A1", "epochs[i] = events[i].look(); $"),
    ANY_STAYS("awaitAny leaves its entries behind",
            "A2", "/* nothing */"),
    REDUNDANT_SET_READS("A set() that changes nothing only reads",
            "C1", "if (steps + more == 0) { break; } $"),
    CLEAR_RELEASES_NOBODY("A clear() does not release threads that wait for the inverse",
            "C2", "if (parity == 1) { $ }"),
    PULSE_IN_TWO_STEPS("pulse() is set() and clear()",
            "C3", "return set() & clear();"),
    TAKER_GIVES_UP_BLINDLY("A taker whose time has passed does not look again",
            "T5", ";"),
    TAKERS_BOTH("Two takers may both take what was set once",
            "T1", "try { $ } finally { if ((epoch & 1) != 0) { return 1; } }"),
    TAKER_RELEASES_NOBODY("A taker does not release threads that wait for the inverse",
            "T6", "/* nobody */"),
    ANOTHER_LOOK_AFTER_AN_INTERRUPT("awaitUninterruptibly looks anew after an interrupt",
            "W9", "$ epoch = look();"),
    FUTURE_NOT_WOKEN("whenSet does not look again after it has joined",
            "F3", "/* nothing */"),
    FUTURES_UNLOCKED("A future joins others while the last of these leaves",
            "F5", "private void remove(CompletableFuture<Void> future) {");

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

    Mutant in(Mutant library) {
        for (int i = 0; i < edits.size(); i += 2) {
            library.andAt(edits.get(i), edits.get(i + 1));
        }
        return library;
    }
}
