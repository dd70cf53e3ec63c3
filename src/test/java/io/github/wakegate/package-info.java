// SPDX-License-Identifier: Apache-2.0
/**
 * The white box: tests that need the stack of an event, its epoch or a step of its protocol. They see what no call
 * shows, such as what stays behind, and the model checker takes the real classes through one interleaving after
 * another. They are blind to what is promised: that is asked in the other rooms, through the public class alone.
 */
package io.github.wakegate;
