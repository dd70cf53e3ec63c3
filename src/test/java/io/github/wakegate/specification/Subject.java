// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.specification.Spec.Change;

/** What is waited for. It is clear when the wait begins, unless that is how it is to end. */
public enum Subject {
    EVENT("an event"),
    EVENT_AGAIN("an event that was set before"),
    INVERSE("an inverse"),
    TICKET("a ticket"),
    TICKET_OF_INVERSE("a ticket of an inverse"),
    TICKET_OF_TICKET("a ticket of a ticket"),
    ONE_SHOT("a one-shot event"),
    TICKET_OF_ONE_SHOT("a ticket of a one-shot event"),
    INVERSE_OF_ONE_SHOT("the inverse of a one-shot event that was set"),
    TICKET_OF_INVERSE_OF_ONE_SHOT("a ticket of the inverse of a one-shot event that was set"),
    SET_INVERSE_OF_ONE_SHOT("the inverse of a one-shot event");

    private final String text;

    Subject(String text) {
        this.text = text;
    }

    boolean isOneShot() {
        return name().endsWith("ONE_SHOT");
    }

    boolean isInverse() {
        return name().contains("INVERSE");
    }

    int tickets() {
        return this == TICKET_OF_TICKET ? 2 : name().startsWith("TICKET") ? 1 : 0;
    }

    /** What changes it. */
    Spec.Kind origin() {
        Spec.Kind kind = isOneShot() ? Spec.Kind.ONE_SHOT : Spec.Kind.PLAIN;
        return isInverse() ? kind.inverse() : kind;
    }

    Spec.Kind kind() {
        return tickets() == 0 ? origin() : origin().next(epoch());
    }

    boolean canBeSet() {
        return origin().allows(Change.SET);
    }

    long epoch() {
        return isInverse() && this != SET_INVERSE_OF_ONE_SHOT ? 1 : this == EVENT_AGAIN ? 2 : 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
