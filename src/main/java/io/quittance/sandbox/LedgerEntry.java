package io.quittance.sandbox;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The truth about one order, whatever the gateway told anybody.
 *
 * @param number its place in the ledger, from 1
 * @param kind {@code payment} or {@code payout}
 * @param amountMinor what was ordered, in fen
 * @param truth what has become of it
 * @param paidMinor what was paid, in fen; 0 where it was not
 * @param paidAt when it was paid; null where it was not
 * @param skimmed whether the gateway keeps the payment to itself: paid, and called unpaid
 * @param mischief how the gateway was to misbehave with it
 */
public record LedgerEntry(
        long number,
        String gateway,
        String account,
        String kind,
        String order,
        String gatewayOrder,
        String channel,
        Instant placedAt,
        long amountMinor,
        Truth truth,
        long paidMinor,
        @Nullable Instant paidAt,
        boolean skimmed,
        Set<Mischief> mischief,
        Traffic traffic) {

    /** What is true of an order. */
    public enum Truth {
        WAITING,
        PAID,
        FAILED,
        EXPIRED
    }

    /**
     * What was sent to and fro about an order.
     *
     * @param placements requests to place it that were rightly signed, the first included
     * @param queries rightly signed questions
     * @param tooManyQueries those of them that came before the limit allowed
     * @param callbacksSent tries of genuine callbacks
     * @param forgeriesAcked forged or changed callbacks that were acknowledged, which none should be
     */
    public record Traffic(
            int placements,
            int queries,
            int tooManyQueries,
            int callbacksSent,
            int callbacksAcked,
            int forgeriesSent,
            int forgeriesAcked) {}

    /** What its records in the topics are kept by. */
    NewOrder.Key key() {
        return new NewOrder.Key(account, kind.equals(Flow.PAYOUT.path()) ? Flow.PAYOUT : Flow.PAYMENT, order);
    }

    Json json() {
        return new Json()
                .with("number", number)
                .with("gateway", gateway)
                .with("account", account)
                .with("kind", kind)
                .with("order", order)
                .with("gatewayOrder", gatewayOrder)
                .with("channel", channel)
                .with("placedAt", placedAt.toString())
                .with("amount", Yuan.twoDecimals(amountMinor))
                .with("truth", truth.name().toLowerCase(Locale.ROOT))
                .with("paidAmount", paidAt == null ? null : Yuan.twoDecimals(paidMinor))
                .with("paidAt", paidAt == null ? null : paidAt.toString())
                .with("skimmed", skimmed)
                .with("mischief", mischief.stream().map(Mischief::label).toList())
                .with("placements", traffic.placements())
                .with("queries", traffic.queries())
                .with("tooManyQueries", traffic.tooManyQueries())
                .with("callbacksSent", traffic.callbacksSent())
                .with("callbacksAcked", traffic.callbacksAcked())
                .with("forgeriesSent", traffic.forgeriesSent())
                .with("forgeriesAcked", traffic.forgeriesAcked());
    }
}
