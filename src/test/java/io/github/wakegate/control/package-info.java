// SPDX-License-Identifier: Apache-2.0
/** Flags as people write them by hand, each with a mistake: what the tests have to catch, here and in jcstress. */
package io.github.wakegate.control;
