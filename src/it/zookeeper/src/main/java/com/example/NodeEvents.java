// SPDX-License-Identifier: Apache-2.0
package com.example;

import io.github.wakegate.Event;
import java.time.Duration;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.watch.PersistentWatcher;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.KeeperException.Code;

/** What is known of a ZooKeeper node while its client lives: one of three events is set, none as one gives way. */
public final class NodeEvents {
    public final Event present = new Event();
    public final Event absent = new Event();
    public final Event unknown = new Event(true);
    private final AtomicInteger losses = new AtomicInteger();

    /*
     * While there is no connection others may change the node and no watch tells, not even later when the session lives
     * on. So it is unknown from SUSPENDED (to wait for LOST is to trust an old answer for a session timeout more) until
     * it is read anew: once the watch is registered, as with every new connection, and after each change. Answers asked
     * for before a loss don't count. All is news of the past: a server's silence is noticed after 2/3 of that timeout.
     */
    public NodeEvents(CuratorFramework client, String path) {
        client.getConnectionStateListenable().addListener((same, state) -> {
            if (!state.isConnected()) know(losses.incrementAndGet(), Code.CONNECTIONLOSS);
        });
        PersistentWatcher watcher = new PersistentWatcher(client, path, false);
        watcher.getListenable().addListener(change -> read(client, change.getPath()));
        watcher.getResetListenable().addListener(() -> read(client, path));
        watcher.start();
    }

    private void read(CuratorFramework zk, String path) {
        if (path == null) return; // news of the connection, not of the node
        int asked = losses.get();
        try {
            zk.checkExists().inBackground((me, reply) -> know(asked, Code.get(reply.getResultCode()))).forPath(path);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void know(int asked, Code answer) {
        if (asked != losses.get()) return;
        Event now = answer == Code.OK ? present : answer == Code.NONODE ? absent : unknown;
        Stream.of(present, absent, unknown).filter(event -> event != now).forEach(Event::clear);
        now.set();
    }

    static CuratorFramework connect(String servers) {
        CuratorFramework client = CuratorFrameworkFactory.newClient(servers, 10_000, 5_000, new RetryNTimes(9, 500));
        client.start();
        return client;
    }

    /** Waits for the events that standard input names, and tells of each whether it came. */
    public static void main(String[] args) throws InterruptedException {
        try (CuratorFramework client = connect(args[0])) {
            NodeEvents node = new NodeEvents(client, args[1]);
            var events = Map.of("present", node.present, "absent", node.absent, "unknown", node.unknown);
            for (Scanner names = new Scanner(System.in); names.hasNext(); ) {
                System.out.println(events.get(names.next()).await(Duration.ofSeconds(30)));
            }
        }
    }
}
