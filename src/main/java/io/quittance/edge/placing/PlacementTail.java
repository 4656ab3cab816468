package io.quittance.edge.placing;

import io.quittance.config.Settings;
import io.quittance.edge.CommittedReader;
import io.quittance.events.EventSerde;
import io.quittance.events.Placement;
import io.quittance.events.RegistryException;
import io.quittance.events.Topic;
import io.quittance.events.UndecodableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code placements}, committed only, from where it ended when this edge started, and tells who waits for what it says. */
final class PlacementTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlacementTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIME = Duration.ofSeconds(5);

    private final Attempts attempts;
    private final EventSerde<Placement> serde;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Thread thread;
    private volatile boolean ready;
    private volatile boolean closed;

    private PlacementTail(Settings settings, EventSerde<Placement> serde, Attempts attempts) {
        this.attempts = attempts;
        this.serde = serde;
        String topic = Topic.PLACEMENTS.name(settings.topics().prefix());
        this.partitions = java.util.stream.IntStream.range(0, settings.topics().partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        this.consumer = CommittedReader.open(settings.kafka(), "quittance-edge-placements");
        this.thread = Thread.ofPlatform().daemon().name("edge-placements").unstarted(this::run);
    }

    /** Begins to read; what is decided of those attempts is told to them. */
    static PlacementTail start(Settings settings, EventSerde<Placement> serde, Attempts attempts) {
        PlacementTail tail = new PlacementTail(settings, serde, attempts);
        tail.thread.start();
        return tail;
    }

    /** Whether a decision that is taken from now on will be seen. */
    boolean isReady() {
        return ready;
    }

    private void run() {
        try (consumer) {
            consumer.assign(partitions);
            while (!closed) {
                readOn();
            }
        } catch (WakeupException e) {
            LOG.debug("closing");
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        } finally {
            ready = false;
        }
    }

    /** What fails is tried again: until then attempts run out of time, which harms nobody. */
    private void readOn() {
        try {
            if (!ready) {
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position); // Seeking is lazy; from here on it stands.
                ready = true;
            }
            consumer.poll(POLL).forEach(this::tell);
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("decisions on placings cannot be read, trying again: {}", e.toString());
            pause();
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            attempts.decided(serde.fromBytes(record.value()));
        } catch (UndecodableException | RegistryException e) {
            LOG.error("a decision on a placing cannot be read: {}", e.getMessage());
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            if (!thread.join(CLOSE_TIME)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
