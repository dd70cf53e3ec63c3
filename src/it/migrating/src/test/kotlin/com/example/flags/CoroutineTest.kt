package com.example.flags

import io.github.wakegate.Event
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test

/** An event in coroutines: who waits suspends, and a cancelled wait leaves the event. */
class CoroutineTest {
    private val ready = Event()

    private fun fetch() = "fetched"

    private suspend fun fetchWhenReady(): String {
        ready.whenSet().await()
        return fetch()
    }

    @Test
    fun suspends() = runBlocking {
        withTimeout(20.seconds) {
            val reply = async(start = CoroutineStart.UNDISPATCHED) { fetchWhenReady() }
            assertFalse(reply.isCompleted)
            ready.set()
            assertEquals("fetched", reply.await())
        }
    }

    @Test
    fun timesOut() = runBlocking {
        assertNull(withTimeoutOrNull(10.milliseconds) { fetchWhenReady() })
    }
}
