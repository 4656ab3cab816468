package io.quittance.queries;

import io.quittance.queries.Progress.Mark;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Looks for the last committed row of partitions. The end offset is not enough: behind the last row lie markers and aborted rows,
 * which no processor ever sees, so a view that waited for it would wait for ever.
 */
final class LastRows {
    /** The last row is looked for among so many offsets first, and only then among all that the view has not committed. */
    private static final long NEAR_END = 1_000;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final String prefix;

    /** With a consumer in the application's group, which only assigns and never commits. */
    LastRows(Consumer<byte[], byte[]> consumer, String prefix) {
        this.consumer = consumer;
        this.prefix = prefix;
    }

    /** Tells each mark how far it has to come. */
    void find(List<Mark> marks) {
        Map<TopicPartition, Mark> byPartition = new HashMap<>();
        marks.forEach(mark -> byPartition.put(
                new TopicPartition(
                        mark.place().topic().name(prefix), mark.place().partition()),
                mark));
        consumer.assign(byPartition.keySet());
        Map<TopicPartition, Long> kept = committed(byPartition.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(byPartition.keySet());
        Map<TopicPartition, Long> near = new HashMap<>();
        Map<TopicPartition, Long> all = new HashMap<>();
        ends.forEach((partition, end) -> {
            long from = kept.getOrDefault(partition, 0L);
            if (from < end) {
                near.put(partition, Math.max(from, end - NEAR_END));
            }
        });
        Map<TopicPartition, Long> last = lastRows(near, ends);
        near.forEach((partition, from) -> {
            long first = kept.getOrDefault(partition, 0L);
            if (!last.containsKey(partition) && first < from) {
                all.put(partition, first);
            }
        });
        last.putAll(lastRows(all, ends));
        byPartition.forEach((partition, mark) -> {
            long from = kept.getOrDefault(partition, 0L);
            mark.mustReach(from, last.getOrDefault(partition, from - 1) + 1);
        });
    }

    private Map<TopicPartition, Long> committed(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> entry :
                consumer.committed(partitions).entrySet()) {
            if (entry.getValue() != null) {
                offsets.put(entry.getKey(), entry.getValue().offset());
            }
        }
        return offsets;
    }

    private Map<TopicPartition, Long> lastRows(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> last = new HashMap<>();
        if (from.isEmpty()) {
            return last;
        }
        consumer.assign(from.keySet());
        from.forEach((partition, offset) -> consumer.seek(partition, offset));
        Set<TopicPartition> open = new HashSet<>(from.keySet());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the ends of " + open + " were not reached in " + PATIENCE);
            }
            for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(row.topic(), row.partition());
                if (row.offset() < end(ends, partition)) {
                    last.put(partition, row.offset());
                }
            }
            pauseAtEnd(open, ends);
        }
        return last;
    }

    private void pauseAtEnd(Set<TopicPartition> open, Map<TopicPartition, Long> ends) {
        Collection<TopicPartition> done = open.stream()
                .filter(partition -> consumer.position(partition) >= end(ends, partition))
                .toList();
        consumer.pause(done);
        open.removeAll(done);
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }
}
