package io.quittance.topology;

import io.quittance.events.EventKind;
import io.quittance.events.OrderState;
import io.quittance.events.StatementLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The books of days as one would write them on a sheet of paper once everything is known: from what became of each order, and from the
 * reports. It shares nothing with the join.
 */
final class PlainBooks {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private final Map<String, Line> lines = new TreeMap<>();
    private final List<Money> money = new ArrayList<>();
    private final List<Money> unsettled = new ArrayList<>();
    private final List<Money> reports = new ArrayList<>();

    private record Money(long at, long minor) {}

    /** A line: placed, settled, held, failed, unresolved as count and amount, and the fees. */
    static final class Line {
        final long[] counts = new long[5];
        final long[] minors = new long[5];
        long fees;

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < counts.length; i++) {
                text.append(counts[i]).append(':').append(minors[i]).append(' ');
            }
            return text.append(fees).toString();
        }
    }

    /** What became of an order, and what the gateway takes of it. */
    void order(EventKind kind, OrderState state, long fee) {
        long firstAt = state.getFirstReceivedAt();
        String channel = state.getChannel() == null ? "" : state.getChannel();
        Long placed = state.getPlacedMinor();
        if (placed != null) {
            count(line(day(firstAt), kind, channel), 0, placed);
        }
        StatementLine listed = state.getStatement();
        int what = switch (state.getStatus()) {
            case PAID -> 1;
            case HELD -> 2;
            case FAILED, EXPIRED, REJECTED, REFUSED -> 3;
            case UNKNOWN, PLACED, PENDING, ACCEPTED -> 4;
        };
        if (what == 1) {
            long paid = Objects.requireNonNull(state.getPaidMinor());
            long settledAt = Objects.requireNonNull(state.getSettledAt());
            long at = paidAt(state, settledAt);
            Line line = line(day(at), kind, channel);
            count(line, what, paid);
            line.fees += fee;
            money.add(new Money(at, (kind == EventKind.PAYOUT ? -paid : paid) - fee));
            return;
        }
        if (state.getHeldAt() != null) {
            long minor = known(state, placed, listed);
            long at = paidAt(state, state.getHeldAt());
            unsettled.add(new Money(at, minor == 0 ? 0 : (kind == EventKind.PAYOUT ? -minor : minor) - fee));
        }
        boolean freed = state.getWinner() == null && state.getStatus().name().equals("PLACED");
        if (freed && listed == null) {
            return;
        }
        LocalDate day = listed == null ? day(firstAt) : LocalDate.ofEpochDay(listed.getDay());
        count(line(day, kind, channel), what, known(state, placed, listed));
    }

    /** By the gateway's word, else when it was first said. */
    private static long paidAt(OrderState state, long settledAt) {
        long saidAt = Objects.requireNonNullElse(state.getHeldAt(), settledAt);
        return Math.min(saidAt, Objects.requireNonNullElse(state.getPaidAt(), saidAt));
    }

    private static long known(OrderState state, @Nullable Long placed, @Nullable StatementLine listed) {
        Long known = state.getPaidMinor() == null ? placed : state.getPaidMinor();
        if (known == null && listed != null) {
            known = listed.getMinor();
        }
        return known == null ? 0 : known;
    }

    void report(long at, long minor) {
        reports.add(new Money(at, minor));
    }

    Map<String, String> lines() {
        Map<String, String> texts = new TreeMap<>();
        lines.forEach((key, line) -> texts.put(key, line.toString()));
        return texts;
    }

    /** Opening, closing, moved, unsettled and difference of that day; null where no balance of it was reported. */
    @Nullable String balance(LocalDate date) {
        List<Money> sorted =
                reports.stream().sorted(Comparator.comparingLong(Money::at)).toList();
        List<Money> own =
                sorted.stream().filter(report -> day(report.at).equals(date)).toList();
        if (own.isEmpty()) {
            return null;
        }
        Money closing = own.getLast();
        Money opening = sorted.stream()
                .filter(report -> day(report.at).isBefore(date))
                .reduce((earlier, later) -> later)
                .orElse(own.getFirst());
        long moved = between(money, opening, closing);
        long held = between(unsettled, opening, closing);
        long difference = closing.minor - opening.minor - moved - held;
        return opening.minor + " " + closing.minor + " " + moved + " " + held + " " + difference;
    }

    private static long between(List<Money> all, Money opening, Money closing) {
        return all.stream()
                .filter(one -> one.at >= opening.at && one.at < closing.at)
                .mapToLong(Money::minor)
                .sum();
    }

    private Line line(LocalDate day, EventKind kind, String channel) {
        return lines.computeIfAbsent(day + "/" + kind + "/" + channel, key -> new Line());
    }

    private static void count(Line line, int what, long minor) {
        line.counts[what]++;
        line.minors[what] += minor;
    }

    private static LocalDate day(long at) {
        return Instant.ofEpochMilli(at).atZone(BEIJING).toLocalDate();
    }
}
