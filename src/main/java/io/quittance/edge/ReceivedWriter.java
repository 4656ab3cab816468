package io.quittance.edge;

import io.quittance.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to {@code received} with {@code acks=all}, in time for the answer and without holding the caller: full or away is a no at
 * once.
 */
public final class ReceivedWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedWriter.class);

    /** What a record takes in the producer's buffer besides its key and value, rounded up. */
    private static final int RECORD_OVERHEAD = 256;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final BrokerHealth health;
    private final BrokerProbe probe;
    private final AtomicLong bytesInFlight = new AtomicLong();

    private ReceivedWriter(KafkaProducer<byte[], byte[]> producer, String topic, Map<String, Object> connection) {
        this.producer = producer;
        this.topic = topic;
        this.health = new BrokerHealth(System.nanoTime());
        this.probe = BrokerProbe.start(
                connection, () -> !producer.partitionsFor(topic).isEmpty(), health);
    }

    /** A writer to that topic. The brokers need not be there yet; until they are, {@link #admits} says no. */
    public static ReceivedWriter open(Settings.Kafka kafka, String topic) {
        Map<String, Object> connection = new HashMap<>(kafka.clientSettings());
        connection.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        connection.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500");
        connection.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, "1000");
        connection.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, "2000");
        return new ReceivedWriter(new KafkaProducer<>(producerSettings(connection)), topic, connection);
    }

    private static Map<String, Object> producerSettings(Map<String, Object> connection) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "quittance-edge");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(EdgeLimits.PRODUCER_BUFFER_BYTES));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(EdgeLimits.DELIVERY_TIME));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(EdgeLimits.BROKER_REQUEST_TIME));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(EdgeLimits.MAX_BLOCK));
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, "20");
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, "200");
        // An idle night must not make the first callback of the morning wait for the partitions.
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.toString(Integer.MAX_VALUE));
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /** Whether a write is worth trying now; no while the brokers are away or too much is on its way to them. */
    public boolean admits() {
        return bytesInFlight.get() < EdgeLimits.MAX_BYTES_IN_FLIGHT && health.admits(System.nanoTime());
    }

    /** Whether writes are expected to succeed. */
    public boolean isUp() {
        return health.isUp(System.nanoTime());
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    long bytesInFlight() {
        return bytesInFlight.get();
    }

    /** Whether nothing is on its way to the brokers. */
    boolean isIdle() {
        return bytesInFlight.get() == 0;
    }

    /** Sends a record and calls back once, on a thread of the producer's or on this one, when it is on all in-sync replicas or given up. */
    public void write(byte[] key, byte[] value, long timestamp, Callback callback) {
        long bytes = (long) key.length + value.length + RECORD_OVERHEAD;
        bytesInFlight.addAndGet(bytes);
        Callback counting = (metadata, exception) -> {
            learn(exception);
            callback.onCompletion(metadata, exception);
            bytesInFlight.addAndGet(-bytes); // Last, so that a server that closes finds the answer on its way.
        };
        try {
            // The callback says what the future would.
            var _ = producer.send(new ProducerRecord<>(topic, null, timestamp, key, value), counting);
        } catch (RuntimeException e) {
            counting.onCompletion(null, e);
        }
    }

    private void learn(@Nullable Exception exception) {
        long now = System.nanoTime();
        if (exception == null) {
            health.succeeded(now);
            return;
        }
        if (health.isUp(now)) {
            LOG.warn("cannot write to {}: {}", topic, exception.toString());
        }
        health.failed(now);
    }

    @Override
    public void close() {
        probe.close();
        producer.close(EdgeLimits.ANSWER_BUDGET);
    }
}
