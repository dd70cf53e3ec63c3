// SPDX-License-Identifier: Apache-2.0
/**
 * The contract as a program, {@link io.github.wakegate.specification.Spec}, and tests made from it: every way of
 * waiting, for every kind of event, whatever ends it and whoever else waits, one step after the other; and random
 * programs, whose answers must fit an order that the specification allows. It sees combinations that nobody wrote down,
 * and is blind to amounts, and to what memory a thread sees.
 */
package io.github.wakegate.specification;
