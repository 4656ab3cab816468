package io.quittance.poller;

import io.quittance.config.Settings;
import io.quittance.events.EventSerde;
import io.quittance.events.QueryDue;
import io.quittance.events.UndecodableException;
import io.quittance.poller.Holding.Commit;
import io.quittance.poller.Progress.Standing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership of the group that reads {@code due}: commits what is taken and done, and hands the questions to the desks. Its one
 * thread never waits for a gateway, but for the end of what is being asked about partitions that it gives away, and the accounts that
 * it keeps go on meanwhile. It ends with the first failure.
 */
final class DueSession implements ConsumerRebalanceListener, AutoCloseable {
    /** After so long without a sign of life a poller's accounts go to another one. */
    static final Duration SESSION_TIME = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(DueSession.class);
    private static final Duration POLL_TIME = Duration.ofMillis(50);
    private static final Duration COMMIT_TIME = Duration.ofSeconds(4);
    private static final int MAX_POLL_INTERVAL_MS = 120_000;
    private static final int MAX_POLL_RECORDS = 500;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final EventSerde<QueryDue> serde;
    private final Desks desks;
    private final InstantSource clock;
    private final Map<Integer, Holding> holdings = new HashMap<>();

    DueSession(Settings settings, String topic, EventSerde<QueryDue> serde, Desks desks, InstantSource clock) {
        this.consumer = new KafkaConsumer<>(properties(settings));
        this.topic = topic;
        this.serde = serde;
        this.desks = desks;
        this.clock = clock;
        consumer.subscribe(Set.of(topic), this);
    }

    private static Map<String, Object> properties(Settings settings) {
        Map<String, Object> properties = new HashMap<>(settings.kafka().clientSettings());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "quittance-poller");
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.topology().applicationId() + "-poller");
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(SESSION_TIME.toMillis()));
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.toIntExact(SESSION_TIME.toMillis() / 4));
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MS);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    /** Commits what has changed, then reads on for a moment. */
    void step() {
        commit();
        hold();
        consumer.poll(POLL_TIME).forEach(this::hand);
    }

    /** Reads nothing more of a partition whose oldest question takes so long that its commit could not tell all that came after. */
    private void hold() {
        List<TopicPartition> full = new ArrayList<>();
        List<TopicPartition> others = new ArrayList<>();
        for (Holding holding : holdings.values()) {
            (holding.isFull() ? full : others).add(new TopicPartition(topic, holding.partition()));
        }
        consumer.pause(full);
        consumer.resume(others);
    }

    private void hand(ConsumerRecord<byte[], byte[]> read) {
        Holding holding = holdings.get(read.partition());
        if (holding == null) {
            return;
        }
        Standing standing = holding.read(read.offset());
        if (standing == Standing.DONE) {
            return;
        }
        Inquiry question = question(read);
        if (question == null) {
            holding.finish(read.offset());
            return;
        }
        switch (standing) {
            case NEW -> desks.ask(question, holding);
            case TAKEN -> desks.leave(question, holding);
            case DONE -> throw new IllegalStateException("it is done");
        }
    }

    private @Nullable Inquiry question(ConsumerRecord<byte[], byte[]> read) {
        try {
            return read.value() == null
                    ? null
                    : Inquiry.of(serde.fromBytes(read.value(), read.headers()), read.offset());
        } catch (UndecodableException e) {
            LOG.warn("{}-{} offset {} is no question: {}", topic, read.partition(), read.offset(), e.getMessage());
            return null;
        }
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Map<Holding, Commit> commits = new HashMap<>();
        for (Holding holding : holdings.values()) {
            Commit commit = holding.commit();
            if (commit != null) {
                commits.put(holding, commit);
                offsets.put(new TopicPartition(topic, holding.partition()), commit.offset());
            }
        }
        if (commits.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, COMMIT_TIME);
            commits.values().forEach(Commit::succeeded);
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            // Tried again, unless the next poll says that the partitions are somebody else's.
            LOG.debug("cannot commit: {}", e.toString());
            commits.forEach(Holding::failed);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata known = committed.get(partition);
            Progress progress = known == null ? Progress.at(consumer.position(partition)) : Progress.of(known);
            Holding holding = new Holding(partition.partition(), clock.millis(), progress);
            holdings.put(partition.partition(), holding);
            desks.open(holding);
        }
    }

    /** Begins nothing more about them, ends what is being asked, and commits what is done, before anybody else may ask. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        List<Integer> numbers = close(partitions);
        try {
            desks.close(numbers, this::commit);
            commit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            LOG.warn("what was done could not be committed: {}", e.toString());
        }
        numbers.forEach(holdings::remove);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        for (int number : close(partitions)) {
            desks.abandon(number);
            holdings.remove(number);
        }
    }

    /** Leaves the group, so that others take over at once. Where Kafka is away, nothing of this session goes on all the same. */
    @Override
    public void close() {
        try {
            consumer.close();
        } finally {
            onPartitionsLost(holdings.keySet().stream()
                    .map(number -> new TopicPartition(topic, number))
                    .toList());
        }
    }

    private List<Integer> close(Collection<TopicPartition> partitions) {
        List<Integer> numbers =
                partitions.stream().map(TopicPartition::partition).toList();
        for (int number : numbers) {
            desks.stop(number);
            Holding holding = holdings.get(number);
            if (holding != null) {
                holding.close();
            }
        }
        return numbers;
    }
}
