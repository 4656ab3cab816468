package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.events.Attempt;
import io.quittance.events.EventKind;
import io.quittance.events.Order;
import io.quittance.events.OrderState;
import io.quittance.events.Outcome;
import io.quittance.events.Placement;
import io.quittance.events.PlacementDecision;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.gateways.Kind;
import io.quittance.topology.decisions.OrderDecision;
import io.quittance.topology.decisions.OrderRules;
import io.quittance.topology.decisions.PaymentRules;
import io.quittance.topology.decisions.PayoutRules;
import io.quittance.topology.decisions.Placings;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Decides on believed evidence, over the two stores of one task. */
final class Settling {
    private final Map<String, Account> accounts;
    private final Book payments;
    private final Book payouts;

    /** The states of one kind, and the rules by which they change. */
    private record Book(KeyValueStore<String, OrderState> states, OrderRules rules) {}

    Settling(
            Map<String, Account> accounts,
            KeyValueStore<String, OrderState> payments,
            KeyValueStore<String, OrderState> payouts) {
        this.accounts = accounts;
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
        if (state == null) {
            return Result.of(outcome);
        }
        String order = key.substring(believed.account().name().length() + 1);
        Placement placement = Placements.of(believed, order, decision, book.rules);
        if (!decision.changed()) {
            return Result.of(outcome, placement);
        }
        book.states.put(key, state);
        OrderRows rows = new OrderRows(believed, order);
        boolean ended = book.rules.isFinal(state.getStatus());
        return new Result(
                outcome,
                believed.kind() == Kind.PAYMENT ? rows.order(state, ended) : null,
                believed.kind() == Kind.PAYOUT ? rows.move(state, ended) : null,
                decision.settled() ? rows.settlement(state) : null,
                rows.conflicts(decision),
                null,
                placement);
    }

    /** What comes of a message that is not believed: the evidence alone, and for those who wait for a placing's answer that none comes. */
    Result disbelieve(String key, Judged.Disbelieved disbelieved, Place place) {
        return new Result(
                Outcomes.disbelieved(disbelieved, place),
                null,
                null,
                null,
                List.of(),
                Outcomes.quarantined(disbelieved, place),
                unbelievedAnswer(key, disbelieved.received()));
    }

    private @Nullable Placement unbelievedAnswer(String key, Received received) {
        Attempt attempt = received.getAttempt();
        String order = received.getOrder();
        Account account = accounts.get(received.getAccount());
        if (received.getSource() != Source.PLACE_ANSWER || attempt == null || order == null || account == null) {
            return null;
        }
        Book book = received.getKind() == EventKind.PAYOUT ? payouts : payments;
        OrderState state = Placings.unbelieved(book.states.get(key), attempt.getId(), received.getId());
        if (state == null) {
            return null;
        }
        book.states.put(key, state);
        Order row = OrderRows.order(account, order, state, book.rules.isFinal(state.getStatus()));
        return Placements.of(received, attempt.getId(), PlacementDecision.ANSWERED, state, row);
    }
}
