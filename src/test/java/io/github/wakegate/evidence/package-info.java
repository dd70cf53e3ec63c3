// SPDX-License-Identifier: Apache-2.0
/**
 * Whether the other tests see anything, and whether the pages say what was seen: bugs planted in the library, and
 * digests of what the results are about. It sees bugs that somebody has thought of, and is blind to all others.
 */
package io.github.wakegate.evidence;
