// SPDX-License-Identifier: Apache-2.0
/**
 * A room for cost: how many steps, tasks, threads woken, bytes allocated and objects left behind each public operation
 * of the library may cost with 10, 1,000 and 100,000 waiters, takers, futures, events, tickets or views. It sees
 * amounts that grow, and is blind to time, and to what goes on inside the synchronizers and maps of the JDK.
 */
package io.github.wakegate.cost;
