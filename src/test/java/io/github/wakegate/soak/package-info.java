// SPDX-License-Identifier: Apache-2.0
/**
 * Everything at random, for seconds or hours, by threads of both kinds; each change is claimed by exactly one of them,
 * and no thread stays behind. It sees what happens once in a hundred million times, and does not say why.
 */
package io.github.wakegate.soak;
