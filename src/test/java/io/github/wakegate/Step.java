// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

/** What the library calls at each step, once its class files have been through {@link Steps}. */
public final class Step {
    /** Does nothing. */
    static final Listener NONE = mark -> { };

    private static volatile Listener listener = NONE;

    private Step() {
    }

    /** Is told of each step of each thread. It may hold the thread there. */
    public interface Listener {
        /** Before a line with a mark; or, the mark being empty, before or after any other step of the protocol. */
        void at(String mark);

        /** A method begins, or a loop turns. */
        default void turn() {
        }
    }

    static void tell(Listener next) {
        listener = next;
    }

    public static void at(String mark) {
        listener.at(mark);
    }

    public static void turn() {
        listener.turn();
    }
}
