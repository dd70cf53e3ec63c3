// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.specification;

/** Who else waits: below, that is since before, and above. */
public enum Others {
    NOBODY("nobody"),
    THREAD_BELOW("a thread below") {
        @Override
        void below(Scene scene) throws Exception {
            scene.add(Way.AWAIT);
        }
    },
    THREAD_ABOVE("a thread above") {
        @Override
        void above(Scene scene) throws Exception {
            scene.add(Way.AWAIT_DURATION);
        }
    },
    CROWD("a crowd around") {
        @Override
        void below(Scene scene) throws Exception {
            scene.add(Way.AWAIT);
            scene.add(Way.AWAIT_UNIT);
        }

        @Override
        void above(Scene scene) throws Exception {
            scene.add(Way.AWAIT_DURATION);
            scene.add(Way.AWAIT);
        }
    },
    TAKER_BELOW("a taker below") {
        @Override
        void below(Scene scene) throws Exception {
            scene.take();
        }
    },
    TAKERS_ABOVE("two takers above") {
        @Override
        void above(Scene scene) throws Exception {
            scene.take();
            scene.take();
        }
    },
    FUTURE_BELOW("a future below") {
        @Override
        void below(Scene scene) throws Exception {
            scene.add(Way.FUTURE_AT_ONCE);
        }
    },
    FUTURES_BELOW("three futures below") {
        @Override
        void below(Scene scene) throws Exception {
            scene.add(Way.FUTURE_TOLD);
            scene.add(Way.FUTURE_TOLD);
            scene.add(Way.FUTURE_TOLD);
        }
    },
    FUTURES_ABOVE("two futures above") {
        @Override
        void above(Scene scene) throws Exception {
            scene.add(Way.FUTURE_TOLD);
            scene.add(Way.FUTURE_REFUSED);
        }
    },
    SEVERAL_BELOW("a thread below that waits for this and other events") {
        @Override
        void below(Scene scene) throws Exception {
            scene.add(Way.ANY_LAST);
        }
    },
    SEVERAL_ABOVE("threads above that wait for this and other events") {
        @Override
        void above(Scene scene) throws Exception {
            scene.add(Way.ALL_DURATION);
            scene.add(Way.ANY_TWICE);
        }
    },
    TICKETS("tickets around that are waited for") {
        @Override
        void below(Scene scene) throws Exception {
            scene.add(Way.AWAIT, scene.world.next(scene.origin));
        }

        @Override
        void above(Scene scene) throws Exception {
            scene.add(Way.AWAIT_DURATION, scene.world.next(scene.origin));
            scene.add(Way.FUTURE_TOLD, scene.world.next(scene.origin));
        }
    },
    TIMED_OUT_BELOW("a thread below that gave up") {
        @Override
        void below(Scene scene) throws Exception {
            scene.soonGivesUp(Way.AWAIT_DURATION);
        }
    },
    INTERRUPTED_BELOW("two threads below that were interrupted") {
        @Override
        void below(Scene scene) throws Exception {
            scene.leavesSoon(scene.add(Way.AWAIT));
            scene.leavesSoon(scene.add(Way.AWAIT_DURATION));
        }
    },
    CANCELLED_BELOW("two futures below, one of them cancelled") {
        @Override
        void below(Scene scene) throws Exception {
            scene.leavesSoon(scene.add(Way.FUTURE_AT_ONCE));
            scene.add(Way.FUTURE_AT_ONCE);
        }
    },
    GONE_ABOVE("some above that gave up, were interrupted or cancelled") {
        @Override
        void above(Scene scene) throws Exception {
            scene.soonGivesUp(Way.ANY_DURATION);
            scene.leave(scene.add(Way.AWAIT));
            scene.leave(scene.add(Way.FUTURE));
        }
    },
    ALL_SORTS("all sorts around") {
        @Override
        void below(Scene scene) throws Exception {
            scene.add(Way.FUTURE);
            scene.take();
            scene.leavesSoon(scene.add(Way.AWAIT));
            scene.add(Way.AWAIT_UNIT);
        }

        @Override
        void above(Scene scene) throws Exception {
            scene.leave(scene.add(Way.FUTURE_TOLD));
            scene.add(Way.ANY_DURATION);
            scene.take();
            scene.add(Way.AWAIT);
        }
    };

    private final String text;

    Others(String text) {
        this.text = text;
    }

    void below(Scene scene) throws Exception {
        // nobody
    }

    void above(Scene scene) throws Exception {
        // nobody
    }

    boolean take() {
        return this == TAKER_BELOW || this == TAKERS_ABOVE || this == ALL_SORTS;
    }

    @Override
    public String toString() {
        return text;
    }
}
