package io.quittance.topology;

import io.quittance.events.OrderState;
import io.quittance.events.Outcome;
import io.quittance.gateways.Kind;
import io.quittance.topology.decisions.OrderDecision;
import io.quittance.topology.decisions.OrderRules;
import io.quittance.topology.decisions.PaymentRules;
import io.quittance.topology.decisions.PayoutRules;
import org.apache.kafka.streams.state.KeyValueStore;

/** Decides on believed evidence, over the two stores of one task. */
final class Settling {
    private final Book payments;
    private final Book payouts;

    /** The states of one kind, and the rules by which they change. */
    private record Book(KeyValueStore<String, OrderState> states, OrderRules rules) {}

    Settling(KeyValueStore<String, OrderState> payments, KeyValueStore<String, OrderState> payouts) {
        this.payments = new Book(payments, new PaymentRules());
        this.payouts = new Book(payouts, new PayoutRules());
    }

    /** What comes of that evidence; a state that changed is kept. */
    Result settle(String key, Judged.Believed believed, Place place) {
        Book book = believed.kind() == Kind.PAYOUT ? payouts : payments;
        OrderDecision decision = book.rules.decide(
                book.states.get(key),
                believed.evidence(),
                believed.account().policyAt(believed.evidence().receivedAt()));
        Outcome outcome = Outcomes.believed(believed, decision, place);
        OrderState state = decision.state();
        if (state == null || !decision.changed()) {
            return Result.of(outcome);
        }
        book.states.put(key, state);
        OrderRows rows =
                new OrderRows(believed, key.substring(believed.account().name().length() + 1));
        boolean ended = book.rules.isFinal(state.getStatus());
        return new Result(
                outcome,
                believed.kind() == Kind.PAYMENT ? rows.order(state, ended) : null,
                believed.kind() == Kind.PAYOUT ? rows.move(state, ended) : null,
                decision.settled() ? rows.settlement(state) : null,
                rows.conflicts(decision),
                null);
    }
}
