package io.quittance.config;

import io.quittance.gateways.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings of a client library that pass through by the library's own names. A name that is a slip away from a known one is
 * a fault; one that is like none is for a plug-in and passes.
 */
final class ClientSettings {
    private static final int SLIPS = 2;
    private static final List<String> PREFIXES = List.of(
            "producer.", "main.consumer.", "restore.consumer.", "global.consumer.", "consumer.", "admin.", "topic.");
    private static final Set<String> REGISTRY_NAMES = Set.of(
            "basic.auth.credentials.source",
            "basic.auth.user.info",
            "bearer.auth.credentials.source",
            "bearer.auth.token",
            "schema.registry.ssl.truststore.location",
            "schema.registry.ssl.truststore.password",
            "schema.registry.ssl.truststore.type",
            "schema.registry.ssl.keystore.location",
            "schema.registry.ssl.keystore.password",
            "schema.registry.ssl.keystore.type",
            "schema.registry.ssl.key.password");

    /** What we promise hangs on these (reliability.md), so nobody sets them. */
    private static final Map<String, String> DECIDED = Map.ofEntries(
            Map.entry("bootstrap.servers", "write it as bootstrapServers"),
            Map.entry("application.id", "write it as topology.applicationId"),
            Map.entry("state.dir", "write it as topology.stateDirectory"),
            Map.entry("commit.interval.ms", "write it as topology.commitInterval"),
            Map.entry("num.stream.threads", "write it as topology.threads"),
            Map.entry("group.instance.id", "write it as topology.instanceId"),
            Map.entry("acks", ""),
            Map.entry("enable.idempotence", ""),
            Map.entry("processing.guarantee", ""),
            Map.entry("isolation.level", ""),
            Map.entry("transactional.id", ""),
            Map.entry("group.id", ""),
            Map.entry("enable.auto.commit", ""),
            Map.entry("auto.offset.reset", ""),
            Map.entry("group.protocol", ""),
            Map.entry("partitioner.class", ""),
            Map.entry("partitioner.ignore.keys", ""),
            Map.entry("production.exception.handler", ""),
            Map.entry("default.production.exception.handler", ""),
            Map.entry("key.serializer", ""),
            Map.entry("value.serializer", ""),
            Map.entry("key.deserializer", ""),
            Map.entry("value.deserializer", ""));

    private ClientSettings() {}

    /** Everything of the {@code kafka} section that was not asked for, checked. */
    static Map<String, String> ofKafka(Section section) {
        Set<String> known = new TreeSet<>(ProducerConfig.configNames());
        known.addAll(ConsumerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        known.add("bootstrapServers");
        return read(section, known);
    }

    /** Everything of the {@code registry} section that was not asked for, checked. */
    static Map<String, String> ofRegistry(Section section) {
        return read(section, REGISTRY_NAMES);
    }

    private static Map<String, String> read(Section section, Set<String> known) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : section.otherNames()) {
            String bare = withoutPrefix(name);
            String instead = DECIDED.get(bare);
            Optional<String> value = value(section, name);
            if (instead != null) {
                section.fault(name, instead.isEmpty() ? "is decided by Quittance itself; leave it out" : instead);
            } else if (isSlip(bare, known)) {
                section.fault(
                        name,
                        "unknown name; the nearest known one is "
                                + NearestName.of(bare, known).orElse("none"));
            }
            value.ifPresent(text -> settings.put(name, text));
        }
        return Map.copyOf(settings);
    }

    private static Optional<String> value(Section section, String name) {
        if (holdsSecret(name)) {
            return section.composedSecret(name);
        }
        return isSecret(name) ? section.secret(name) : section.optional(name, Values::text);
    }

    private static boolean isSlip(String name, Set<String> known) {
        return !known.contains(name)
                && (name.indexOf('.') < 0
                        || NearestName.within(SLIPS, name, known).isPresent());
    }

    /** A longer text with a secret in it, which may be written with references inside. */
    private static boolean holdsSecret(String name) {
        return name.endsWith("sasl.jaas.config") || name.endsWith("auth.user.info");
    }

    /** Judged by the name, so that the secrets of plug-ins are secrets too. */
    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("password")
                || lower.contains("secret")
                || lower.endsWith("auth.token")
                || lower.endsWith("keystore.key");
    }

    private static String withoutPrefix(String name) {
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                return name.substring(prefix.length());
            }
        }
        return name;
    }
}
