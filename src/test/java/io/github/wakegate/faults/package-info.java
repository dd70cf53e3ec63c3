// SPDX-License-Identifier: Apache-2.0
/**
 * What goes wrong around an event: no memory, no stack, setters that stop half-way, executors that fail, wrong clocks,
 * classes that go. It sees a failure in one place at a time, and is blind to several at once.
 */
package io.github.wakegate.faults;
