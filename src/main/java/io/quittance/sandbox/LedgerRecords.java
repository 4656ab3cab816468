package io.quittance.sandbox;

import io.quittance.events.Conflict;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.Order;
import io.quittance.events.Outcome;
import io.quittance.events.Payout;
import io.quittance.events.Settlement;
import io.quittance.events.Topic;
import io.quittance.events.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the records of the topics that a ledger is compared with into what was observed. */
final class LedgerRecords {
    /** The topics that are compared. */
    static final Set<Topic> TOPICS =
            EnumSet.of(Topic.SETTLEMENTS, Topic.ORDERS, Topic.PAYOUTS, Topic.CONFLICTS, Topic.OUTCOMES);

    private final Events events;
    private final Observed observed;

    LedgerRecords(Events events, Observed observed) {
        this.events = events;
        this.observed = observed;
    }

    /** Takes one record; one that cannot be read is a fault among what was observed. */
    void take(Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
        String where = topic.suffix() + " " + (key == null ? "" : new String(key, StandardCharsets.UTF_8));
        if (value == null) {
            takeAway(topic, where);
            return;
        }
        try {
            decode(topic, value);
        } catch (UndecodableException e) {
            observed.unreadable(where, String.valueOf(e.getMessage()));
        }
    }

    private void takeAway(Topic topic, String where) {
        observed.unreadable(where, "it has no value, and nothing is to be deleted from " + topic.suffix());
    }

    private void decode(Topic topic, byte[] value) throws UndecodableException {
        switch (topic) {
            case SETTLEMENTS -> settlement(events.settlements().fromBytes(value));
            case ORDERS -> order(events.orders().fromBytes(value));
            case PAYOUTS -> payout(events.payouts().fromBytes(value));
            case CONFLICTS -> conflict(events.conflicts().fromBytes(value));
            case OUTCOMES -> outcome(events.outcomes().fromBytes(value));
            case RECEIVED, BALANCES, BALANCE_CHANGES, QUARANTINE, PLACEMENTS, DUE, RECONCILIATION, BREAKS ->
                throw new IllegalArgumentException(topic.suffix() + " is not compared");
        }
    }

    private void settlement(Settlement settlement) {
        flow(settlement.getKind(), "a settlement of " + settlement.getOrder(), flow -> {
            NewOrder.Key key = new NewOrder.Key(settlement.getAccount(), flow, settlement.getOrder());
            observed.settlement(key, settlement.getAmountMinor());
        });
    }

    private void order(Order row) {
        observed.row(new NewOrder.Key(row.getAccount(), Flow.PAYMENT, row.getOrder()), row.getStatus());
    }

    private void payout(Payout row) {
        observed.row(new NewOrder.Key(row.getAccount(), Flow.PAYOUT, row.getOrder()), row.getStatus());
    }

    private void conflict(Conflict conflict) {
        String order = conflict.getOrder();
        if (order == null || conflict.getKind() == EventKind.BALANCE) {
            return;
        }
        flow(conflict.getKind(), "a conflict of " + order, flow -> {
            NewOrder.Key key = new NewOrder.Key(conflict.getAccount(), flow, order);
            observed.conflict(key, conflict.getConflict());
        });
    }

    private void outcome(Outcome outcome) {
        observed.outcome(outcome.getReceivedPartition(), outcome.getReceivedOffset());
    }

    private void flow(EventKind kind, String what, Consumer<Flow> then) {
        switch (kind) {
            case PAYMENT -> then.accept(Flow.PAYMENT);
            case PAYOUT -> then.accept(Flow.PAYOUT);
            case BALANCE, UNSPECIFIED -> observed.unreadable(what, "its kind is " + kind);
        }
    }
}
