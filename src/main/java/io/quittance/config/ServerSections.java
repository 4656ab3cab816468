package io.quittance.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the sections about servers and the process itself: kafka, registry, http, topics, edge, topology, poller, metrics. */
final class ServerSections {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_PREFIX = 200;
    private static final String NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    private static final int MAX_PARTITIONS = 10_000;
    private static final int MAX_REPLICAS = 1_000;
    private static final int MAX_INSTANCES = 1_000;
    private static final int MAX_THREADS = 256;
    private static final int MAX_CALLS = 1_000;
    private static final int MAX_FAILURES = 1_000;
    private static final Duration MAX_CALL_TIME = Duration.ofMinutes(1);
    private static final long MIN_ROCKSDB_BYTES = 16L << 20;
    /** Below the time-out of transactions (5 s), in which each of them must be committed. */
    private static final Duration MAX_COMMIT_INTERVAL = Duration.ofSeconds(4);

    private ServerSections() {}

    static Settings.Kafka kafka(Section section) {
        String servers =
                section.required("bootstrapServers", ServerSections::servers).orElse("");
        return new Settings.Kafka(servers, ClientSettings.ofKafka(section));
    }

    static Settings.Registry registry(Section section) {
        List<String> urls = section.required("url", ServerSections::urls).orElse(List.of());
        return new Settings.Registry(urls, ClientSettings.ofRegistry(section));
    }

    static Settings.Http http(Section section) {
        Settings.Http http = new Settings.Http(
                section.optional("host", Values::text).orElse("0.0.0.0"),
                section.optional("port", Values.count(0, MAX_PORT)).orElse(8080),
                section.optional("publicUrl", Values::base).orElse(null),
                section.list("trustedProxies", Values::network),
                section.secret("peerSecret").orElse(null),
                section.optional("advertised", ServerSections::server).orElse(null));
        section.tellUnknownNames();
        return http;
    }

    static Settings.Topics topics(Section section) {
        Settings.Topics topics = new Settings.Topics(
                section.optional("prefix", ServerSections::prefix).orElse("quittance."),
                section.optional("partitions", Values.count(1, MAX_PARTITIONS)).orElse(12),
                section.optional("create", Values::flag).orElse(true),
                section.optional("unsafeSingleBroker", Values::flag).orElse(false),
                section.optional("replication", Values.count(1, MAX_REPLICAS)).orElse(null));
        section.tellUnknownNames();
        return topics;
    }

    static Settings.Edge edge(Section section) {
        Settings.Edge edge = new Settings.Edge(
                section.optional("instances", Values.count(1, MAX_INSTANCES)).orElse(1));
        section.tellUnknownNames();
        return edge;
    }

    static Settings.Topology topology(Section section, Path base) {
        Settings.Topology topology = new Settings.Topology(
                section.optional("applicationId", ServerSections::kafkaName).orElse("quittance"),
                section.optional("instanceId", ServerSections::kafkaName).orElse(null),
                base.resolve(
                        section.optional("stateDirectory", ServerSections::path).orElse(Path.of("data", "state"))),
                section.optional("commitInterval", ServerSections::commitInterval)
                        .orElse(Duration.ofMillis(100)),
                section.optional("rocksdbMemory", ServerSections::rocksdbMemory).orElse(64L << 20),
                section.optional("threads", Values.count(1, MAX_THREADS)).orElse(2));
        section.tellUnknownNames();
        return topology;
    }

    static Settings.Poller poller(Section section) {
        Settings.Poller usual = Settings.Poller.usual();
        Settings.Poller poller = new Settings.Poller(
                section.optional("timeout", ServerSections::callTime).orElse(usual.timeout()),
                section.optional("connectTimeout", ServerSections::callTime).orElse(usual.connectTimeout()),
                section.optional("concurrency", Values.count(1, MAX_CALLS)).orElse(usual.concurrency()),
                section.optional("breakerFailures", Values.count(1, MAX_FAILURES))
                        .orElse(usual.breakerFailures()),
                section.optional("breakerPause", ServerSections::callTime).orElse(usual.breakerPause()));
        section.tellUnknownNames();
        return poller;
    }

    static Settings.Metrics metrics(Section section) {
        Settings.Metrics metrics =
                new Settings.Metrics(section.optional("kafka", Values::flag).orElse(false));
        section.tellUnknownNames();
        return metrics;
    }

    private static Duration callTime(String text) {
        Duration time = Values.duration(text);
        if (time.isZero() || time.compareTo(MAX_CALL_TIME) > 0) {
            throw new IllegalArgumentException("is out of range; write one from 1ms to 60s");
        }
        return time;
    }

    private static String servers(String text) {
        for (String server : text.split(",", -1)) {
            server(server.strip());
        }
        return text;
    }

    private static String server(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || text.contains("/") || text.contains(" ")) {
            throw new IllegalArgumentException("is not host:port; write one such as broker-1:9092");
        }
        try {
            Values.count(1, MAX_PORT).parse(text.substring(colon + 1));
            return text;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a port that " + e.getMessage(), e);
        }
    }

    private static List<String> urls(String text) {
        List<String> urls = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            URI url = Values.base(part.strip());
            urls.add(url.toString());
        }
        return List.copyOf(urls);
    }

    private static String prefix(String text) {
        return text.isEmpty() ? text : kafkaName(text);
    }

    private static String kafkaName(String text) {
        boolean legal = text.chars().allMatch(c -> NAME_CHARACTERS.indexOf(c) >= 0);
        if (text.isEmpty() || !legal || text.length() > MAX_PREFIX) {
            throw new IllegalArgumentException(
                    "is not a name that Kafka takes; write letters, digits, '.', '_' or '-', at most " + MAX_PREFIX);
        }
        return text;
    }

    private static Path path(String text) {
        try {
            return Path.of(Values.text(text));
        } catch (java.nio.file.InvalidPathException e) {
            throw new IllegalArgumentException("is not a path", e);
        }
    }

    private static Duration commitInterval(String text) {
        Duration interval = Values.duration(text);
        if (interval.isZero() || interval.compareTo(MAX_COMMIT_INTERVAL) > 0) {
            throw new IllegalArgumentException("is out of range; write one from 1ms to 4s");
        }
        return interval;
    }

    private static long rocksdbMemory(String text) {
        long bytes = Values.bytes(text);
        if (bytes < MIN_ROCKSDB_BYTES) {
            throw new IllegalArgumentException("is too little for the stores; write 16MB or more");
        }
        return bytes;
    }
}
