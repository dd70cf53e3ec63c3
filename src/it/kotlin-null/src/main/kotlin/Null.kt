// SPDX-License-Identifier: Apache-2.0
import io.github.wakegate.Event
import java.time.Duration

fun waits(event: Event, other: Event, timeout: Duration?): Boolean {
    val first: Event = Event.awaitAny(Duration.ofMillis(1), event, other) // refused: null if none was set in time
    event.await(timeout) // refused: the timeout may be null
    event.named(null) // refused: no name
    val set: Event? = Event.awaitAny(Duration.ofMillis(1), event, other)
    val any: Event = Event.awaitAny(event, other)
    return first.isSet || set?.isSet ?: false || any.await(timeout ?: Duration.ZERO)
}
