// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import io.github.wakegate.specification.Spec.Side;
import io.github.wakegate.specification.World.View;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Compares everything that can be seen of a world with the {@link Spec}. */
final class Comparison {
    /** What differs, as it is known to. */
    final Set<Fault> faults = EnumSet.noneOf(Fault.class);
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
        if (unreached && (world.setterGoesOn() || party.isDone())) {
            if (!world.setterGoesOn()) {
                faults.add(Fault.N5);
            }
            return null;
        }
        if (party.isCompletedByOther()) {
            faults.add(Fault.N5);
        }
        return party.differenceOfFuture();
    }

    /** Whoever is held up, or not reached yet, may be counted or not. */
    private String difference(View view) {
        List<Party> counted = world.parties().stream().filter(party -> party.isWaiting()
                && Spec.counts(view.kind(), view.place(), party.wait, world.epochs())).toList();
        int futures = (int) counted.stream().filter(Party::isFuture).count();
        int threads = counted.size() - futures;
        long unsure = counted.stream().filter(party -> !party.isFuture()).filter(party -> party.isHeldUp()
                || party.timeRuns() || world.isUnreached(party) || world.wasHeldUp() && party.isOverInPart()).count();
        int length = view.event().getQueueLength();
        String printed = view.event().toString();
        if (view.event().isSet() != view.kind().isSet(world.epochs()[view.place()])) {
            return printed + " is set: " + view.event().isSet();
        }
        if (length <= threads && length >= threads - unsure && printed.endsWith(text(view, length, futures))) {
            return null;
        }
        long left = world.wasHeldUp() ? world.parties().stream().filter(Party::isOverInPart).count() : 0;
        for (int more = 0; more <= left; more++) {
            if (length >= threads && length <= threads + left - more
                    && printed.endsWith(text(view, length, futures + more))) {
                faults.add(Fault.N20);
                return null;
            }
        }
        return printed + " with queue length " + length + " instead of " + text(view, threads, futures);
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
        if (tasks > rows && world.parties().stream().anyMatch(party -> world.isUnreached(party) || party.isTaker()
                && party.views.get(0).kind().side() == Side.INVERSE)) { // these come by at any time
            faults.add(Fault.N5);
            return null;
        }
        return tasks <= rows && (tasks > 0 || rows == 0) || world.wasHeldUp() ? null : tasks + " tasks for " + rows;
    }
}
