package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.events.Attempt;
import io.quittance.events.GatewayOrderClaim;
import io.quittance.events.Order;
import io.quittance.events.OrderState;
import io.quittance.events.Outcome;
import io.quittance.events.Placement;
import io.quittance.events.PlacementDecision;
import io.quittance.events.Received;
import io.quittance.events.Settlement;
import io.quittance.events.Source;
import io.quittance.gateways.Kind;
import io.quittance.topology.decisions.OrderDecision;
import io.quittance.topology.decisions.Placings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides on believed evidence, over the two stores of one task, and keeps when to ask about what stays open. */
final class Settling {
    private final Map<String, Account> accounts;
    private final Books books;
    private final Agenda agenda;

    Settling(Map<String, Account> accounts, Books books, Agenda agenda) {
        this.accounts = accounts;
        this.books = books;
        this.agenda = agenda;
    }

    /** What comes of that evidence; a state that changed is kept. */
    Result settle(String key, Judged.Believed believed, Place place) {
        Book book = believed.kind() == Kind.PAYOUT ? books.payouts() : books.payments();
        OrderState before = book.states().get(key);
        OrderDecision decision = book.rules()
                .decide(
                        before,
                        believed.evidence(),
                        believed.account().policyAt(believed.evidence().receivedAt()));
        Outcome outcome = Outcomes.believed(believed, decision, place);
        OrderState state = decision.state();
        if (state == null) {
            return Result.of(outcome);
        }
        String order = key.substring(believed.account().name().length() + 1);
        Placement placement = Placements.of(believed, order, decision, book.rules());
        GatewayOrderClaim claim = Claims.of(believed, order, decision);
        OrderState kept = agenda.decided(book, key, believed, before, decision, state);
        if (!kept.equals(before)) {
            book.states().put(key, kept);
        }
        long dueAt = Agenda.dueAt(before, kept);
        if (!decision.changed()) {
            return Result.of(outcome, Moves.ofUnchanged(believed, order, state), claim, placement, dueAt);
        }
        OrderRows rows = new OrderRows(believed, order);
        Settlement settlement = decision.settled() ? rows.settlement(state) : null;
        boolean ended = book.rules().isFinal(state.getStatus());
        return new Result(
                outcome,
                believed.kind() == Kind.PAYMENT ? rows.order(state, ended) : null,
                Moves.of(believed, order, before, decision, ended),
                claim,
                settlement,
                rows.conflicts(decision),
                null,
                placement,
                dueAt);
    }

    /** What comes of a record that is no evidence: its outcome, and that its order is due, or was asked about. */
    Result note(String key, Judged.Noted noted, Place place) {
        return Result.of(Outcomes.noted(noted, place), null, null, null, hint(key, noted.received()));
    }

    /** What comes of a message that is not believed: quarantine, a hint, and for those who wait for a placing's answer that none comes. */
    Result disbelieve(String key, Judged.Disbelieved disbelieved, Place place) {
        return new Result(
                Outcomes.disbelieved(disbelieved, place),
                null,
                null,
                null,
                null,
                List.of(),
                Outcomes.quarantined(disbelieved, place),
                unbelievedAnswer(key, disbelieved.received()),
                hint(key, disbelieved.received()));
    }

    private long hint(String key, Received received) {
        String order = received.getOrder();
        if (order == null || !Agenda.isNote(received) || !OrderKeys.fits(key, received.getAccount(), order)) {
            return Result.NOT_DUE;
        }
        Book book = books.of(received.getKind());
        OrderState before = book.states().get(key);
        if (before == null) {
            return Result.NOT_DUE;
        }
        OrderState kept = agenda.noted(book, key, received, before);
        if (!kept.equals(before)) {
            book.states().put(key, kept);
        }
        return Agenda.dueAt(before, kept);
    }

    private @Nullable Placement unbelievedAnswer(String key, Received received) {
        Attempt attempt = received.getAttempt();
        String order = received.getOrder();
        Account account = accounts.get(received.getAccount());
        if (received.getSource() != Source.PLACE_ANSWER || attempt == null || order == null || account == null) {
            return null;
        }
        Book book = books.of(received.getKind());
        OrderState state = Placings.unbelieved(book.states().get(key), attempt.getId(), received.getId());
        if (state == null) {
            return null;
        }
        book.states().put(key, state);
        Order row = OrderRows.order(account, order, state, book.rules().isFinal(state.getStatus()));
        return Placements.of(received, attempt.getId(), PlacementDecision.ANSWERED, state, row);
    }
}
