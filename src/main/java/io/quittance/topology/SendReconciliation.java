package io.quittance.topology;

import io.quittance.events.Balance;
import io.quittance.topology.balances.DayRow;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Step {@code send-reconciliation}: the balance of an account that is written comes in, the lines of its books that have changed since
 * the last time go out. So of the many changes between two commits only the last one of each line is written, too: every move changes
 * the balance, and every balance that has changed is written before a commit.
 */
final class SendReconciliation extends ContextualProcessor<String, Balance, String, SpecificRecord> {
    static final String NAME = "send-reconciliation";
    static final String LINES = "write-reconciliation";

    private final BalanceHistory history;

    SendReconciliation(BalanceHistory history) {
        this.history = history;
    }

    @Override
    public void process(Record<String, Balance> record) {
        int partition = context().taskId().partition();
        for (DayRow row : history.drain(partition, record.key())) {
            context().forward(new Record<>(row.key(), row.row(), record.timestamp()));
        }
    }
}
