// SPDX-License-Identifier: Apache-2.0
/**
 * {@link io.github.wakegate.Event}: the flag that threads can wait for.
 *
 * <p>An event can be set, cleared and used again, and it never loses a wake-up. Its
 * {@linkplain io.github.wakegate.Event description} says how to use it and what it guarantees. More is on the project's
 * pages:
 * <ul>
 * <li><a href="https://github.com/wakegate/wakegate#readme">why not a CountDownLatch, and how fast it is</a>
 * <li><a href="https://github.com/wakegate/wakegate/blob/main/docs/migrating.md">how to replace a hand-rolled flag</a>
 * <li><a href="https://github.com/wakegate/wakegate/blob/main/docs/diagnosing.md">how to diagnose a hung service</a>
 * <li><a href="https://github.com/wakegate/wakegate/blob/main/docs/design.md">how it works, and what was rejected</a>
 * </ul>
 */
module io.github.wakegate {
    requires static jdk.jfr;
    requires static org.jspecify;

    exports io.github.wakegate;
}
