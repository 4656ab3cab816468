package io.quittance.sandbox;

import io.quittance.events.Events;
import io.quittance.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;

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
     * @param placed what the shop has placed
     * @param notTaken orders whose placing failed at the gateway before it took them
     * @param quiet whether nothing of it will change by itself any more
     * @param violations how often limits of gateways were broken
     * @param faults what else is wrong whatever the topics say
     */
    record Truth(
            List<LedgerEntry> entries,
            List<PlacedOrder> placed,
            Set<NewOrder.Key> notTaken,
            boolean quiet,
            long violations,
            List<String> faults) {}

    /** @param patience how long to wait while the differences do not become fewer */
    LedgerCheck(String bootstrapServers, String topicPrefix, Events events, Duration patience) {
        this.bootstrapServers = bootstrapServers;
        this.topicPrefix = topicPrefix;
        this.events = events;
        this.patience = patience;
    }

    /**
     * Compares with what is true at each look. Blocks until all is equal, or has not become better for so long.
     *
     * @throws InterruptedException where the thread was interrupted meanwhile
     */
    LedgerResult compare(Supplier<Truth> truth) throws InterruptedException {
        try (TopicReader reader = openReader()) {
            return untilEqual(reader, truth);
        } catch (InterruptException e) {
            throw interrupted(e);
        }
    }

    private LedgerResult untilEqual(TopicReader reader, Supplier<Truth> truth) throws InterruptedException {
        Observed observed = new Observed();
        LedgerRecords records = new LedgerRecords(events, observed);
        try {
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
        } catch (InterruptException e) {
            throw interrupted(e); // here already: a reader is not closed well by a thread that is interrupted
        }
    }

    /** The checked exception for Kafka's unchecked one, which leaves the thread marked. */
    private static InterruptedException interrupted(InterruptException cause) {
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException("the comparison was interrupted");
        interrupted.initCause(cause);
        return interrupted;
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
        truth.placed().forEach(placed -> comparison.compare(placed, truth.notTaken()));
        return comparison.result();
    }
}
