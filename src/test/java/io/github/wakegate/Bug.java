// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.util.List;

/** A change of one to three lines to the library, as somebody may make it who has not understood the protocol. */
enum Bug {
    STACK_SEEN_BEFORE_THE_CHANGE("The setter looks at the stack before it changes the epoch", Event.class,
            "long more;\n            do {", "long more;\n            Wait seen = top;\n            do {",
            "release();\n            if (parity", "while (release(seen)) {\n seen = seen.next;\n }\n if (parity"),
    NO_LOOK_AFTER_JOINING("A waiter parks without looking again after it has joined", Wait.class,
            "while (!goal.isOver(epoch) && !hasPassed()) {\n            if (Thread",
            "for (int i = 0; i == 0 || !goal.isOver(epoch) && !hasPassed(); i++) {\n            if (Thread"),
    FRESH_LOOK("A waiter joins with a look of its own, not that of its await", Event.class,
            "join(wait);\n", "wait = new Wait(this, epoch(), wait.deadline);\n join(wait);\n"),
    MIXED_EPOCHS("A waiter joins waiters of another epoch", Event.class,
            "release();\n                below = top;", "below = top;",
            "below != null && below.epoch != wait.epoch || ", ""),
    LATEST_EPOCH_ONLY("A set() releases only waiters of the epoch that has just ended", Event.class,
            "over = first != null && isOver(first.epoch)",
            "over = first != null && first.epoch == getState() - 1"),
    DECEIVED_BY_THE_TOP("A setter that finds a waiter that has left on top takes the stack for empty", Event.class,
            "over = first != null && isOver(first.epoch)",
            "over = first != null && !first.hasLeft() && isOver(first.epoch)"),
    TAKEN_OFF_FIRST("A setter takes a waiter off before it wakes it", Event.class,
            "first.wake();\n                replaceTop(first, first.next);",
            "replaceTop(first, first.next);\n                first.wake();"),
    ONE_IN_A_HUNDRED("One wake-up in a hundred is lost", Event.class,
            "first.wake();", "if (System.nanoTime() / 64 % 100 != 0) {\n first.wake();\n }"),
    HELPER_TAKES_OFF("A helper takes a waiter off without waking it", Event.class,
            "&& release(first); i++)", "&& first != null && isOver(first.epoch)"
                    + " && replaceTop(first, first.next); i++)"),
    HELPER_RELEASES_ANY("A helper does not ask whether the epoch is over", Event.class,
            "&& release(first); i++) {",
            "&& first != null; i++) {\n first.wake();\n replaceTop(first, first.next);"),
    SWEEP_TAKES_THE_RELEASED("A sweep takes waiters off that are released but not woken yet", Event.class,
            "first != null && first.hasLeft(); first", "first != null && (first.hasLeft() || isOver(first.epoch));"
                    + " first"),
    SWEEP_TAKES_ONE_MORE("A sweep skips one waiter behind those that have left", Event.class,
            "below = below.next;\n                    }",
            "below = below.next;\n if (below != null && !below.hasLeft()) {\n below = below.next;\n break;\n"
                    + " }\n }"),
    SWEEP_COMES_ONCE("After one sweep there is never another", Event.class,
            "room = SPARE + others / 2;", "room = Integer.MAX_VALUE;"),
    ANSWER_OF_THE_CLOCK("A wait whose time has passed answers false, even if the event was set in time",
            Event.class, "return isOver(wait.epoch);", "return isOver(wait.epoch) && !wait.hasPassed();"),
    ANY_LOOKS_LATE("awaitAny looks at each event when it joins, not when it begins", Several.class,
            "new Wait(whole, epochs[i])", "new Wait(whole, epochs[i] = events[i].look())"),
    ANY_STAYS("awaitAny leaves its entries behind", Several.class, "            whole.leave();", ""),
    REDUNDANT_SET_READS("A set() that changes nothing only reads", Event.class,
            "while (!compareAndSetState(from", "while (more + steps != 0 && !compareAndSetState(from"),
    CLEAR_RELEASES_NOBODY("A clear() does not release threads that wait for the inverse", Event.class,
            "release();\n            if (parity != 0) {", "if (parity != 0) {\n                release();"),
    PULSE_IN_TWO_STEPS("pulse() is set() and clear()", Event.class,
            "return advance(1, 0);", "return set() & clear();"),
    TAKER_GIVES_UP_BLINDLY("A taker whose time has passed does not look again", Event.class,
            "wait.deadline - System.nanoTime()) || isOver(0);", "wait.deadline - System.nanoTime());"),
    TAKERS_BOTH("Two takers may both take what was set once", Event.class,
            "(epoch & 1) != 0 && compareAndSetState(epoch, epoch + 1 & Long.MAX_VALUE) ? 1 : -1;",
            "(epoch & 1) != 0 && (compareAndSetState(epoch, epoch + 1 & Long.MAX_VALUE) || true) ? 1 : -1;"),
    TAKER_RELEASES_NOBODY("A taker does not release threads that wait for the inverse", Event.class,
            "event.sync.release();\n            return taken;", "return taken;"),
    ANOTHER_LOOK_AFTER_AN_INTERRUPT("awaitUninterruptibly looks anew after an interrupt", Event.class,
            "return Wait.await(sync, epoch, deadline - System.nanoTime());",
            "return Wait.await(sync, look(), deadline - System.nanoTime());"),
    FUTURE_NOT_WOKEN("whenSet does not look again after it has joined", Promises.class,
            "if (sync.isOver(epoch)) {\n            promises.wake();\n        }", ""),
    FUTURES_UNLOCKED("A future joins others while the last of these leaves", Promises.class,
            "private synchronized void remove", "private void remove");

    final String text;
    private final Class<?> changed;
    private final List<String> edits;

    Bug(String text, Class<?> changed, String... edits) {
        this.text = text;
        this.changed = changed;
        this.edits = List.of(edits);
    }

    Mutant in(Mutant library) throws Exception {
        for (int i = 0; i < edits.size(); i += 2) {
            library.and(changed, edits.get(i), edits.get(i + 1));
        }
        return library;
    }
}
