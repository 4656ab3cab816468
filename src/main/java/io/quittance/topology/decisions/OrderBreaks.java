package io.quittance.topology.decisions;

import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.OrderBreak;
import io.quittance.events.OrderState;
import io.quittance.events.OrderStatus;
import io.quittance.events.StatementLine;
import io.quittance.gateways.Yuan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In what an order as we decided it and the gateway's word of it differ: its answers and callbacks on one side, the newest statement that
 * lists the order on the other. A pure function of the order's state, at most one of each type.
 */
public final class OrderBreaks {
    private static final String FAILED_AFTER = Conflicts.CONTRADICTION + OrderStatus.FAILED;
    private static final String EXPIRED_AFTER = Conflicts.CONTRADICTION + OrderStatus.EXPIRED;

    private final EventKind kind;
    private final OrderState state;
    private final int day;
    private final Map<BreakType, OrderBreak> found = new EnumMap<>(BreakType.class);

    private OrderBreaks(EventKind kind, OrderState state, int day) {
        this.kind = kind;
        this.state = state;
        this.day = day;
    }

    /**
     * The breaks of an order or payout in that state, in the order of their types.
     *
     * @param day the day in Beijing that the order belongs to, in days since 1970-01-01
     */
    public static List<OrderBreak> of(EventKind kind, OrderState state, int day) {
        if (isPlain(kind, state)) {
            return List.of();
        }
        OrderBreaks breaks = new OrderBreaks(kind, state, day);
        breaks.look();
        return new ArrayList<>(breaks.found.values());
    }

    /** Nearly every order is: nothing but what fits was ever said of it. */
    private static boolean isPlain(EventKind kind, OrderState state) {
        return state.getStatement() == null
                && state.getFacts().isEmpty()
                && state.getOtherMinors().isEmpty()
                && state.getStatus() != OrderStatus.HELD
                && state.getStatus() != OrderStatus.REFUSED
                && (kind != EventKind.PAYOUT || isAtItsAmount(state));
    }

    private static boolean isAtItsAmount(OrderState state) {
        Long placed = state.getPlacedMinor();
        return state.getStatus() != OrderStatus.PAID || placed == null || placed.equals(state.getPaidMinor());
    }

    private void look() {
        StatementLine line = state.getStatement();
        if (line != null) {
            compare(line);
        }
        lookAtAmounts();
        lookAtReports();
    }

    private void compare(StatementLine line) {
        switch (line.getTold()) {
            case PAID -> listedAsPaid(line);
            case FAILED, EXPIRED -> {
                if (isExpectedToPay()) {
                    statusDiffers(line);
                }
            }
            case PENDING -> {
                if (state.getStatus() == OrderStatus.PAID && day <= line.getDay()) {
                    statusDiffers(line);
                }
            }
            case UNKNOWN -> {}
        }
        if (line.getPaidTwice()) {
            add(
                    BreakType.DUPLICATE_PAYMENT,
                    state.getPaidMinor(),
                    line.getOtherMinor(),
                    "the statement lists it as paid more than once");
        }
    }

    private void listedAsPaid(StatementLine line) {
        Long paid = state.getPaidMinor();
        Long listed = line.getMinor();
        if (state.getStatus() != OrderStatus.PAID) {
            add(
                    BreakType.PAID_THERE_NOT_HERE,
                    null,
                    listed,
                    "the statement says paid; here it is " + state.getStatus());
        }
        boolean counts = state.getStatus() == OrderStatus.PAID || state.getStatus() == OrderStatus.HELD;
        if (counts && listed != null && paid != null && !listed.equals(paid)) {
            String here = state.getStatus() == OrderStatus.PAID ? "settled at " : "held at ";
            add(
                    BreakType.AMOUNT_DIFFERS,
                    paid,
                    listed,
                    here + Yuan.text(paid) + ", the statement says " + Yuan.text(listed));
        }
    }

    private void statusDiffers(StatementLine line) {
        add(
                BreakType.STATUS_DIFFERS,
                state.getPaidMinor(),
                line.getMinor(),
                "the statement says " + line.getTold() + "; here it is " + state.getStatus());
    }

    /** Open or paid; of an order that only the statement knows nothing was expected. */
    private boolean isExpectedToPay() {
        return switch (state.getStatus()) {
            case PLACED, PENDING, ACCEPTED, HELD, PAID -> true;
            case UNKNOWN, FAILED, EXPIRED, REJECTED, REFUSED -> false;
        };
    }

    private void lookAtAmounts() {
        Long paid = state.getPaidMinor();
        Long placed = state.getPlacedMinor();
        boolean mismatch = PaymentRules.AMOUNT_MISMATCH.equals(state.getReason());
        if (state.getStatus() == OrderStatus.HELD && mismatch) {
            Long ordered = placed == null ? state.getStatedMinor() : placed;
            add(BreakType.AMOUNT_DIFFERS, ordered, paid, "held: paid and ordered amount differ");
        }
        if (!state.getOtherMinors().isEmpty()) {
            Long other = state.getOtherMinors().getFirst();
            add(BreakType.AMOUNT_DIFFERS, paid, stated(other), "several paid amounts were stated");
        }
        if (kind == EventKind.PAYOUT && !isAtItsAmount(state)) {
            add(BreakType.AMOUNT_DIFFERS, placed, paid, "placed at another amount than was paid out");
        }
    }

    private static @Nullable Long stated(Long other) {
        return other.equals(Amounts.MORE) ? null : other;
    }

    private void lookAtReports() {
        boolean held = state.getStatus() == OrderStatus.HELD && !PaymentRules.AMOUNT_MISMATCH.equals(state.getReason());
        if (held || state.getStatus() == OrderStatus.REFUSED) {
            add(
                    BreakType.PAID_THERE_NOT_HERE,
                    null,
                    state.getPaidMinor(),
                    "the gateway reported it as paid; here it is " + state.getStatus());
        }
        for (String fact : state.getFacts()) {
            if (fact.startsWith(Conflicts.GATEWAY_ORDER)) {
                add(
                        BreakType.DUPLICATE_PAYMENT,
                        state.getPaidMinor(),
                        null,
                        "paid under more than one order of the gateway's");
            }
            if (kind == EventKind.PAYMENT && (fact.equals(FAILED_AFTER) || fact.equals(EXPIRED_AFTER))) {
                add(
                        BreakType.SUSPECTED_SKIMMING,
                        state.getPaidMinor(),
                        null,
                        "reported as not paid after it had been reported as paid");
            }
            boolean wasPaid = state.getStatus() == OrderStatus.PAID || state.getStatus() == OrderStatus.HELD;
            if (kind == EventKind.PAYOUT && wasPaid && fact.equals(FAILED_AFTER)) {
                add(
                        BreakType.STATUS_DIFFERS,
                        state.getPaidMinor(),
                        null,
                        "reported as not paid after it had been reported as paid");
            }
        }
    }

    /** The first word on a type counts. */
    private void add(BreakType type, @Nullable Long oursMinor, @Nullable Long theirsMinor, String detail) {
        found.putIfAbsent(type, new OrderBreak(type, oursMinor, theirsMinor, detail));
    }
}
