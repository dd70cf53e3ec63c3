// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the library is known to do otherwise. Cases of one product have to see it, or it is mended: then it goes. */
enum Fault {
    /** Those who come by complete the futures of a setter that is held up. */
    N5(HeldSetter.class),
    /** Threads that joined before a future are released after its action. */
    N5_LATE(BusyAction.class),
    /** One unpark that throws strands all others. */
    N11(FailingUnpark.class),
    /** While a setter is held up, those whom it has not reached yet are counted by views that they don't wait for. */
    N20(HeldSetter.class);

    private final Class<? extends Play> product;

    Fault(Class<? extends Play> product) {
        this.product = product;
    }

    static Set<Fault> in(Play play) {
        return Stream.of(values()).filter(fault -> fault.product.isInstance(play)).collect(Collectors.toSet());
    }
}
