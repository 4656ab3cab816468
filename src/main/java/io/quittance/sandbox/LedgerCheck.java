package io.quittance.sandbox;

import io.quittance.events.Events;
import io.quittance.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the topics read committed from their beginning, and compares them with what is true until both agree. There is always
 * something new in the topics, since gateways are asked about what is not paid; so it is not the topics that decide how long to
 * wait, but whether the differences become fewer.
 */
final class LedgerCheck {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final String bootstrapServers;
    private final String topicPrefix;
    private final Events events;
    private final Duration patience;

    /**
     * What is true at a moment.
     *
     * @param quiet whether nothing of it will change by itself any more
     * @param violations how often limits of gateways were broken
     * @param faults what else is wrong whatever the topics say
     */
    record Truth(List<LedgerEntry> entries, boolean quiet, long violations, List<String> faults) {}

    /** @param patience how long to wait while the differences do not become fewer */
    LedgerCheck(String bootstrapServers, String topicPrefix, Events events, Duration patience) {
        this.bootstrapServers = bootstrapServers;
        this.topicPrefix = topicPrefix;
        this.events = events;
        this.patience = patience;
    }

    /** Compares with what is true at each look. Blocks until all is equal, or has not become better for so long. */
    LedgerResult compare(Supplier<Truth> truth) {
        Observed observed = new Observed();
        LedgerRecords records = new LedgerRecords(events, observed);
        try (TopicReader reader = openReader()) {
            reader.fromBeginning();
            Map<Integer, Long> received = reader.ends(Topic.RECEIVED);
            long fewest = Long.MAX_VALUE;
            long lastProgress = System.nanoTime();
            while (true) {
                read(reader, records);
                Truth now = truth.get();
                long undecided = observed.undecided(received);
                LedgerResult result = compare(observed, now, undecided);
                if (result.equal() && now.quiet()) {
                    return result;
                }
                long missing = result.differenceCount() + undecided;
                if (missing < fewest || !now.quiet()) {
                    fewest = Math.min(fewest, missing);
                    lastProgress = System.nanoTime();
                } else if (System.nanoTime() - lastProgress > patience.toNanos()) {
                    return result;
                }
            }
        }
    }

    /** Takes what is there, for so long as looks are apart, then up to the present end. */
    private static void read(TopicReader reader, LedgerRecords records) {
        long began = System.nanoTime();
        do {
            for (ConsumerRecord<byte[], byte[]> next : reader.poll(POLL)) {
                records.take(reader.topicOf(next), next.key(), next.value());
            }
        } while (System.nanoTime() - began < BETWEEN_LOOKS.toNanos() || !reader.atEnd());
    }

    private TopicReader openReader() {
        return new TopicReader(bootstrapServers, topicPrefix, LedgerRecords.TOPICS, Set.of(Topic.RECEIVED));
    }

    private static LedgerResult compare(Observed observed, Truth truth, long undecided) {
        Comparison comparison = new Comparison(observed);
        comparison.broken(truth.violations());
        truth.faults().forEach(comparison::differ);
        if (undecided > 0) {
            comparison.differ(undecided + " received records have no outcome");
        }
        truth.entries().forEach(comparison::compare);
        return comparison.result();
    }
}
