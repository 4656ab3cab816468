package io.quittance.queries;

import io.quittance.events.Conflict;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import io.quittance.events.Order;
import io.quittance.events.Outcome;
import io.quittance.events.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes the topics that views read, in transactions as the topology does. */
final class Topics implements AutoCloseable {
    private final String prefix;
    private final Events events;
    private final KafkaProducer<String, byte[]> producer;

    private Topics(String prefix, KafkaProducer<String, byte[]> producer) {
        this.prefix = prefix;
        this.events = Events.register(ConfluentSchemas.inMemory(), prefix);
        this.producer = producer;
    }

    /** Makes the topics of that prefix. */
    static Topics create(String bootstrapServers, String prefix, int partitions)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(Topic.ORDERS, Topic.PAYOUTS, Topic.OUTCOMES, Topic.CONFLICTS).stream()
                            .map(topic -> new NewTopic(topic.name(prefix), partitions, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", prefix + "writer"),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return new Topics(prefix, producer);
    }

    void commit(Order... rows) {
        producer.beginTransaction();
        send(rows);
        producer.commitTransaction();
    }

    void commit(String key, Outcome outcome, Conflict conflict) {
        producer.beginTransaction();
        send(Topic.OUTCOMES, key, events.outcomes().toBytes(outcome));
        send(Topic.CONFLICTS, key, events.conflicts().toBytes(conflict));
        producer.commitTransaction();
    }

    /** Writes them so that they are in the log, and takes them back. */
    void abort(Order... rows) {
        producer.beginTransaction();
        send(rows);
        producer.flush();
        producer.abortTransaction();
    }

    private void send(Order... rows) {
        for (Order row : rows) {
            send(
                    Topic.ORDERS,
                    row.getAccount() + "/" + row.getOrder(),
                    events.orders().toBytes(row));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // committing the transaction throws where a record failed
    private void send(Topic topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.name(prefix), key, value));
    }

    @Override
    public void close() {
        producer.close();
    }
}
