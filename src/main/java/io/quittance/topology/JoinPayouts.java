package io.quittance.topology;

import io.quittance.events.LedgerMove;
import io.quittance.events.Payout;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Step {@code join-payouts}: moves of an account's money come in by account, rows of its payouts go out by order; remembers nothing as
 * long as no balance is known. It alone writes payouts.
 */
final class JoinPayouts extends ContextualProcessor<String, LedgerMove, String, Payout> {
    static final String NAME = "join-payouts";

    @Override
    public void process(Record<String, LedgerMove> record) {
        LedgerMove move = record.value();
        Payout payout = move.getPayout();
        if (payout != null) {
            String key = OrderKeys.of(move.getAccount(), move.getOrder());
            context().forward(new Record<>(key, payout, record.timestamp()));
        }
    }
}
