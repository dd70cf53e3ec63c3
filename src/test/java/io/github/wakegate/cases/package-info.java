// SPDX-License-Identifier: Apache-2.0
/**
 * What the test suites of other projects ask of their flags, latches and wait queues, asked of an event: of fifteen
 * suites, the scenes that no other test here plays. It is blind to what others never asked.
 */
package io.github.wakegate.cases;
