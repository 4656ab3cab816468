package io.quittance.topology;

import io.quittance.events.GatewayOrderClaim;
import io.quittance.events.LedgerMove;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Step {@code send-results}: what comes of one record comes in, each part of it goes to the topic of its kind, but for a move of money
 * and a claim of a gateway order: those wait in the {@link Outbox} for {@link SendBatches}. Nothing is remembered beyond the commit.
 * One step, since a stream of its own for each topic would look at every record once more to find that there is nothing in it.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class SendResults extends ContextualProcessor<String, Result, String, SpecificRecord> {
    static final String NAME = "send-results";
    static final String OUTCOMES = "write-outcomes";
    static final String ORDERS = "write-orders";
    static final String SETTLEMENTS = "write-settlements";
    static final String CONFLICTS = "write-conflicts";
    static final String QUARANTINE = "write-quarantine";
    static final String PLACEMENTS = "write-placements";

    private final SettlementCounters counters;
    private final Outbox.All outboxes;
    private Outbox outbox;

    SendResults(SettlementCounters counters, Outbox.All outboxes) {
        this.counters = counters;
        this.outboxes = outboxes;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        outbox = outboxes.of(context.taskId());
    }

    @Override
    public void process(Record<String, Result> record) {
        Result result = record.value();
        count(result);
        send(record, result.outcome(), OUTCOMES);
        send(record, result.order(), ORDERS);
        send(record, result.settlement(), SETTLEMENTS);
        LedgerMove move = result.move();
        if (move != null) {
            outbox.add(move, record.timestamp());
        }
        GatewayOrderClaim claim = result.claim();
        if (claim != null) {
            outbox.add(claim, record.timestamp());
        }
        result.conflicts().forEach(conflict -> send(record, conflict, CONFLICTS));
        send(record, result.quarantined(), QUARANTINE);
        send(record, result.placement(), PLACEMENTS);
    }

    @Override
    public void close() {
        outboxes.close(context().taskId(), outbox);
    }

    private void count(Result result) {
        counters.count(result.outcome());
        if (result.settlement() != null) {
            counters.count(result.settlement());
        }
        result.conflicts().forEach(counters::count);
        if (result.quarantined() != null) {
            counters.count(result.quarantined());
        }
        if (result.placement() != null) {
            counters.count(result.placement());
        }
    }

    private void send(Record<String, Result> record, @Nullable SpecificRecord part, String child) {
        if (part != null) {
            context().forward(record.withValue(part), child);
        }
    }
}
