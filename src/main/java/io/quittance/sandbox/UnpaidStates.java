package io.quittance.sandbox;

import io.quittance.events.ConflictKind;
import io.quittance.events.OrderStatus;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The states that an order may be in that must not settle: those that its gateway has told, or is yet to tell. */
final class UnpaidStates {
    private UnpaidStates() {}

    /** The states that are right for an order that is waiting, failed, expired or skimmed. */
    static Set<OrderStatus> of(LedgerEntry entry, Observed.Seen seen) {
        Set<OrderStatus> end = switch (entry.truth()) {
            case PAID, WAITING -> Set.of();
            case FAILED -> failed(entry);
            case EXPIRED -> expired(entry);
        };
        EnumSet<OrderStatus> right = EnumSet.noneOf(OrderStatus.class);
        right.addAll(end);
        // What was asked about in vain until asking ended is for a person to see, and stays open.
        if (end.isEmpty() || mayBeUntold(entry) || seen.conflicts().contains(ConflictKind.UNRESOLVED)) {
            right.addAll(open(entry));
        }
        return Collections.unmodifiableSet(right);
    }

    /** The answers of yijuhe, jings and juhe call a failed order unpaid; zonghe's callback and lianhe's answers call it failed. */
    private static Set<OrderStatus> failed(LedgerEntry entry) {
        return switch (gateway(entry)) {
            case YIJUHE, JINGS, JUHE -> Set.of();
            case ZONGHE, LIANHE -> Set.of(OrderStatus.FAILED);
        };
    }

    /** The answers of yijuhe, zonghe and juhe call an expired order unpaid; lianhe has one word for failed and expired. */
    private static Set<OrderStatus> expired(LedgerEntry entry) {
        return switch (gateway(entry)) {
            case YIJUHE, ZONGHE, JUHE -> Set.of();
            case JINGS -> Set.of(OrderStatus.EXPIRED);
            case LIANHE -> Set.of(OrderStatus.FAILED);
        };
    }

    /** Only a callback of zonghe calls an order failed; while it is lost or not acknowledged, nobody can know. */
    private static boolean mayBeUntold(LedgerEntry entry) {
        // A callback with an odd status is acknowledged once as well.
        int others = entry.mischief().contains(Mischief.ODD_STATUS) ? 1 : 0;
        return gateway(entry) == Gateway.ZONGHE && entry.traffic().callbacksAcked() <= others;
    }

    private static Set<OrderStatus> open(LedgerEntry entry) {
        return switch (entry.key().flow()) {
            case PAYMENT -> EnumSet.of(OrderStatus.PLACED, OrderStatus.PENDING);
            case PAYOUT -> EnumSet.of(OrderStatus.PLACED, OrderStatus.ACCEPTED);
        };
    }

    private static Gateway gateway(LedgerEntry entry) {
        return Gateway.ofDialect(entry.gateway())
                .orElseThrow(() -> new IllegalArgumentException("there is no gateway " + entry.gateway()));
    }
}
