package io.quittance.bench;

import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.Ids;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.events.Transport;
import io.quittance.sandbox.PaidCallbacks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what the edge would have written, and waits until an application has committed all of it. */
final class Feed implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 20;
    private static final String MESSAGE = "payment-callback";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, Object> connection;
    private final Events events;
    private final Ids ids = new Ids();
    private final Producer<byte[], byte[]> producer;
    private final Admin admin;

    /** One callback of an order. */
    @SuppressWarnings("ArrayRecordComponent")
    record Input(String order, byte[] body) {}

    Feed(String bootstrapServers, Events events) {
        this.connection = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        this.events = events;
        this.admin = Admin.create(connection);
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.BATCH_SIZE_CONFIG,
                65_536);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Writes the callbacks to that topic and returns when that group has committed them.
     *
     * @throws IOException where it does not within two minutes
     */
    void send(String topic, String group, List<Input> inputs) throws IOException, InterruptedException {
        long before = committed(topic, group);
        for (Input input : inputs) {
            byte[] key = (PaidCallbacks.account() + "/" + input.order).getBytes(StandardCharsets.UTF_8);
            var _ = producer.send(
                    new ProducerRecord<>(topic, key, events.received().toBytes(received(input))));
        }
        producer.flush();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (committed(topic, group) < before + inputs.size()) {
            if (System.nanoTime() > until) {
                throw new IOException(group + " did not take " + inputs.size() + " records within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** The value of some record of a topic, read committed. */
    byte[] someValue(String topic) throws IOException {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                connection.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(10))) {
                return record.value();
            }
        }
        throw new IOException(topic + " holds nothing");
    }

    private long committed(String topic, String group) throws IOException, InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return offsets.entrySet().stream()
                    .filter(each -> each.getKey().topic().equals(topic) && each.getValue() != null)
                    .mapToLong(each -> each.getValue().offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IOException("the group " + group + " cannot be asked", e);
        }
    }

    private Received received(Input input) {
        Instant now = Instant.now();
        return Received.newBuilder()
                .setId(ids.next(now.toEpochMilli()))
                .setSource(Source.CALLBACK)
                .setKind(EventKind.PAYMENT)
                .setAccount(PaidCallbacks.account())
                .setOrder(input.order)
                .setReceivedAt(now)
                .setMessage(MESSAGE)
                .setBody(ByteBuffer.wrap(input.body))
                .setContentType(FORM)
                .setPeer("127.0.0.1")
                .setTransport(Transport.LOOPBACK)
                .build();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
