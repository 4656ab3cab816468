package io.quittance.topology.decisions;

import io.quittance.events.ConflictKind;
import io.quittance.events.Effect;
import io.quittance.events.OrderState;
import io.quittance.events.OrderStatus;
import io.quittance.events.StatementLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order's state while one piece of evidence is decided on. Lives for one decision; the state it began with is never changed. */
final class OrderDraft {
    /** So many of those facts are kept. */
    static final int MAX_FACTS = 32;

    private static final String MORE = "more";
    static final String NO_FURTHER = "; further ones are not published";

    final Amounts amounts = new Amounts();
    final Winner winner = new Winner();
    final GatewayOrders gatewayOrders = new GatewayOrders();
    OrderStatus status = OrderStatus.UNKNOWN;

    @Nullable String placedEvidence;

    @Nullable String paidEvidence;

    @Nullable String endEvidence;

    @Nullable String acceptedEvidence;

    @Nullable String rejectedEvidence;

    private final @Nullable OrderState before;
    private final Evidence evidence;
    private boolean changed;
    private boolean settledNow;
    private boolean isLastTold;
    private Effect quietEffect = Effect.SAME;
    private List<Clash> clashes = List.of();

    private @Nullable String reason;
    private @Nullable String channel;
    private @Nullable Long paidAt;
    private @Nullable Long heldAt;
    private boolean settled;
    private @Nullable Long settledAt;
    private @Nullable String settledBy;
    private List<String> facts = List.of();

    @Nullable StatementLine statement;

    OrderDraft(@Nullable OrderState before, Evidence evidence) {
        this.before = before;
        this.evidence = evidence;
        if (before != null) {
            copy(before);
        }
    }

    private void copy(OrderState state) {
        amounts.copy(state);
        status = state.getStatus();
        reason = state.getReason();
        gatewayOrders.copy(state);
        channel = state.getChannel();
        paidAt = state.getPaidAt();
        heldAt = state.getHeldAt();
        settled = state.getSettled();
        settledAt = state.getSettledAt();
        settledBy = state.getSettledBy();
        placedEvidence = state.getPlacedEvidence();
        paidEvidence = state.getPaidEvidence();
        endEvidence = state.getEndEvidence();
        acceptedEvidence = state.getAcceptedEvidence();
        rejectedEvidence = state.getRejectedEvidence();
        winner.copy(state);
        facts = state.getFacts();
        statement = state.getStatement();
    }

    /** Whether nothing was known of the order; its status is {@code UNKNOWN} then too. */
    boolean isNew() {
        return before == null;
    }

    /** The last evidence that brought something new, before this one; null where nothing was known. */
    @Nullable String lastEvidence() {
        return before == null ? null : before.getLastEvidence();
    }

    /** Makes the row of an order that was not known before; nothing else moves. */
    void open() {
        changed |= before == null;
    }

    /** The evidence brought something that must be kept, moving or not. */
    void learned() {
        changed = true;
    }

    /** The evidence said again what was known. */
    void repeated() {
        quietEffect = Effect.DUPLICATE;
    }

    /** The evidence did not apply. */
    void refused() {
        quietEffect = Effect.REFUSED;
    }

    void moveTo(OrderStatus next, @Nullable String why) {
        heldAt = next == OrderStatus.HELD && heldAt == null ? Long.valueOf(evidence.receivedAt()) : heldAt;
        status = next;
        reason = why;
        changed = true;
    }

    /** Takes over what a report that moves the order says of it besides its status. */
    void describe(GatewayReport report) {
        gatewayOrders.describe(report.gatewayOrder());
        channel = report.channel() == null ? channel : report.channel();
        paidAt = report.paidAt() == null ? paidAt : report.paidAt();
        amounts.ordered = report.orderedMinor() == null ? amounts.ordered : report.orderedMinor();
    }

    /** The one settlement, at that amount. */
    void settle(long amountMinor, boolean stated, @Nullable String why) {
        amounts.settle(amountMinor, stated);
        settled = true;
        settledNow = true;
        settledAt = evidence.receivedAt();
        settledBy = evidence.id();
        moveTo(OrderStatus.PAID, why);
    }

    /** Takes note of how the gateway calls the order, whatever else comes of the report. */
    void hear(GatewayReport report) {
        changed |= gatewayOrders.hear(report);
    }

    /** The gateway's id in the first paid report that names one. */
    void namePaid(String id) {
        gatewayOrders.paid = id;
        changed = true;
    }

    /** Whether that fact of a conflict has been published. */
    boolean noted(String fact) {
        return facts.contains(fact);
    }

    /** Notes one of facts that can be many; true where it is new. Of more than are kept only the first is. */
    boolean noteOneOfMany(String fact) {
        if (noted(fact) || noted(MORE)) {
            return false;
        }
        if (facts.size() >= MAX_FACTS) {
            isLastTold = true;
            return note(MORE);
        }
        return note(fact);
    }

    /** What the words of a conflict about such a fact end with: the last one that is published says so. */
    String ending() {
        return isLastTold ? NO_FURTHER : "";
    }

    /** The same of a conflict about an amount that was not stated before. */
    String amountEnding() {
        return isLastTold || amounts.isFull() ? NO_FURTHER : "";
    }

    /** Notes a fact of a conflict; true where it is new. */
    boolean note(String fact) {
        if (noted(fact)) {
            return false;
        }
        facts = Amounts.with(facts, fact);
        changed = true;
        return true;
    }

    void raise(
            ConflictKind kind,
            @Nullable String otherId,
            @Nullable Long reportMinor,
            @Nullable Long otherMinor,
            String detail) {
        if (clashes.isEmpty()) {
            clashes = new ArrayList<>(2);
        }
        clashes.add(new Clash(kind, otherId, reportMinor, otherMinor, detail));
        changed = true;
    }

    /** What was decided. */
    OrderDecision decision() {
        OrderStatus from = before == null ? null : before.getStatus();
        if (!changed) {
            return new OrderDecision(before, false, quietEffect, from, from, false, List.of(), gatewayOrders.claim());
        }
        return new OrderDecision(state(), true, effect(from), from, status, settledNow, clashes, gatewayOrders.claim());
    }

    private Effect effect(@Nullable OrderStatus from) {
        if (from != status) {
            return Effect.MOVED;
        }
        return clashes.isEmpty() ? Effect.SAME : Effect.CONFLICT;
    }

    private OrderState state() {
        return new OrderState(
                status,
                reason,
                amounts.placed,
                amounts.ordered,
                amounts.paid,
                amounts.others,
                amounts.confirmed,
                gatewayOrders.named,
                gatewayOrders.paid,
                gatewayOrders.all(),
                channel,
                paidAt,
                heldAt,
                settled,
                settledAt,
                settledBy,
                placedEvidence,
                paidEvidence,
                endEvidence,
                acceptedEvidence,
                rejectedEvidence,
                evidence.id(),
                before == null ? evidence.receivedAt() : before.getFirstReceivedAt(),
                evidence.receivedAt(),
                winner.attempt,
                winner.requestHash,
                before == null ? 1L : before.getRevision() + 1,
                facts,
                winner.leaseUntil,
                winner.answered,
                before == null ? null : before.getAsking(),
                statement);
    }
}
