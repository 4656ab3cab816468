package io.quittance.sandbox;

import io.quittance.events.ConflictKind;
import io.quittance.events.OrderStatus;
import io.quittance.sandbox.LedgerEntry.Truth;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Entries of a ledger, one of each kind that matters, and what the topics say where all went well. */
final class Entries {
    static final LedgerEntry PAID = entry("JH1-1", Flow.PAYMENT, Truth.PAID, 10_000, false);
    static final LedgerEntry PAID_OUT = entry("LH1-2", Flow.PAYOUT, Truth.PAID, 10_000, false);
    static final LedgerEntry WRONG_AMOUNT = entry("JH1-3", Flow.PAYMENT, Truth.PAID, 9_999, false);
    static final LedgerEntry SKIMMED = entry("JH1-4", Flow.PAYMENT, Truth.PAID, 10_000, true);
    static final LedgerEntry FAILED = entry("LH1-5", Flow.PAYMENT, Truth.FAILED, 0, false);
    static final LedgerEntry EXPIRED = entry("JS1-6", Flow.PAYMENT, Truth.EXPIRED, 0, false);
    static final LedgerEntry WAITING = entry("LH1-7", Flow.PAYMENT, Truth.WAITING, 0, false);
    static final List<LedgerEntry> ALL = List.of(PAID, PAID_OUT, WRONG_AMOUNT, SKIMMED, FAILED, EXPIRED, WAITING);

    static final List<PlacedOrder> PLACED = ALL.stream()
            .map(entry -> new PlacedOrder(entry.key(), PlacingState.ACCEPTED))
            .toList();

    private Entries() {}

    static LedgerEntry entry(String order, Flow flow, Truth truth, long paidMinor, boolean skimmed) {
        Gateway gateway = Arrays.stream(Gateway.values())
                .filter(one -> order.startsWith(one.orderPrefix()))
                .findFirst()
                .orElseThrow();
        return new LedgerEntry(
                1,
                gateway.dialect(),
                gateway.account(),
                flow.path(),
                order,
                "S" + order,
                "2",
                Instant.parse("2026-03-01T00:00:00Z"),
                10_000,
                truth,
                paidMinor,
                null,
                skimmed,
                Set.of(),
                new LedgerEntry.Traffic(1, 0, 0, 0, 0, 0, 0));
    }

    /** The same with one genuine callback that was acknowledged. */
    static LedgerEntry acknowledged(LedgerEntry entry) {
        return new LedgerEntry(
                entry.number(),
                entry.gateway(),
                entry.account(),
                entry.kind(),
                entry.order(),
                entry.gatewayOrder(),
                entry.channel(),
                entry.placedAt(),
                entry.amountMinor(),
                entry.truth(),
                entry.paidMinor(),
                entry.paidAt(),
                entry.skimmed(),
                entry.mischief(),
                new LedgerEntry.Traffic(1, 0, 0, 1, 1, 0, 0));
    }

    /** What is in the topics where all of these are as they must be. */
    static Observed seen() {
        Observed observed = new Observed();
        observed.row(PAID.key(), OrderStatus.PAID);
        observed.settlement(PAID.key(), 10_000);
        observed.row(PAID_OUT.key(), OrderStatus.PAID);
        observed.settlement(PAID_OUT.key(), 10_000);
        observed.row(WRONG_AMOUNT.key(), OrderStatus.HELD);
        observed.conflict(WRONG_AMOUNT.key(), ConflictKind.AMOUNT_MISMATCH);
        observed.row(SKIMMED.key(), OrderStatus.PENDING);
        observed.conflict(SKIMMED.key(), ConflictKind.UNRESOLVED);
        observed.row(FAILED.key(), OrderStatus.FAILED);
        observed.row(EXPIRED.key(), OrderStatus.EXPIRED);
        observed.row(WAITING.key(), OrderStatus.PLACED);
        return observed;
    }
}
