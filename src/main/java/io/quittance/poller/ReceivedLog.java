package io.quittance.poller;

import io.quittance.config.Settings;
import io.quittance.events.EventSerde;
import io.quittance.events.Received;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to {@code received} with {@code acks=all} and waits for it. Unlike the edge's writer it is patient: nobody waits for the
 * poller, and an answer that a gateway gave is worth some seconds.
 */
final class ReceivedLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedLog.class);
    private static final Duration DELIVERY_TIME = Duration.ofSeconds(20);
    private static final Duration REQUEST_TIME = Duration.ofSeconds(3);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final EventSerde<Received> serde;

    ReceivedLog(Settings.Kafka kafka, String topic, EventSerde<Received> serde) {
        this.producer = new KafkaProducer<>(settings(kafka));
        this.topic = topic;
        this.serde = serde;
    }

    private static Map<String, Object> settings(Settings.Kafka kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "quittance-poller");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(DELIVERY_TIME));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST_TIME));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(REQUEST_TIME));
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    private static String millis(Duration duration) {
        return Integer.toString(Math.toIntExact(duration.toMillis()));
    }

    /**
     * Returns when the record is on all in-sync replicas: true; or given up, or this log closed: false.
     *
     * @throws InterruptedException where the caller is stopped; the record may be written all the same
     */
    boolean write(String key, Received record) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(
                            topic,
                            null,
                            record.getReceivedAt().toEpochMilli(),
                            key.getBytes(StandardCharsets.UTF_8),
                            serde.toBytes(record)))
                    .get();
            return true;
        } catch (ExecutionException | KafkaException | IllegalStateException e) {
            LOG.warn("cannot write {} to {}: {}", record.getSource(), topic, e.toString());
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(REQUEST_TIME);
    }
}
