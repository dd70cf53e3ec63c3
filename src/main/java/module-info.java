/**
 * Wakegate: the flag that threads can wait for.
 */
module io.github.wakegate {
    exports io.github.wakegate;
}
