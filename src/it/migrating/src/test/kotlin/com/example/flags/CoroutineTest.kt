// SPDX-License-Identifier: Apache-2.0
package com.example.flags

import io.github.wakegate.Event
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** An event in coroutines: a wait suspends, and a cancelled wait leaves the event. */
class CoroutineTest {
    private val ready = Event()
    private val busy = Event(true)

    private fun fetch() = "fetched"

    private suspend fun fetchWhenReady(): String {
        ready.whenSet().await()
        return fetch()
    }

    @Test
    fun suspends() = runBlocking {
        withTimeout(60.seconds) {
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

    private suspend fun fetchWhenIdle(): String {
        busy.inverse().whenSet().await()
        return fetch()
    }

    @Test
    fun suspendsUntilClear() = runBlocking {
        withTimeout(60.seconds) {
            val reply = async(start = CoroutineStart.UNDISPATCHED) { fetchWhenIdle() }
            assertFalse(reply.isCompleted)
            busy.clear()
            assertEquals("fetched", reply.await())
        }
    }

    /** The trap: a call on the event itself blocks the thread that the other coroutine needs. */
    @Test
    fun awaitOnTheEventBlocksTheThread() = runBlocking {
        val setter = launch { ready.set() }
        assertFalse(ready.await(java.time.Duration.ofMillis(100)))
        setter.join()
        assertTrue(ready.isSet)
    }

    /** A state flow keeps the last value only, so its collector may miss a short change. An event does not. */
    @Test
    fun stateFlowMissesAShortChange() = runBlocking {
        val flow = MutableStateFlow(false)
        val collector = async(start = CoroutineStart.UNDISPATCHED) {
            withTimeoutOrNull(100.milliseconds) { flow.first { it } }
        }
        flow.value = true
        flow.value = false
        assertNull(collector.await())
        val waiter = async(start = CoroutineStart.UNDISPATCHED) {
            withTimeoutOrNull(60.seconds) { fetchWhenReady() }
        }
        ready.set()
        ready.clear()
        assertEquals("fetched", waiter.await())
    }
}
