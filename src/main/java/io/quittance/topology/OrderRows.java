package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.events.Conflict;
import io.quittance.events.Coverage;
import io.quittance.events.EventKind;
import io.quittance.events.Order;
import io.quittance.events.OrderState;
import io.quittance.events.Payout;
import io.quittance.events.Settlement;
import io.quittance.gateways.Kind;
import io.quittance.topology.decisions.Clash;
import io.quittance.topology.decisions.OrderDecision;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one order or payout from its decided state: what the topics say of it. */
final class OrderRows {
    private static final String CURRENCY = "CNY";

    private final Account account;
    private final String order;
    private final Judged.Believed believed;

    OrderRows(Judged.Believed believed, String order) {
        this.account = believed.account();
        this.order = order;
        this.believed = believed;
    }

    static EventKind kind(Kind kind) {
        return switch (kind) {
            case PAYMENT -> EventKind.PAYMENT;
            case PAYOUT -> EventKind.PAYOUT;
            case BALANCE -> EventKind.BALANCE;
        };
    }

    Order order(OrderState state, boolean ended) {
        return order(account, order, state, ended);
    }

    /** The row of an order; of a payout, what it has in common with one. */
    static Order order(Account account, String order, OrderState state, boolean ended) {
        return new Order(
                account.name(),
                account.gateway().dialect().name(),
                account.gateway().merchant(),
                order,
                state.getStatus(),
                state.getReason(),
                ended,
                state.getSettled(),
                ordered(state),
                state.getPaidMinor(),
                state.getAmountConfirmed(),
                CURRENCY,
                state.getGatewayOrder(),
                state.getChannel(),
                time(state.getPaidAt()),
                time(state.getSettledAt()),
                state.getSettledBy(),
                state.getLastEvidence(),
                Instant.ofEpochMilli(state.getFirstReceivedAt()),
                Instant.ofEpochMilli(state.getUpdatedAt()));
    }

    /** The payout's row on its way to the balance join, which alone writes it out. */
    Payout payout(OrderState state, boolean ended) {
        return new Payout(
                account.name(),
                gateway(),
                merchant(),
                order,
                state.getStatus(),
                state.getReason(),
                ended,
                state.getSettled(),
                ordered(state),
                state.getPaidMinor(),
                state.getAmountConfirmed(),
                CURRENCY,
                state.getGatewayOrder(),
                state.getChannel(),
                time(state.getPaidAt()),
                time(state.getSettledAt()),
                state.getSettledBy(),
                state.getLastEvidence(),
                Instant.ofEpochMilli(state.getFirstReceivedAt()),
                Instant.ofEpochMilli(state.getUpdatedAt()),
                Coverage.UNKNOWN,
                null,
                null,
                state.getRevision());
    }

    /** The settlement of a state that this very evidence settled. */
    Settlement settlement(OrderState state) {
        return new Settlement(
                kind(believed.kind()),
                account.name(),
                gateway(),
                merchant(),
                order,
                state.getPaidMinor(),
                CURRENCY,
                state.getAmountConfirmed(),
                state.getGatewayOrder(),
                state.getChannel(),
                time(state.getPaidAt()),
                time(state.getHeldAt()),
                Instant.ofEpochMilli(state.getSettledAt()),
                state.getSettledBy(),
                believed.keyId());
    }

    List<Conflict> conflicts(OrderDecision decision) {
        if (decision.clashes().isEmpty()) {
            return List.of();
        }
        return decision.clashes().stream().map(this::conflict).collect(Collectors.toList());
    }

    private Conflict conflict(Clash clash) {
        return new Conflict(
                clash.kind(),
                kind(believed.kind()),
                account.name(),
                order,
                believed.received().getId(),
                clash.otherId(),
                clash.reportMinor(),
                clash.otherMinor(),
                clash.detail(),
                believed.received().getReceivedAt());
    }

    private String gateway() {
        return account.gateway().dialect().name();
    }

    private String merchant() {
        return account.gateway().merchant();
    }

    private static @Nullable Long ordered(OrderState state) {
        Long placed = state.getPlacedMinor();
        return placed == null ? state.getStatedMinor() : placed;
    }

    private static @Nullable Instant time(@Nullable Long epochMillis) {
        return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis);
    }
}
