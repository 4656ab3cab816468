package io.quittance.topology;

import io.quittance.events.EventKind;
import io.quittance.topology.decisions.PaymentRules;
import io.quittance.topology.decisions.PayoutRules;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** What one task remembers of payments and of payouts. */
record Books(Book payments, Book payouts) {

    /** The stores of the task that the step belongs to. */
    static Books of(ProcessorContext<?, ?> context) {
        return new Books(
                new Book(EventKind.PAYMENT, context.getStateStore(SettleOrders.PAYMENTS), new PaymentRules()),
                new Book(EventKind.PAYOUT, context.getStateStore(SettleOrders.PAYOUTS), new PayoutRules()));
    }

    Book of(EventKind kind) {
        return kind == EventKind.PAYOUT ? payouts : payments;
    }
}
