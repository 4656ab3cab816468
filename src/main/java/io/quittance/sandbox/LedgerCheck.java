package io.quittance.sandbox;

import io.quittance.events.Events;
import io.quittance.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Reads the topics read committed from their beginning, waits until they have caught up with what was sent, and compares
 * them with the truth of every run of the data folder.
 */
final class LedgerCheck {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final String topicPrefix;
    private final Events events;
    private final Patience patience;

    /**
     * How long to wait for what is missing.
     *
     * @param behind without a new record, while committed records have not been read yet
     * @param undecided without a new record, while received records have no outcome yet
     * @param decided without a new record, once all have one: then only the last rows can be on their way
     */
    record Patience(Duration behind, Duration undecided, Duration decided) {
        static final Patience USUAL =
                new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(10));

        /** In nanoseconds. */
        private long of(boolean atEnd, long undecidedRecords) {
            if (!atEnd) {
                return behind.toNanos();
            }
            return undecidedRecords > 0 ? undecided.toNanos() : decided.toNanos();
        }
    }

    LedgerCheck(String bootstrapServers, String topicPrefix, Events events, Patience patience) {
        this.bootstrapServers = bootstrapServers;
        this.topicPrefix = topicPrefix;
        this.events = events;
        this.patience = patience;
    }

    /** Compares; {@code complaints} of the sender are differences, too. Blocks until all is equal or nothing comes any more. */
    LedgerResult compare(List<RunRecord> runs, List<String> complaints) {
        Observed observed = new Observed();
        LedgerRecords records = new LedgerRecords(events, observed);
        try (TopicReader reader = openReader()) {
            reader.fromBeginning();
            long lastProgress = System.nanoTime();
            while (true) {
                ConsumerRecords<byte[], byte[]> found = reader.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> next : found) {
                    records.take(reader.topicOf(next), next.key(), next.value());
                }
                if (!found.isEmpty()) {
                    lastProgress = System.nanoTime();
                    continue;
                }
                long undecided = observed.undecided(reader.ends(Topic.RECEIVED));
                boolean atEnd = reader.atEnd();
                boolean outOfPatience = System.nanoTime() - lastProgress > patience.of(atEnd, undecided);
                if (!outOfPatience && (undecided > 0 || !atEnd)) {
                    continue;
                }
                LedgerResult result = compare(observed, runs, complaints, undecided);
                if (result.equal() || outOfPatience) {
                    return result;
                }
            }
        }
    }

    private TopicReader openReader() {
        return new TopicReader(bootstrapServers, topicPrefix, LedgerRecords.TOPICS, Set.of(Topic.RECEIVED));
    }

    private static LedgerResult compare(
            Observed observed, List<RunRecord> runs, List<String> complaints, long undecided) {
        Comparison comparison = new Comparison(observed);
        complaints.forEach(comparison::differ);
        if (undecided > 0) {
            comparison.differ(undecided + " received records have no outcome");
        }
        for (RunRecord run : runs) {
            Scenario scenario = new Scenario(run.run());
            for (long index = 0; index < run.begun(); index++) {
                List<Truth> truths = scenario.order(index).truths();
                truths.forEach(run.done(index) ? comparison::delivered : comparison::undelivered);
            }
        }
        return comparison.result();
    }
}
