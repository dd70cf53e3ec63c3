// SPDX-License-Identifier: Apache-2.0
/**
 * What the test suites of other projects ask of their flags, latches and wait queues, asked of an event: of fifteen
 * suites, what no other test here asks. It sees what others have got wrong, and is blind to what they never asked.
 */
package io.github.wakegate.cases;
