package io.quittance.poller;

import static org.awaitility.Awaitility.await;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.config.Account;
import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.QueryDue;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.events.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker, a gateway, topics of their own for each test, and as many pollers as it wants. */
final class PollerRig implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;
    private static final String TIMEOUT = "3s";
    private static final EmbeddedBroker BROKER = startBroker();

    final Imitation gateway = new Imitation();
    private final String prefix;
    private final Settings settings;
    private final Events events;
    private final List<Poller> pollers = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
    private final KafkaProducer<byte[], byte[]> producer;

    /** A record of {@code received} with its key. */
    record Kept(String key, Received value) {
        String body() {
            return StandardCharsets.UTF_8.decode(value.getBody().duplicate()).toString();
        }
    }

    private PollerRig(String prefix, String timeout, List<String> accounts, Topic... topics) throws Exception {
        this.prefix = prefix;
        this.settings = settings(BROKER.bootstrapServers(), prefix, gateway.port(), timeout, accounts);
        this.events = Events.register(ConfluentSchemas.inMemory(), prefix);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        make(topics);
    }

    static PollerRig start(String prefix, String... accounts) throws Exception {
        return new PollerRig(prefix, TIMEOUT, List.of(accounts), Topic.DUE, Topic.RECEIVED);
    }

    /** Calls may take half a minute. */
    static PollerRig patient(String prefix, String... accounts) throws Exception {
        return new PollerRig(prefix, "30s", List.of(accounts), Topic.DUE, Topic.RECEIVED);
    }

    /** Nothing can be written before {@link #makeReceived}. */
    static PollerRig withoutReceived(String prefix, String... accounts) throws Exception {
        return new PollerRig(prefix, TIMEOUT, List.of(accounts), Topic.DUE);
    }

    void makeReceived() throws Exception {
        make(Topic.RECEIVED);
    }

    private void make(Topic... topics) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(Arrays.stream(topics)
                            .map(topic -> new NewTopic(topic.name(prefix), PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** The settings with which pollers run, here and in other processes. */
    static Settings settings(String bootstrapServers, String prefix, int gatewayPort, List<String> accounts)
            throws InvalidSettings {
        return settings(bootstrapServers, prefix, gatewayPort, TIMEOUT, accounts);
    }

    private static Settings settings(
            String bootstrapServers, String prefix, int gatewayPort, String timeout, List<String> accounts)
            throws InvalidSettings {
        StringBuilder yaml = new StringBuilder("""
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "%s"}
                registry: {url: "http://localhost:8081"}
                topics: {prefix: "%s", partitions: %d, unsafeSingleBroker: true}
                topology: {applicationId: "%sapp"}
                poller: {timeout: %s, connectTimeout: 1s, concurrency: 4, breakerFailures: 3, breakerPause: 2s}
                gateways: src/test/resources/poller
                accounts:
                """.formatted(bootstrapServers, prefix, PARTITIONS, prefix, timeout));
        for (String account : accounts) {
            yaml.append("""
                      %s: {gateway: corner, merchant: m1, baseUrl: "http://127.0.0.1:%d/%s", keys: [{id: k1, key: secret}]}
                    """.formatted(account, account.startsWith("down") ? 1 : gatewayPort, account)
                    .indent(2));
        }
        Path base = Path.of(System.getProperty("quittance.basedir", ".")).toAbsolutePath();
        return SettingsFile.parse(yaml.toString(), base, Map.of());
    }

    String bootstrapServers() {
        return BROKER.bootstrapServers();
    }

    Account account(String name) {
        return Objects.requireNonNull(settings.accounts().get(name));
    }

    /** The log that pollers write, for parts that are tried without a poller. */
    ReceivedLog log() {
        return new ReceivedLog(settings.kafka(), Topic.RECEIVED.name(prefix), events.received());
    }

    /** One more poller, once it is running. */
    Poller poller() {
        return poller(events);
    }

    /** The same with serdes of another registry. */
    Poller poller(Events own) {
        Poller poller = Poller.start(settings, own, ended::add);
        pollers.add(poller);
        return poller;
    }

    /** Writes a question about a payment that may be asked for a minute. */
    void due(String account, String order) throws Exception {
        due(question(account, order).build());
    }

    void due(QueryDue due) throws Exception {
        due(due.getAccount(), events.due().toBytes(due));
    }

    /** The same as if a registry had given its schema that id. */
    void due(QueryDue due, int schemaId) throws Exception {
        byte[] bytes = events.due().toBytes(due);
        ByteBuffer.wrap(bytes).putInt(1, schemaId);
        due(due.getAccount(), bytes);
    }

    private void due(String account, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(Topic.DUE.name(prefix), account.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    /** A question whose id is made of what it is about and {@link System#nanoTime()}. */
    static QueryDue.Builder question(String account, String order) {
        Instant now = Instant.now();
        return QueryDue.newBuilder()
                .setId(account + "/" + order + "/" + System.nanoTime())
                .setKind(EventKind.PAYMENT)
                .setAccount(account)
                .setOrder(order)
                .setAttempt(0)
                .setNotBefore(now)
                .setExpiresAt(now.plusSeconds(60))
                .setLast(false)
                .setResend(false);
    }

    /** Waits until everything that was due is done and committed. */
    void awaitAllDone() {
        await().atMost(PATIENCE).until(this::isAllDone);
    }

    /** Which partitions each member of the group has, once it is stable; before that nothing. */
    List<Set<Integer>> members() throws Exception {
        try (Admin admin = admin()) {
            String name = prefix + "app-poller";
            ConsumerGroupDescription group = Objects.requireNonNull(
                    admin.describeConsumerGroups(List.of(name)).all().get().get(name));
            return group.groupState() != GroupState.STABLE
                    ? List.of()
                    : group.members().stream().map(PollerRig::partitions).toList();
        }
    }

    private static Set<Integer> partitions(MemberDescription member) {
        Set<Integer> numbers = new HashSet<>();
        member.assignment().topicPartitions().forEach(partition -> numbers.add(partition.partition()));
        return numbers;
    }

    /** The accounts of those partitions. */
    static List<String> accountsOf(Set<Integer> partitions, String... accounts) {
        return Arrays.stream(accounts)
                .filter(account -> partitions.contains(Desks.partitionOf(account, PARTITIONS)))
                .toList();
    }

    /** Why pollers ended by themselves, which a test that does not look here takes for a failure. */
    List<String> ended() {
        List<String> told = List.copyOf(ended);
        ended.clear();
        return told;
    }

    boolean isAllDone() throws Exception {
        try (Admin admin = admin();
                KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(prefix + "app-poller")
                    .partitionsToOffsetAndMetadata()
                    .get();
            consumer.assign(partitions(Topic.DUE));
            return consumer.endOffsets(partitions(Topic.DUE)).entrySet().stream()
                    .allMatch(end -> end.getValue() == 0
                            || (committed.containsKey(end.getKey())
                                    && committed.get(end.getKey()).offset() == end.getValue()));
        }
    }

    /** The records of that source about orders in {@code received} now, in the order of their ids. */
    List<Kept> received(Source source) throws Exception {
        return received().stream()
                .filter(kept ->
                        kept.value().getSource() == source && kept.value().getOrder() != null)
                .toList();
    }

    /** The records of that source about balances in {@code received} now, in the order of their ids. */
    List<Kept> balances(Source source) throws Exception {
        return received().stream()
                .filter(kept ->
                        kept.value().getSource() == source && kept.value().getOrder() == null)
                .toList();
    }

    private List<Kept> received() throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Set<TopicPartition> partitions = partitions(Topic.RECEIVED);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Kept> kept = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> read : consumer.poll(Duration.ofMillis(200))) {
                    String key = new String(read.key(), StandardCharsets.UTF_8);
                    kept.add(new Kept(key, events.received().fromBytes(read.value())));
                }
            }
            kept.sort(Comparator.comparing(one -> one.value().getId()));
            return kept;
        }
    }

    private Set<TopicPartition> partitions(Topic topic) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new TopicPartition(topic.name(prefix), i));
        }
        return partitions;
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()));
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static EmbeddedBroker startBroker() {
        try {
            EmbeddedBroker broker = EmbeddedBroker.start(Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "poller-broker"));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pollers.forEach(Poller::close);
        gateway.close();
        producer.close();
        if (!ended.isEmpty()) {
            throw new IllegalStateException(String.join("; ", ended));
        }
    }
}
