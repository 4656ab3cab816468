package io.quittance.topology.balances;

import io.quittance.events.Coverage;
import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.OrderStatus;
import io.quittance.events.Payout;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moves of the account "shop"; times in milliseconds, amounts in fen. */
final class PlainMoves {
    static final String ACCOUNT = "shop";

    private PlainMoves() {}

    static LedgerMove payment(String order, long at, long receivedAt, long minor, long feeMinor) {
        return move(EventKind.PAYMENT, order, at, receivedAt, null, "r-" + order, minor, feeMinor);
    }

    static LedgerMove report(String id, long at, long receivedAt, long minor) {
        return move(EventKind.BALANCE, "", at, receivedAt, null, id, minor, 0);
    }

    /** A payout that was placed, or has changed without moving money. */
    static LedgerMove payout(
            String order, OrderStatus status, long placedAt, long receivedAt, long minor, long feeMinor) {
        Payout row = row(order, status, null, placedAt, receivedAt, minor, null);
        return move(EventKind.PAYOUT, order, receivedAt, receivedAt, row, "r-" + order + receivedAt, null, feeMinor);
    }

    /** A payout that was refused with that code. */
    static LedgerMove refused(String order, String code, long placedAt, long receivedAt, long minor) {
        Payout row = row(order, OrderStatus.REJECTED, code, placedAt, receivedAt, minor, null);
        return move(EventKind.PAYOUT, order, receivedAt, receivedAt, row, "r-" + order + receivedAt, null, 0);
    }

    /** A payout whose money left at that time. */
    static LedgerMove paidOut(String order, long placedAt, long at, long receivedAt, long minor, long feeMinor) {
        Payout row = row(order, OrderStatus.PAID, null, placedAt, receivedAt, minor, minor);
        return move(EventKind.PAYOUT, order, at, receivedAt, row, "r-" + order + receivedAt, minor, feeMinor);
    }

    private static LedgerMove move(
            EventKind kind,
            String order,
            long at,
            long receivedAt,
            @Nullable Payout row,
            String id,
            @Nullable Long minor,
            long feeMinor) {
        return new LedgerMove(
                ACCOUNT,
                kind,
                order,
                Instant.ofEpochMilli(at),
                Instant.ofEpochMilli(receivedAt),
                row,
                id,
                minor,
                feeMinor,
                null,
                null,
                null);
    }

    private static Payout row(
            String order,
            OrderStatus status,
            @Nullable String reason,
            long placedAt,
            long updatedAt,
            long orderedMinor,
            @Nullable Long paidMinor) {
        boolean paid = paidMinor != null;
        boolean ended = paid || status == OrderStatus.FAILED || status == OrderStatus.REJECTED;
        return new Payout(
                ACCOUNT,
                "jings",
                "20000",
                order,
                status,
                reason,
                ended,
                paid,
                orderedMinor,
                paidMinor,
                paid,
                "CNY",
                null,
                null,
                null,
                paid ? Instant.ofEpochMilli(updatedAt) : null,
                paid ? "r-" + order + updatedAt : null,
                "r-" + order + updatedAt,
                Instant.ofEpochMilli(placedAt),
                Instant.ofEpochMilli(updatedAt),
                Coverage.UNKNOWN,
                null,
                null,
                0L);
    }
}
