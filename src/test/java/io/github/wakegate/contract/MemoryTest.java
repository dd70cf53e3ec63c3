// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wakegate.Event;
import io.github.wakegate.control.ReadFirstEvent;
import io.github.wakegate.support.Flag;
import io.github.wakegate.support.Form;
import io.github.wakegate.support.Race;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** G4, memory: what was done before any set() or clear() is seen after whatever the event then tells. */
class MemoryTest {
    private static final int ROUNDS = 200_000;

    /** An event and a plain field beside it; result is what the consumer read. */
    private static final class Cell {
        final Flag flag;
        int data;
        int result;

        Cell(Flag flag) {
            this.flag = flag;
        }
    }

    private static Cell[] cells(Supplier<Flag> flags) {
        return Stream.generate(() -> new Cell(flags.get())).limit(ROUNDS).toArray(Cell[]::new);
    }

    /** A thread that returns from an await sees what was written before set(), whether it had to wait or not. */
    @ParameterizedTest
    @EnumSource
    void awaitSeesWhatWasWrittenBeforeSet(Form form) throws Exception {
        Event[] events = Stream.generate(Event::new).limit(ROUNDS / 10).toArray(Event[]::new);
        int[] data = new int[events.length];
        int[] seen = new int[events.length];
        int rounds = Race.run(events.length, i -> {
            data[i] = 1;
            events[i].set();
        }, i -> {
            try {
                seen[i] = form.await(events[i]) ? data[i] : -1;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        for (int i = 0; i < rounds; i++) {
            assertEquals(1, seen[i]);
        }
    }

    /** A set() that finds the event set publishes all the same: a consumer that clears first loses nothing. */
    @Test
    void redundantSetPublishes() throws Exception {
        assertEquals(0, lostByRedundantSet(() -> Flag.of(new Event(true))));
    }

    /** Control: a set() that only reads loses data. */
    @Tag("control")
    @Test
    void redundantSetOfReadFirstEventLoses() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor has no store buffer to race with");
        long lost = 0;
        while (lost == 0) {
            lost = lostByRedundantSet(() -> new ReadFirstEvent(true));
        }
        assertTrue(lost > 0);
    }

    private static long lostByRedundantSet(Supplier<Flag> flags) throws Exception {
        Cell[] cells = cells(flags);
        int rounds = Race.run(ROUNDS, i -> {
            cells[i].data = 1;
            cells[i].flag.set();
        }, i -> {
            cells[i].flag.clear();
            cells[i].result = cells[i].data;
        });
        return Stream.of(cells).limit(rounds).filter(cell -> cell.result == 0 && !cell.flag.isSet()).count();
    }

    /** A clear() that finds the event clear publishes all the same. */
    @Test
    void redundantClearPublishes() throws Exception {
        assertEquals(0, lostByRedundantClear(() -> Flag.of(new Event())));
    }

    /** Control: a clear() that only reads loses data. */
    @Tag("control")
    @Test
    void redundantClearOfReadFirstEventLoses() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor has no store buffer to race with");
        long lost = 0;
        while (lost == 0) {
            lost = lostByRedundantClear(() -> new ReadFirstEvent(false));
        }
        assertTrue(lost > 0);
    }

    private static long lostByRedundantClear(Supplier<Flag> flags) throws Exception {
        Cell[] cells = cells(flags);
        int rounds = Race.run(ROUNDS, i -> {
            cells[i].data = 1;
            cells[i].flag.clear();
        }, i -> {
            cells[i].flag.set();
            cells[i].result = cells[i].data;
        });
        return Stream.of(cells).limit(rounds).filter(cell -> cell.result == 0 && cell.flag.isSet()).count();
    }
}
