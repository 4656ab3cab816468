package io.quittance.app.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** The broker settings of a cluster of one: nothing replicated, little memory, quick to come back. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final int MEBIBYTE = 1024 * 1024;

    private BrokerSettings() {}

    static Properties of(Path logs, int clientPort, int controllerPort) {
        Properties properties = node(logs, controllerPort);
        listeners(properties, clientPort, controllerPort);
        return properties;
    }

    /** Of the same node as a controller alone, at that port. */
    static Properties ofController(Path logs, int port) {
        Properties properties = node(logs, port);
        properties.put("process.roles", "controller");
        properties.put("listeners", CONTROLLER + "://127.0.0.1:" + port);
        properties.put("listener.security.protocol.map", CONTROLLER + ":PLAINTEXT");
        return properties;
    }

    private static Properties node(Path logs, int controllerPort) {
        Properties properties = new Properties();
        properties.put("node.id", String.valueOf(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", CONTROLLER);
        storage(properties, logs);
        replication(properties);
        timing(properties);
        threads(properties);
        return properties;
    }

    private static void listeners(Properties properties, int clientPort, int controllerPort) {
        String client = "CLIENT://127.0.0.1:" + clientPort;
        properties.put("process.roles", "broker,controller");
        properties.put("listeners", client + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", client);
        properties.put("listener.security.protocol.map", "CLIENT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        properties.put("inter.broker.listener.name", "CLIENT");
        properties.put("auto.create.topics.enable", "false");
    }

    private static void storage(Properties properties, Path logs) {
        properties.put("log.dirs", logs.toString());
        // After a kill, what was written since the last roll is read again: small segments come back fast.
        properties.put("log.segment.bytes", String.valueOf(32 * MEBIBYTE));
        properties.put("log.index.size.max.bytes", String.valueOf(MEBIBYTE));
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 * MEBIBYTE));
        properties.put("log.retention.check.interval.ms", "60000");
        properties.put("log.initial.task.delay.ms", "10000");
        properties.put("metadata.log.segment.bytes", String.valueOf(16 * MEBIBYTE));
        properties.put("metadata.max.idle.interval.ms", "5000");
    }

    private static void replication(Properties properties) {
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("unclean.leader.election.enable", "false");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
    }

    private static void timing(Properties properties) {
        properties.put("group.initial.rebalance.delay.ms", "0");
        // A broker is let in by a heartbeat, and those are 2 s apart by default.
        properties.put("broker.heartbeat.interval.ms", "500");
        // What a killed application has left open holds up its successor for no longer than this and its own time-out.
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }

    private static void threads(Properties properties) {
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.threads", "1");
        properties.put("num.recovery.threads.per.data.dir", "2");
        properties.put("group.coordinator.threads", "1");
        properties.put("share.coordinator.threads", "1");
    }
}
