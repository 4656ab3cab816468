package io.quittance.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A committed reader of settlements, on a thread of its own, that notes how long after it was due each order is there. */
final class Settlements implements AutoCloseable {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long PATIENCE_SECONDS = 30;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile @Nullable Watch watch;

    private Settlements(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().daemon().name("settlements-reader").unstarted(this::readOn);
    }

    /** A reader of what comes to that topic from now on. */
    static Settlements read(String bootstrapServers, String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        Settlements settlements = new Settlements(consumer);
        settlements.thread.start();
        return settlements;
    }

    /** The orders of one round, each due at that time of {@link System#nanoTime()}. */
    Watch watch(int round, long[] due) {
        Watch begun = new Watch(OrderIds.of(round, 0), due);
        watch = begun;
        return begun;
    }

    /** What is seen of one round. */
    static final class Watch {
        private final String firstOrder;
        private final long[] due;
        private final Histogram seen = new Histogram(3);
        private final CountDownLatch missing;

        private Watch(String firstOrder, long[] due) {
            this.firstOrder = firstOrder;
            this.due = due;
            this.missing = new CountDownLatch(due.length);
        }

        private void see(ConsumerRecord<byte[], byte[]> record, long nanos) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            String order = key.substring(key.indexOf('/') + 1);
            if (OrderIds.isOfOneRound(order, firstOrder)) {
                seen.recordValue((nanos - due[OrderIds.index(order)]) / NANOS_PER_MICRO);
                missing.countDown();
            }
        }

        /** All of the round, in microseconds; an order that settled twice would let another be missed, and fails elsewhere. */
        Histogram await() throws IOException, InterruptedException {
            if (!missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(missing.getCount() + " of " + due.length + " orders did not settle");
            }
            return seen;
        }
    }

    private void readOn() {
        try {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Watch now = watch;
                    if (now != null) {
                        now.see(record, System.nanoTime());
                    }
                }
            }
        } catch (WakeupException e) {
            consumer.close();
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
