// SPDX-License-Identifier: Apache-2.0
/**
 * What the other tests need: threads that do one thing each and never wait forever, JVMs of their own, and libraries
 * with a line changed or with a pause at every step. It has tests of its own only where a helper could hide a failure.
 */
package io.github.wakegate.support;
