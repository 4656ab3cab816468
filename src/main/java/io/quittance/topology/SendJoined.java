package io.quittance.topology;

import io.quittance.events.Conflict;
import io.quittance.events.Payout;
import io.quittance.topology.balances.Joined;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Step {@code send-joined}: what comes of one move comes in, each row goes out under its own key; remembers nothing. */
final class SendJoined extends ContextualProcessor<String, Joined, String, SpecificRecord> {
    static final String NAME = "send-joined";
    static final String PAYOUTS = "write-payouts";
    static final String CONFLICTS = "write-balance-conflicts";

    private final SettlementCounters counters;

    SendJoined(SettlementCounters counters) {
        this.counters = counters;
    }

    @Override
    public void process(Record<String, Joined> record) {
        for (Payout row : record.value().payouts()) {
            String key = OrderKeys.of(row.getAccount(), row.getOrder());
            context().forward(new Record<>(key, row, record.timestamp()), PAYOUTS);
        }
        for (Conflict conflict : record.value().conflicts()) {
            counters.count(conflict);
            String order = conflict.getOrder();
            String key = order == null ? conflict.getAccount() : OrderKeys.of(conflict.getAccount(), order);
            context().forward(new Record<>(key, conflict, record.timestamp()), CONFLICTS);
        }
    }
}
