// SPDX-License-Identifier: Apache-2.0
package com.example.service;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;

/** Users who all send their first request at the same moment. */
public final class LoadTest {
    private final Event start = Event.oneShot();

    /** What each user's request answered. Nobody sends one before all users are there. */
    public <T> List<T> run(int users, ThreadFactory threads, Callable<T> request, Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        Event[] ready = new Event[users];
        List<FutureTask<T>> answers = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            Event here = ready[i] = Event.oneShot();
            FutureTask<T> user = new FutureTask<>(() -> {
                here.set();
                start.await();
                return request.call();
            });
            answers.add(user);
            threads.newThread(user).start();
        }
        try {
            if (!Event.awaitAll(patience, ready)) {
                throw new TimeoutException("not all users came");
            }
        } finally {
            start.set();
        }
        List<T> all = new ArrayList<>();
        for (FutureTask<T> answer : answers) {
            all.add(answer.get());
        }
        return all;
    }
}
