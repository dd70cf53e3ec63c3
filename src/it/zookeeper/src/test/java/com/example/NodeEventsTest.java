// SPDX-License-Identifier: Apache-2.0
package com.example;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class NodeEventsTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private Process otherJvm;

    @Test
    void twoJvmsFollowANode() throws Throwable {
        try (TestingServer server = new TestingServer();
                CuratorFramework client = NodeEvents.connect(server.getConnectString());
                CuratorFramework owner = NodeEvents.connect(server.getConnectString())) {
            otherJvm = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp",
                    System.getProperty("java.class.path"), "com.example.NodeEvents", server.getConnectString(), "/go")
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            NodeEvents node = new NodeEvents(client, "/go");
            both("absent", node.absent, () -> { });
            Event control = new Event();
            client.watchers().add().usingWatcher((Watcher) change -> {
                if (change.getType() == Watcher.Event.EventType.NodeDeleted) control.set();
            }).forPath("/go");
            both("present", node.present, () -> owner.create().forPath("/go"));
            both("absent", node.absent, () -> owner.delete().forPath("/go"));
            assertTrue(control.awaitAndClear(BOUND), "the control, a watch and no more, hears of a deletion");

            both("present", node.present, () -> owner.create().forPath("/go"));
            Event lost = new Event();
            Event deleted = new Event();
            client.getConnectionStateListenable().addListener((same, state) -> {
                if (state == ConnectionState.LOST && lost.set()) deleted.awaitUninterruptibly(BOUND);
            });
            both("absent", node.absent, () -> {
                ZooKeeper mine = client.getZookeeperClient().getZooKeeper();
                ZooKeeper twin = new ZooKeeper(server.getConnectString(), 10_000, change -> { }, mine.getSessionId(),
                        mine.getSessionPasswd());
                twin.exists("/go", false);
                twin.close();
                assertTrue(lost.await(BOUND), "a session that its twin has closed is lost");
                assertTrue(node.unknown.isSet());
                owner.delete().forPath("/go");
                deleted.set();
            });
            assertFalse(control.isSet(), "the control does not hear of a deletion while the session was lost");
            both("present", node.present, () -> owner.create().forPath("/go"));
            both("unknown", node.unknown, server::stop);
            assertFalse(node.present.isSet());
            both("present", node.present, server::restart);
            both("absent", node.absent, () -> owner.delete().forPath("/go"));
            otherJvm.outputWriter().close();
            assertTrue(otherJvm.waitFor(30, SECONDS));
        }
    }

    /** Lets both JVMs wait for what is to be known of the node, and does what makes it so. */
    private void both(String name, Event here, Executable action) throws Throwable {
        Future<Void> released = here.whenSet();
        otherJvm.outputWriter().append(name).append('\n').flush();
        action.execute();
        released.get(30, SECONDS);
        assertTrue("true".equals(otherJvm.inputReader().readLine()), () -> "the other JVM does not know: " + name);
    }
}
