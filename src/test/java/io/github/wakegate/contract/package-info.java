// SPDX-License-Identifier: Apache-2.0
/**
 * The contract, a sentence of the Javadoc at a time: a class for each guarantee, and one for each group of methods. It
 * sees what one call promises, on platform and virtual threads, and is blind to races that need luck, and to what
 * nobody has thought of asking.
 */
package io.github.wakegate.contract;
