/**
 * {@link io.github.wakegate.Event}: the flag that threads can wait for.
 */
package io.github.wakegate;
