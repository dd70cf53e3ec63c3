// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.support.Kind;
import io.github.wakegate.specification.Spec.Goal;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A case of a product: a record of enums. These four dimensions it always has; the others are what happens. */
public interface Play {
    /** In which way somebody waits, */
    Way way();

    /** for what, */
    Subject subject();

    /** who else waits, */
    Others others();

    /** and which kind of thread. */
    Kind thread();

    /** Plays it. */
    void play(Duration patience) throws Exception;

    /** All cases that mean something. */
    static Stream<Play> all(Class<? extends Record> type) {
        Stream<List<Object>> cases = Stream.of(List.of());
        for (RecordComponent dimension : type.getRecordComponents()) {
            List<?> values = dimension.getType() == Kind.class
                    ? Kind.available().toList() : List.of(dimension.getType().getEnumConstants());
            cases = cases.flatMap(before -> values.stream()
                    .map(value -> Stream.concat(before.stream(), Stream.of(value)).toList()));
        }
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        return cases.map(values -> of(constructor, values)).filter(Play::meansSomething);
    }

    private static Play of(Constructor<?> constructor, List<?> values) {
        try {
            return (Play) constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The case that says so, perhaps in another class loader. */
    static Play of(String id) throws ClassNotFoundException {
        String[] words = id.split(" ");
        Constructor<?> constructor = Class.forName(Play.class.getPackageName() + "." + words[0])
                .getDeclaredConstructors()[0];
        Class<?>[] dimensions = constructor.getParameterTypes();
        return of(constructor, IntStream.range(0, dimensions.length)
                .<Object>mapToObj(i -> Stream.of(dimensions[i].getEnumConstants())
                        .filter(value -> ((Enum<?>) value).name().equals(words[i + 1])).findFirst().orElseThrow())
                .toList());
    }

    /** The values of its dimensions. */
    List<Enum<?>> values();

    /** Says which case it is. */
    default String id() {
        return getClass().getSimpleName() + values().stream().map(value -> " " + value.name())
                .collect(Collectors.joining());
    }

    /** Of the cases with one number, modulo a prime, each has about as many of any few values. */
    default int number() {
        return values().stream().map(Enum::ordinal).reduce(0, (number, value) -> 31 * number + value)
                & Integer.MAX_VALUE;
    }

    /** Not if there is no such thing, or it would never end. */
    default boolean meansSomething() {
        return (!way().isFuture() || thread() == Kind.PLATFORM)
                && (way().goal != Goal.TAKE || subject().kind().allowsToTake())
                && (!List.of(way().arguments).contains("inverse") || subject().kind().hasInverse())
                && (way().isFuture() || !way().ignoresInterrupts() || subject().canBeSet());
    }

    /** As a sentence. */
    default String text() {
        List<Enum<?>> always = List.of(way(), subject(), others(), thread());
        return way() + " for " + subject()
                + (way().isFuture() ? "" : ", by a " + thread().name().toLowerCase() + " thread")
                + (others() == Others.NOBODY ? "" : ", with " + others()) + ": "
                + values().stream().filter(value -> !always.contains(value)).map(Enum::toString)
                .collect(Collectors.joining(", "));
    }
}
