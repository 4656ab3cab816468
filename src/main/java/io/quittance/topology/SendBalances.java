package io.quittance.topology;

import io.quittance.topology.balances.BookNews;
import io.quittance.topology.balances.DayRow;
import io.quittance.topology.balances.Drained;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Step {@code send-balances}: an account that has moved comes in, before every commit and once, its balance goes out and the lines and
 * breaks of its books that have changed. So of the many changes between two commits only the last one of each row is written.
 */
final class SendBalances extends ContextualProcessor<String, byte[], String, SpecificRecord> {
    static final String NAME = "send-balances";
    static final String BALANCES = "write-balances";
    static final String CHANGES = "write-balance-changes";
    static final String LINES = "write-reconciliation";
    static final String BREAKS = "write-breaks";

    private final BalanceHistory history;

    SendBalances(BalanceHistory history) {
        this.history = history;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Drained drained = history.drain(context().taskId().partition(), record.key());
        long newest = Math.max(0, drained.balance().getAsOf().toEpochMilli());
        Record<String, SpecificRecord> balance = new Record<>(record.key(), drained.balance(), newest);
        context().forward(balance, BALANCES);
        context().forward(balance, CHANGES);
        for (DayRow row : drained.lines()) {
            context().forward(new Record<>(row.key(), row.row(), newest), LINES);
        }
        for (BookNews news : drained.breaks()) {
            context().forward(new Record<>(news.key(), news.row(), newest), BREAKS);
        }
    }
}
