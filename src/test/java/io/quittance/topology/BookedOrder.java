package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.config.Policy;
import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.OrderState;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.events.StatementTold;
import io.quittance.gateways.Kind;
import io.quittance.topology.decisions.Evidence;
import io.quittance.topology.decisions.GatewayReport;
import io.quittance.topology.decisions.Listed;
import io.quittance.topology.decisions.NotCalled;
import io.quittance.topology.decisions.OperatorDecision;
import io.quittance.topology.decisions.OrderDecision;
import io.quittance.topology.decisions.OrderRules;
import io.quittance.topology.decisions.PaymentRules;
import io.quittance.topology.decisions.PayoutRules;
import io.quittance.topology.decisions.Placing;
import io.quittance.topology.decisions.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An order or payout as it is told, decided by the real rules; what goes to the books of each decision is kept. */
final class BookedOrder {
    final EventKind kind;
    final String id;
    final List<LedgerMove> moves = new ArrayList<>();
    private final Account account;
    private final OrderRules rules;
    private final List<Runnable> later = new ArrayList<>();
    private @Nullable OrderState state;
    final @Nullable String channel;
    private int told;

    BookedOrder(Account account, EventKind kind, String id, @Nullable String channel) {
        this.account = account;
        this.kind = kind;
        this.id = id;
        this.channel = channel;
        this.rules = kind == EventKind.PAYOUT ? new PayoutRules() : new PaymentRules();
    }

    @Nullable OrderState state() {
        return state;
    }

    long paidMinor() {
        return Objects.requireNonNull(Objects.requireNonNull(state).getPaidMinor());
    }

    BookedOrder placed(long at, long minor) {
        return take(new Placing(next(), at, "a1", "hash", minor, null));
    }

    BookedOrder notCalled(long at) {
        return take(new NotCalled(next(), at, "a1"));
    }

    BookedOrder says(Told word, long at) {
        return take(new GatewayReport(next(), at, word, null, null, null, channel, null, null));
    }

    BookedOrder paid(@Nullable Long minor, @Nullable Long paidAt, long at) {
        return paidAs("G-" + id, minor, paidAt, at);
    }

    BookedOrder paidAs(String gatewayOrder, @Nullable Long minor, @Nullable Long paidAt, long at) {
        return take(new GatewayReport(next(), at, Told.PAID, minor, null, gatewayOrder, channel, paidAt, null));
    }

    BookedOrder released(long minor, long at) {
        String seen = Objects.requireNonNull(state).getLastEvidence();
        return take(new OperatorDecision(next(), at, OperatorDecision.Action.RELEASE, minor, "it is right", seen));
    }

    BookedOrder refused(long at) {
        String seen = Objects.requireNonNull(state).getLastEvidence();
        return take(new OperatorDecision(next(), at, OperatorDecision.Action.REFUSE, null, "not ours", seen));
    }

    BookedOrder listed(String statement, int day, long at, int line, StatementTold word, @Nullable Long minor) {
        return take(new Listed(next(), at, statement, day, line, word, minor, null));
    }

    /** Something that is told once the statements are. */
    void afterStatements(Runnable telling) {
        later.add(telling);
    }

    void tellTheRest() {
        later.forEach(Runnable::run);
        later.clear();
    }

    private String next() {
        return kind + "-" + id + "-" + ++told;
    }

    private BookedOrder take(Evidence evidence) {
        OrderState before = state;
        OrderDecision decision = rules.decide(before, evidence, Policy.DEFAULT);
        OrderState after = decision.state();
        state = after;
        if (after != null && decision.changed()) {
            Judged.Believed believed = new Judged.Believed(
                    received(evidence), kind == EventKind.PAYOUT ? Kind.PAYOUT : Kind.PAYMENT, account, evidence, null);
            LedgerMove move = Moves.of(believed, id, before, decision, rules.isFinal(after.getStatus()));
            if (move != null) {
                moves.add(move);
            }
        }
        return this;
    }

    private Received received(Evidence evidence) {
        return Letter.own(evidence.id(), Source.CALLBACK, kind, account.name(), id)
                .at(Instant.ofEpochMilli(evidence.receivedAt()))
                .record();
    }
}
