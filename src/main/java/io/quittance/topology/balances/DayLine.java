package io.quittance.topology.balances;

import io.quittance.events.OrderStatus;
import io.quittance.events.Reconciliation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of the books of a day while it changes. */
final class DayLine {
    private final Reconciliation before;
    private final Count placed;
    private final Count settled;
    private final Count held;
    private final Count failed;
    private final Count unresolved;
    private long feesMinor;
    private @Nullable Report opening;
    private @Nullable Report closing;
    private long movedMinor;
    private long unsettledMinor;
    private @Nullable String paymentStatement;
    private @Nullable String payoutStatement;

    DayLine(Reconciliation before) {
        this.before = before;
        placed = new Count(before.getPlacedCount(), before.getPlacedMinor());
        settled = new Count(before.getSettledCount(), before.getSettledMinor());
        held = new Count(before.getHeldCount(), before.getHeldMinor());
        failed = new Count(before.getFailedCount(), before.getFailedMinor());
        unresolved = new Count(before.getUnresolvedCount(), before.getUnresolvedMinor());
        feesMinor = before.getFeesMinor();
        opening = report(before.getOpeningAt(), before.getOpeningMinor());
        closing = report(before.getClosingAt(), before.getClosingMinor());
        movedMinor = before.getMovedMinor() == null ? 0 : before.getMovedMinor();
        unsettledMinor = before.getUnsettledMinor() == null ? 0 : before.getUnsettledMinor();
        paymentStatement = before.getPaymentStatement();
        payoutStatement = before.getPayoutStatement();
    }

    private static final class Count {
        private long count;
        private long minor;

        Count(long count, long minor) {
            this.count = count;
            this.minor = minor;
        }
    }

    /** One order more that was placed, or one fewer. */
    void placed(int sign, long minor) {
        add(placed, sign, minor);
    }

    /** One order more that stands so, or one fewer. */
    void stands(OrderStatus status, int sign, long minor, long feeMinor) {
        switch (status) {
            case PAID -> {
                add(settled, sign, minor);
                feesMinor += sign * feeMinor;
            }
            case HELD -> add(held, sign, minor);
            case FAILED, EXPIRED, REJECTED, REFUSED -> add(failed, sign, minor);
            case UNKNOWN, PLACED, PENDING, ACCEPTED -> add(unresolved, sign, minor);
        }
    }

    private static void add(Count to, int sign, long minor) {
        to.count += sign;
        to.minor += sign * minor;
    }

    /** What the balance did: from the first report to the last, and what came to it in between as far as is known. */
    void reported(Report from, Report to, Sums between) {
        opening = from;
        closing = to;
        movedMinor = between.net();
        unsettledMinor = between.unsettled();
    }

    /** That payment statement is whole, or none is. */
    void paymentStatement(@Nullable String id) {
        paymentStatement = id;
    }

    /** That payout statement is whole, or none is. */
    void payoutStatement(@Nullable String id) {
        payoutStatement = id;
    }

    /** Whether there is nothing in it, so that it need not be. */
    boolean isNothing() {
        long orders = placed.count + settled.count + held.count + failed.count + unresolved.count;
        return orders == 0 && closing == null && paymentStatement == null && payoutStatement == null;
    }

    Reconciliation row() {
        Report from = opening;
        Report to = closing;
        boolean hasBoth = from != null && to != null;
        return new Reconciliation(
                before.getAccount(),
                before.getGateway(),
                before.getMerchant(),
                before.getDate(),
                before.getKind(),
                before.getChannel(),
                before.getCurrency(),
                placed.count,
                placed.minor,
                settled.count,
                settled.minor,
                feesMinor,
                held.count,
                held.minor,
                failed.count,
                failed.minor,
                unresolved.count,
                unresolved.minor,
                from == null ? null : from.minor(),
                from == null ? null : Instant.ofEpochMilli(from.at()),
                to == null ? null : to.minor(),
                to == null ? null : Instant.ofEpochMilli(to.at()),
                hasBoth ? movedMinor : null,
                hasBoth ? unsettledMinor : null,
                from == null || to == null ? null : to.minor() - from.minor() - movedMinor - unsettledMinor,
                paymentStatement,
                payoutStatement);
    }

    private static @Nullable Report report(@Nullable Instant at, @Nullable Long minor) {
        return at == null || minor == null
                ? null
                : new Report(at.toEpochMilli(), "", minor, at.toEpochMilli(), at.toEpochMilli());
    }
}
