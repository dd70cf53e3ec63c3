// SPDX-License-Identifier: Apache-2.0
package com.example.flags;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Waiting without blocking a thread. */
class FutureTest {
    private final Event ready = new Event();

    private String fetch() {
        return "fetched";
    }

    @Test
    void completableFuture() throws Exception {
        CompletableFuture<String> reply = ready.whenSet()
                .orTimeout(5, SECONDS)
                .handleAsync((nothing, late) -> late == null ? fetch() : "too late");
        assertFalse(reply.isDone());
        ready.set();
        assertEquals("fetched", reply.get(Background.PATIENCE.toSeconds(), SECONDS));
    }

    @Test
    void completableFutureTooLate() throws Exception {
        assertEquals("too late", ready.whenSet()
                .orTimeout(1, MILLISECONDS)
                .handleAsync((nothing, late) -> late == null ? fetch() : "too late")
                .get(Background.PATIENCE.toSeconds(), SECONDS));
    }

    @Test
    void reactor() {
        Mono<String> reply = Mono.fromFuture(ready::whenSet)
                .then(Mono.fromCallable(this::fetch))
                .timeout(Duration.ofSeconds(5), Mono.just("too late"));
        CompletableFuture<String> received = reply.toFuture();
        assertFalse(received.isDone());
        ready.set();
        assertEquals("fetched", received.join());
    }
}
