// SPDX-License-Identifier: Apache-2.0
package com.example.service;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.wakegate.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceTest {
    private final Event network = new Event();

    @ParameterizedTest
    @MethodSource("com.example.service.Threads#kinds")
    void clientWaitsUntilItIsReady(ThreadFactory threads) throws Exception {
        Service service = new Service(threads, () -> {
            network.await();
            return "hello";
        });
        assertThrows(TimeoutException.class, () -> service.call("early", Duration.ofMillis(10)));
        FutureTask<String> client = new FutureTask<>(() -> service.call("client", Threads.PATIENCE));
        Threads.untilIs(Threads.start(threads, client), Thread.State.TIMED_WAITING);
        network.set();
        assertEquals("hello, client", client.get(Threads.PATIENCE.toSeconds(), SECONDS));
    }

    @ParameterizedTest
    @MethodSource("com.example.service.Threads#kinds")
    void clientLearnsThatItFailed(ThreadFactory threads) throws Exception {
        IOException refused = new IOException("refused");
        Service service = new Service(threads, () -> {
            throw refused;
        });
        assertSame(refused, assertThrows(IllegalStateException.class,
                () -> service.call("client", Threads.PATIENCE)).getCause());
    }
}
