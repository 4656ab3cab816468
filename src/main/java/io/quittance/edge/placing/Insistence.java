package io.quittance.edge.placing;

import io.quittance.edge.ReceivedLog;
import io.quittance.events.Received;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what became of a call, again and again where the brokers do not take it: it happened, so it has to be known. */
final class Insistence implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Insistence.class);

    private final ReceivedLog log;
    private volatile boolean closed;

    Insistence(ReceivedLog log) {
        this.log = log;
    }

    /** Writes the record: before this returns, or on a thread of its own. */
    void write(Received record) throws InterruptedException {
        if (log.write(record) == null) {
            writeLater(record);
        }
    }

    /** Writes the record on a thread of its own: the brokers have just failed to take another one. */
    void writeLater(Received record) {
        LOG.warn("what became of the placing {} could not be written, trying on", record.getOrder());
        Thread.ofVirtual().name("placing-insists").start(() -> tryOn(record));
    }

    private void tryOn(Received record) {
        long until = System.nanoTime() + PlacingLimits.INSISTENCE.toNanos();
        try {
            while (!closed && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(PlacingLimits.INSISTENCE_PAUSE.toMillis());
                if (log.write(record) != null) {
                    return;
                }
            }
            LOG.error("what became of the placing {} was never written; ask the gateway about it", record.getOrder());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
