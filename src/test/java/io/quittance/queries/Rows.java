package io.quittance.queries;

import io.quittance.events.Conflict;
import io.quittance.events.ConflictKind;
import io.quittance.events.Coverage;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.Order;
import io.quittance.events.OrderStatus;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Payout;
import io.quittance.events.Source;
import java.time.Instant;

/** Rows as the topology writes them, for tests of the views. */
final class Rows {
    static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    private Rows() {}

    static Order pending(String account, String order) {
        return order(account, order).build();
    }

    static Order paid(String account, String order) {
        return order(account, order)
                .setStatus(OrderStatus.PAID)
                .setFinal$(true)
                .setSettled(true)
                .setPaidMinor(10_000L)
                .setAmountConfirmed(true)
                .setGatewayOrder("G-" + order)
                .setPaidAt(AT.minusSeconds(5))
                .setSettledAt(AT)
                .setSettledBy("id-paid")
                .setLastEvidence("id-paid")
                .build();
    }

    private static Order.Builder order(String account, String order) {
        return Order.newBuilder()
                .setAccount(account)
                .setGateway("yijuhe")
                .setMerchant("20000")
                .setOrder(order)
                .setStatus(OrderStatus.PENDING)
                .setFinal$(false)
                .setSettled(false)
                .setOrderedMinor(10_000L)
                .setAmountConfirmed(false)
                .setCurrency("CNY")
                .setLastEvidence("id-pending")
                .setFirstReceivedAt(AT.minusSeconds(60))
                .setUpdatedAt(AT);
    }

    static Payout accepted(String account, String order) {
        return Payout.newBuilder()
                .setAccount(account)
                .setGateway("juhe")
                .setMerchant("20000")
                .setOrder(order)
                .setStatus(OrderStatus.ACCEPTED)
                .setFinal$(false)
                .setSettled(false)
                .setOrderedMinor(5L)
                .setAmountConfirmed(false)
                .setCurrency("CNY")
                .setLastEvidence("id-accepted")
                .setFirstReceivedAt(AT)
                .setUpdatedAt(AT)
                .setCoverage(Coverage.SHORT)
                .setBalanceMinor(-150L)
                .setBalanceAt(AT)
                .setRevision(3L)
                .build();
    }

    static Outcome.Builder outcome(String id, long offset) {
        return Outcome.newBuilder()
                .setId(id)
                .setReceivedPartition(0)
                .setReceivedOffset(offset)
                .setSource(Source.CALLBACK)
                .setKind(EventKind.PAYMENT)
                .setVerdict(OutcomeVerdict.VERIFIED)
                .setEffect(Effect.MOVED)
                .setSettled(false);
    }

    static Conflict.Builder conflict(String id) {
        return Conflict.newBuilder()
                .setConflict(ConflictKind.AMOUNT_CHANGED)
                .setKind(EventKind.PAYMENT)
                .setAccount("yi-main")
                .setOrder("A1")
                .setReportId(id)
                .setOtherReportId("id-paid")
                .setReportMinor(9_999L)
                .setOtherMinor(10_000L)
                .setDetail("another amount than before")
                .setRaisedAt(AT);
    }
}
