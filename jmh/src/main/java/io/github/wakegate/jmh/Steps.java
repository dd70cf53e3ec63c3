// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

/** A flag made of its two steps, for a scenario that takes no others. */
record Steps(Runnable setting, Crew.Wait waiting) implements Peer.Flag {

    @Override
    public boolean isSet() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void set() {
        setting.run();
    }

    @Override
    public void clear() {
        // one of the steps does it
    }

    @Override
    public void await() throws Exception {
        waiting.run();
    }
}
