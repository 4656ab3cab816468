package io.quittance.sandbox;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the committed topics from now on and keeps the live table up to date, on a thread of its own. */
final class LiveView {
    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final TopicReader reader;
    private final LiveCounts counts;
    private final LiveTable table;
    private final Thread thread;
    private volatile boolean stopping;

    /** Takes over the reader, which must stand where counting is to begin, and closes it in the end. */
    LiveView(TopicReader reader, LiveCounts counts, LiveTable table) {
        this.reader = reader;
        this.counts = counts;
        this.table = table;
        this.thread = Thread.ofPlatform().daemon().name("sandbox-live-table").unstarted(this::run);
    }

    /** Begins to show. */
    void start() {
        thread.start();
    }

    /** Reads what is committed by now, shows the table for the last time and ends; again, it does nothing. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
    }

    private void run() {
        try (reader) {
            long due = System.nanoTime();
            while (!stopping || !reader.atEnd()) {
                take(reader.poll(POLL));
                if (System.nanoTime() - due >= 0) {
                    table.show(counts.rows());
                    due = System.nanoTime() + table.interval().toNanos();
                }
            }
            table.showLast(counts.rows());
        } catch (RuntimeException e) {
            LOG.error("the live table ends here, the traffic goes on: {}", e.toString());
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> found) {
        long now = System.nanoTime();
        for (ConsumerRecord<byte[], byte[]> next : found) {
            counts.take(reader.topicOf(next), next.key(), next.value(), now);
        }
    }
}
