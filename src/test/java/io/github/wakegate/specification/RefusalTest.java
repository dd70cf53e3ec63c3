// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import io.github.wakegate.support.Kind;
import io.github.wakegate.support.Waiter;
import io.github.wakegate.specification.Spec.Change;
import io.github.wakegate.specification.Spec.Refusal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every method of every kind of event, with everything that may be wrong: the first {@link Refusal} counts. */
class RefusalTest {
    private static final Executor EXECUTOR = Runnable::run;
    /** Made once: to run one of them alone, as PIT does, JUnit asks for all of them. */
    private static final List<DynamicTest> REFUSALS = all().toList();

    /** A method, called with null arguments if the time is null. */
    private enum Method {
        SET("set()", kind -> kind.allows(Change.SET), (it, time, events) -> it.set()),
        CLEAR("clear()", kind -> kind.allows(Change.CLEAR), (it, time, events) -> it.clear()),
        PULSE("pulse()", kind -> kind.allows(Change.PULSE), (it, time, events) -> it.pulse()),
        INVERSE("inverse()", Spec.Kind::hasInverse, (it, time, events) -> it.inverse()),
        NAMED("named(String)", (it, time, events) -> it.named(time == null ? null : "name")),
        WHEN_SET("whenSet(Executor)", (it, time, events) -> it.whenSet(time == null ? null : EXECUTOR)),
        AWAIT("await()", (it, time, events) -> {
            it.await();
            return null;
        }),
        AWAIT_DURATION("await(Duration)", (it, time, events) -> it.await(time)),
        AWAIT_UNIT("await(long, TimeUnit)", (it, time, events) -> it.await(0, time == null ? null : TimeUnit.DAYS)),
        UNINTERRUPTIBLY("awaitUninterruptibly(Duration)", (it, time, events) -> it.awaitUninterruptibly(time)),
        TAKE("awaitAndClear()", Spec.Kind::allowsToTake, (it, time, events) -> {
            it.awaitAndClear();
            return null;
        }),
        TAKE_DURATION("awaitAndClear(Duration)", Spec.Kind::allowsToTake,
                (it, time, events) -> it.awaitAndClear(time)),
        ANY("awaitAny(Event...)", (it, time, events) -> Event.awaitAny(events)),
        ANY_DURATION("awaitAny(Duration, Event...)", (it, time, events) -> Event.awaitAny(time, events)),
        ALL("awaitAll(Event...)", (it, time, events) -> {
            Event.awaitAll(events);
            return null;
        }),
        ALL_DURATION("awaitAll(Duration, Event...)", (it, time, events) -> Event.awaitAll(time, events));

        private interface Call {
            Object on(Event it, Duration time, Event... events) throws Exception;
        }

        private final String text;
        private final Predicate<Spec.Kind> allowed;
        private final Call call;

        Method(String text, Call call) {
            this(text, kind -> true, call);
        }

        Method(String text, Predicate<Spec.Kind> allowed, Call call) {
            this.text = text;
            this.allowed = allowed;
            this.call = call;
        }

        boolean isOfSeveral() {
            return text.contains("...");
        }

        boolean isInterruptible() {
            return text.startsWith("await") && this != UNINTERRUPTIBLY;
        }
    }

    /** What is wrong with a call. */
    private enum Wrong {
        NULL("null as an argument", Refusal.NULL),
        NULL_EVENTS("null instead of events", Refusal.NULL),
        NULL_EVENT("null as an event", Refusal.NULL),
        NO_EVENTS("no events", Refusal.NO_EVENTS),
        NOT_ALLOWED("what its kind does not allow", Refusal.NOT_ALLOWED),
        INTERRUPTED("an interrupt before", Refusal.INTERRUPTED);

        private final String text;
        private final Refusal refusal;

        Wrong(String text, Refusal refusal) {
            this.text = text;
            this.refusal = refusal;
        }

        boolean canBe(Method method) {
            return switch (this) {
                case NULL -> method.text.matches(".*\\((Duration|String|Executor|long).*");
                case NULL_EVENTS, NULL_EVENT, NO_EVENTS -> method.isOfSeveral();
                case NOT_ALLOWED, INTERRUPTED -> true;
            };
        }
    }

    private record Call(Method method, Subject subject, boolean change, Set<Wrong> wrong) {
        boolean meansSomething() {
            return wrong.stream().allMatch(one -> one.canBe(method))
                    && method.allowed.test(subject.kind()) != wrong.contains(Wrong.NOT_ALLOWED)
                    && wrong.stream().filter(one -> one.name().contains("EVENT")).count() < 2
                    && refusals().findAny().isPresent();
        }

        private Stream<Refusal> refusals() {
            return wrong.stream().map(one -> one.refusal)
                    .filter(refusal -> refusal != Refusal.INTERRUPTED || method.isInterruptible());
        }

        /** In a thread of its own, since it may be interrupted. */
        Void play() throws Exception {
            Play play = new Case(Way.AWAIT, subject, Happens.SET, Others.NOBODY, Kind.PLATFORM);
            Scene scene = new Scene(play, World.LONG, Waiter.PATIENCE);
            scene.add(Way.AWAIT_DURATION);
            scene.add(Way.FUTURE);
            if (change) {
                scene.change(Change.SET);
            }
            Event[] events = {scene.otherEvent.event(), wrong.contains(Wrong.NULL_EVENT) ? null : scene.it.event()};
            events = wrong.contains(Wrong.NO_EVENTS) ? new Event[0] : wrong.contains(Wrong.NULL_EVENTS) ? null : events;
            Refusal refusal = refusals().min(Refusal::compareTo).orElseThrow();
            assertEquals(refusal.exception, exception(scene.it.event(), events).getClass());
            assertEquals(wrong.contains(Wrong.INTERRUPTED) && refusal != Refusal.INTERRUPTED, Thread.interrupted());
            scene.world.settle();
            scene.world.finish();
            return null;
        }

        private Exception exception(Event it, Event... events) {
            if (wrong.contains(Wrong.INTERRUPTED)) {
                Thread.currentThread().interrupt();
            }
            Exception exception = assertThrows(Exception.class,
                    () -> method.call.on(it, wrong.contains(Wrong.NULL) ? null : Duration.ZERO, events));
            assertTrue(!(exception instanceof NullPointerException)
                    || exception.getMessage().matches("timeout|unit|name|executor|events(\\[1])?"),
                    exception::toString);
            return exception;
        }

        String text() {
            return method.text + " of " + subject + (change ? ", set," : "") + " with "
                    + wrong.stream().map(one -> one.text).collect(Collectors.joining(" and "));
        }
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        return REFUSALS.stream();
    }

    private static Stream<DynamicTest> all() {
        return Stream.of(Method.values()).flatMap(method -> Stream.of(Subject.values())
                .flatMap(subject -> Stream.of(false, true).flatMap(change -> wrong()
                        .map(wrong -> new Call(method, subject, change, wrong)))))
                .filter(Call::meansSomething)
                .map(call -> DynamicTest.dynamicTest(call.text(), () -> Waiter.start(call::play).result()));
    }

    /** Everything that may be wrong, together. */
    private static Stream<Set<Wrong>> wrong() {
        return IntStream.range(1, 1 << Wrong.values().length).mapToObj(bits -> {
            Set<Wrong> wrong = EnumSet.allOf(Wrong.class);
            wrong.removeIf(one -> (bits >> one.ordinal() & 1) == 0);
            return wrong;
        });
    }
}
