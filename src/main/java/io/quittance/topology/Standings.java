package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.events.OrderState;
import io.quittance.events.OrderStatus;
import io.quittance.events.Standing;
import io.quittance.events.StatementLine;
import io.quittance.gateways.BeijingDay;
import io.quittance.gateways.Kind;
import io.quittance.topology.decisions.OrderBreaks;
import org.jspecify.annotations.Nullable;

/** Where orders and payouts of one account stand in its books: what their states mean there. */
final class Standings {
    private static final String NO_CHANNEL = "";

    private final Account account;
    private final Kind kind;

    Standings(Account account, Kind kind) {
        this.account = account;
        this.kind = kind;
    }

    /** Where an order in that state stands; null where nothing is known of it, or its only placing never went out. */
    @Nullable Standing of(@Nullable OrderState state) {
        if (state == null || isFreed(state)) {
            return null;
        }
        StatementLine line = state.getStatement();
        long at = at(state);
        int day = day(state, line, at);
        long minor = minor(state, line);
        String channel = state.getChannel();
        return new Standing(
                state.getStatus(),
                BeijingDay.of(state.getFirstReceivedAt()),
                state.getPlacedMinor(),
                day,
                at,
                paidAfter(state),
                minor,
                fee(state, minor),
                channel == null ? NO_CHANNEL : channel,
                line == null ? null : line.getId(),
                OrderBreaks.of(OrderRows.kind(kind), state, day));
    }

    private static boolean isFreed(OrderState state) {
        return state.getStatus() == OrderStatus.PLACED && state.getWinner() == null && state.getStatement() == null;
    }

    private static int day(OrderState state, @Nullable StatementLine line, long at) {
        if (state.getSettledAt() != null) {
            return BeijingDay.of(at);
        }
        return line == null ? BeijingDay.of(state.getFirstReceivedAt()) : line.getDay();
    }

    /** When it was paid by the gateway's word, else when it was first said to be, else when it was first heard of. */
    private static long at(OrderState state) {
        Long saidAt = saidAt(state);
        Long paidAt = state.getPaidAt();
        if (saidAt == null) {
            return state.getFirstReceivedAt();
        }
        return paidAt == null ? saidAt : Math.min(paidAt, saidAt);
    }

    private static @Nullable Long paidAfter(OrderState state) {
        Long saidAt = saidAt(state);
        long heardAt = heardAt(state);
        return saidAt == null || state.getPaidAt() != null || heardAt >= saidAt ? null : Long.valueOf(heardAt);
    }

    /** What was first heard of in a statement is as old as the day of that. */
    private static long heardAt(OrderState state) {
        long heardAt = state.getFirstReceivedAt();
        StatementLine line = state.getStatement();
        return line == null || line.getReceivedAt() > heardAt
                ? heardAt
                : Math.min(heardAt, BeijingDay.start(line.getDay()));
    }

    /** When we were first told that it was paid; null where we never were. */
    private static @Nullable Long saidAt(OrderState state) {
        Long heldAt = state.getHeldAt();
        Long settledAt = state.getSettledAt();
        if (heldAt == null || settledAt == null) {
            return heldAt == null ? settledAt : heldAt;
        }
        return Math.min(heldAt, settledAt);
    }

    private static long minor(OrderState state, @Nullable StatementLine line) {
        Long known = state.getPaidMinor();
        known = known == null ? state.getPlacedMinor() : known;
        known = known == null ? state.getStatedMinor() : known;
        known = known == null && line != null ? line.getMinor() : known;
        return known == null ? 0 : known;
    }

    private long fee(OrderState state, long minor) {
        Long judgedAt = state.getSettledAt() == null ? state.getHeldAt() : state.getSettledAt();
        return account.feeMinor(
                kind, state.getChannel(), minor, judgedAt == null ? state.getFirstReceivedAt() : judgedAt);
    }
}
