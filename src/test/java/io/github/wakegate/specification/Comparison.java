// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.specification.World.View;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Compares everything that can be seen of a world with the {@link Spec}. */
public final class Comparison {
    private final World world;

    Comparison(World world) {
        this.world = world;
    }

    /** The first difference, or null. It may go away while others run. */
    String difference() {
        return Stream.of(
                world.parties().stream().map(this::difference),
                world.shown().stream().map(this::difference),
                Stream.of(world).map(unused -> differenceOfTasks()))
                .flatMap(differences -> differences).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private String difference(Party party) {
        boolean unreached = world.isUnreached(party);
        if (!party.isFuture()) {
            return unreached ? null : party.differenceOfThread();
        }
        if (unreached && world.setterGoesOn()) {
            return null;
        }
        if (party.isCompletedByOther()) {
            return party + " is completed by one who did not set the event";
        }
        return party.differenceOfFuture();
    }

    /** Whoever is held up, or not reached yet, may be counted or not. */
    private String difference(View view) {
        int futures = count(view, Party::isFuture);
        int threads = count(view, party -> !party.isFuture());
        int unsure = count(view, party -> !party.isFuture() && (party.isHeldUp() || party.timeRuns()
                || world.isUnreached(party) || world.wasHeldUp() && party.isOverInPart()));
        int length = view.event().getQueueLength();
        String printed = view.event().toString();
        if (view.event().isSet() != view.kind().isSet(world.epochs()[view.place()])) {
            return printed + " is set: " + view.event().isSet();
        }
        if (length <= threads && length >= threads - unsure && printed.endsWith(text(view, length, futures))) {
            return null;
        }
        return printed + " with queue length " + length + " instead of " + text(view, threads, futures);
    }

    private int count(View view, Predicate<Party> which) {
        return world.parties().stream().filter(Party::isWaiting).filter(which)
                .mapToInt(party -> Spec.count(view.kind(), view.place(), party.wait, world.epochs())).sum();
    }

    private String text(View view, int threads, int futures) {
        return "@" + Integer.toHexString(System.identityHashCode(world.event(view).event()))
                + Spec.text(view.kind(), world.epochs()[view.place()], world.name(view), threads, futures);
    }

    /** An executor has one task for all futures in a row. */
    private String differenceOfTasks() {
        int rows = 0;
        boolean row = false;
        for (Party party : world.parties()) {
            rows += party.handedOver && !row ? 1 : 0;
            row = party.handedOver;
        }
        int tasks = world.tasks();
        return tasks <= rows && (tasks > 0 || rows == 0) || world.wasHeldUp() ? null : tasks + " tasks for " + rows;
    }
}
