package io.quittance.topology.balances;

import io.quittance.events.Coverage;
import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.Payout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The join as one would write it on a sheet of paper: it keeps every move and answers each question by looking at all of them. It shares
 * nothing with the join but the moves.
 */
final class PlainLedger {
    private final long grace;
    private final List<LedgerMove> reports = new ArrayList<>();
    private final List<LedgerMove> money = new ArrayList<>();
    private final Map<String, List<LedgerMove>> payouts = new TreeMap<>();

    PlainLedger(long grace) {
        this.grace = grace;
    }

    record Covered(
            Coverage coverage,
            @Nullable Long balance,
            @Nullable Long balanceAt) {}

    record Sheet(
            @Nullable Long reported,
            @Nullable Long reportedAt,
            long in,
            long out,
            long fees,
            @Nullable Long projected,
            long inFlight,
            @Nullable Long available,
            @Nullable Long drift) {}

    void take(LedgerMove move) {
        if (move.getKind() == EventKind.BALANCE) {
            reports.add(move);
            return;
        }
        if (move.getKind() == EventKind.PAYOUT) {
            payouts.computeIfAbsent(move.getOrder(), order -> new ArrayList<>()).add(move);
        }
        boolean known = money.stream().anyMatch(other -> isSameOrder(other, move));
        if (move.getAmountMinor() != null && !known) {
            money.add(move);
        }
    }

    /** The ids of what was received later than the grace period allows. */
    Set<String> late() {
        return Stream.concat(reports.stream(), money.stream())
                .filter(this::isLate)
                .map(LedgerMove::getId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Covered coverage(String order) {
        LedgerMove own = story(order).getLast();
        Payout row = own.getPayout();
        long placed = placed(order);
        LedgerMove base = reports.stream()
                .filter(report -> known(report) <= placed)
                .max(byTime())
                .orElse(null);
        if (base == null) {
            return new Covered(Coverage.UNKNOWN, null, null);
        }
        long balance = base.getAmountMinor();
        for (LedgerMove move : money) {
            boolean held = isSameOrder(move, own) && at(move) < at(base) && at(move) < placed;
            balance -= held ? net(move) : 0;
            boolean counts = at(move) >= at(base) && isBefore(known(move), move.getOrder(), placed, order);
            balance += counts && !isSameOrder(move, own) ? net(move) : 0;
        }
        for (String other : payouts.keySet()) {
            for (Held held : held(other)) {
                boolean begun = isBefore(held.from, other, placed, order);
                boolean over = held.to != null && isBefore(held.to, other, placed, order);
                balance -= begun && !over ? held.minor : 0;
            }
        }
        Coverage coverage = balance >= row.getOrderedMinor() + own.getFeeMinor() ? Coverage.COVERED : Coverage.SHORT;
        return new Covered(coverage, balance, at(base));
    }

    Sheet at(long time) {
        LedgerMove base = upTo(time, null);
        long from = base == null ? Long.MIN_VALUE : at(base);
        long in = 0;
        long out = 0;
        long fees = 0;
        for (LedgerMove move : money) {
            if (at(move) >= from && at(move) <= time) {
                in += move.getKind() == EventKind.PAYMENT ? move.getAmountMinor() : 0;
                out += move.getKind() == EventKind.PAYOUT ? move.getAmountMinor() : 0;
                fees += move.getFeeMinor();
            }
        }
        long inFlight = 0;
        for (String order : payouts.keySet()) {
            for (Held held : held(order)) {
                inFlight += held.from <= time && (held.to == null || held.to > time) ? held.minor : 0;
            }
        }
        if (base == null) {
            return new Sheet(null, null, in, out, fees, null, inFlight, null, null);
        }
        long projected = base.getAmountMinor() + in - out - fees;
        return new Sheet(
                base.getAmountMinor(), at(base), in, out, fees, projected, inFlight, projected - inFlight, drift(base));
    }

    private @Nullable Long drift(LedgerMove report) {
        LedgerMove earlier = upTo(Long.MAX_VALUE, report);
        if (earlier == null) {
            return null;
        }
        long expected = earlier.getAmountMinor();
        for (LedgerMove move : money) {
            expected += at(move) >= at(earlier) && at(move) < at(report) ? net(move) : 0;
        }
        return report.getAmountMinor() - expected;
    }

    /** The newest report of that time or before, and before that other one. */
    private @Nullable LedgerMove upTo(long time, @Nullable LedgerMove before) {
        return reports.stream()
                .filter(report -> at(report) <= time)
                .filter(report -> before == null || byTime().compare(report, before) < 0)
                .max(byTime())
                .orElse(null);
    }

    private List<LedgerMove> story(String order) {
        return Objects.requireNonNull(payouts.get(order), order);
    }

    private long placed(String order) {
        return story(order).getFirst().getPayout().getFirstReceivedAt().toEpochMilli();
    }

    private record Held(long from, @Nullable Long to, long minor) {}

    /** What a payout held of the balance, stretch by stretch: what is heard later changes nothing before, save money that left in time. */
    private List<Held> held(String order) {
        List<Held> stretches = new ArrayList<>();
        boolean left = false;
        for (LedgerMove move : story(order)) {
            long heard = Math.max(known(move), placed(order));
            long minor = move.getPayout().getOrderedMinor() + move.getFeeMinor();
            if (stretches.isEmpty()) {
                stretches.add(new Held(placed(order), null, minor));
            }
            Held last = stretches.removeLast();
            boolean leaves = !left && move.getAmountMinor() != null;
            if (move.getPayout().getFinal$()) {
                boolean ends = last.to == null || (leaves && !isLate(move));
                stretches.add(ends ? new Held(last.from, Math.max(heard, last.from), last.minor) : last);
            } else if (last.to == null && last.minor == minor) {
                stretches.add(last);
            } else {
                long over = last.to == null ? Math.max(heard, last.from) : last.to;
                stretches.add(new Held(last.from, over, last.minor));
                stretches.add(new Held(Math.max(heard, over), null, minor));
            }
            left |= leaves;
        }
        return stretches;
    }

    private boolean isLate(LedgerMove move) {
        return move.getReceivedAt().toEpochMilli() - at(move) > grace;
    }

    private long known(LedgerMove move) {
        return isLate(move) ? move.getReceivedAt().toEpochMilli() : at(move);
    }

    private static long at(LedgerMove move) {
        return move.getEventTime().toEpochMilli();
    }

    private static long net(LedgerMove move) {
        long amount = move.getAmountMinor();
        return (move.getKind() == EventKind.PAYMENT ? amount : -amount) - move.getFeeMinor();
    }

    private static boolean isSameOrder(LedgerMove left, LedgerMove right) {
        return left.getKind() == right.getKind() && left.getOrder().equals(right.getOrder());
    }

    private static boolean isBefore(long time, String order, long otherTime, String otherOrder) {
        return time < otherTime || (time == otherTime && order.compareTo(otherOrder) < 0);
    }

    private static Comparator<LedgerMove> byTime() {
        return Comparator.comparing(LedgerMove::getEventTime).thenComparing(LedgerMove::getId);
    }
}
