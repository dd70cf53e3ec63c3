// SPDX-License-Identifier: Apache-2.0
package com.example.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoadTestTest {
    private static final int USERS = 100;

    @ParameterizedTest
    @MethodSource("com.example.service.Threads#kinds")
    void nobodyIsEarly(ThreadFactory threads) throws Exception {
        AtomicInteger started = new AtomicInteger();
        ThreadFactory counting = action -> threads.newThread(() -> {
            started.incrementAndGet();
            action.run();
        });
        List<Integer> startedWhenSent = new LoadTest().run(USERS, counting, started::get, Threads.PATIENCE);
        assertEquals(USERS, startedWhenSent.size());
        assertTrue(startedWhenSent.stream().allMatch(count -> count == USERS));
    }

    @ParameterizedTest
    @MethodSource("com.example.service.Threads#kinds")
    void whoDoesNotComeIsNotWaitedForForEver(ThreadFactory threads) {
        ThreadFactory idle = action -> threads.newThread(() -> { });
        assertThrows(TimeoutException.class,
                () -> new LoadTest().run(2, idle, () -> 1, Duration.ofMillis(10)));
    }
}
