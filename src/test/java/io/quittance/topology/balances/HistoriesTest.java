package io.quittance.topology.balances;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.Balance;
import io.quittance.events.ConflictKind;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.LedgerMove;
import io.quittance.events.OrderStatus;
import io.quittance.events.Payout;
import io.quittance.topology.balances.PlainLedger.Covered;
import io.quittance.topology.balances.PlainLedger.Sheet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Generated histories of one account in any order of arrival: the join says what the plain model says. A failure names its seed. */
class HistoriesTest {
    private static final int SEEDS = 10 * Integer.getInteger("quittance.seeds", 1_000);
    private static final long GRACE = 100;
    private static final long HORIZON = 1_000;
    /** Now and then an hour and a day apart, so that sums of every width are needed. */
    private static final List<Long> SCALES = List.of(1L, 1L, 997L, 61_001L, 3_600_001L, 86_400_017L);

    private final Events events = Events.register(ConfluentSchemas.inMemory(), "test.");

    @Test
    void shouldSayWhatThePlainModelSaysInAnyOrderOfArrival() {
        for (int seed = 0; seed < SEEDS; seed++) {
            long scale = SCALES.get(seed % SCALES.size());
            Random random = new Random(seed);
            List<List<LedgerMove>> history = history(random, scale);
            PlainLedger plain = new PlainLedger(GRACE * scale);
            history.forEach(moves -> moves.forEach(plain::take));

            assertThat(told(history, random, scale))
                    .describedAs("seed %d", seed)
                    .isEqualTo(expected(plain, history, scale));
        }
    }

    /** What can be compared: rows of payouts, the balance now, the balances at some times, and how much news was late. */
    private record Told(Map<String, Covered> payouts, List<Sheet> sheets, Set<String> late) {}

    private Told told(List<List<LedgerMove>> history, Random random, long scale) {
        BalanceStores stores = BalanceStores.in(new TreeBytes(), new TreeBytes(), events);
        BalanceJoin join = new BalanceJoin(stores);
        PlainTerms terms = new PlainTerms(Duration.ofMillis(GRACE * scale), 0);
        Map<String, Payout> rows = new TreeMap<>();
        Set<String> late = new TreeSet<>();
        boolean reported = false;
        for (LedgerMove move : inAnyOrder(history, random)) {
            Joined joined = join.take(move, terms);
            joined.payouts().forEach(row -> {
                Payout before = rows.put(row.getOrder(), row);
                assertThat(row.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
            });
            reported |= move.getKind() == EventKind.BALANCE;
            boolean told = joined.conflicts().stream()
                    .anyMatch(conflict -> conflict.getConflict() == ConflictKind.LATE_BALANCE);
            if (told || (isLate(move, terms) && !reported)) {
                late.add(move.getId());
            }
            if (random.nextInt(10) == 0) {
                Balance written = join.drain(PlainMoves.ACCOUNT).balance();
                join = new BalanceJoin(stores);
                assertThat(written).isEqualTo(join.now(PlainMoves.ACCOUNT, terms));
            }
        }
        Map<String, Covered> covered = new TreeMap<>();
        rows.forEach((order, row) ->
                covered.put(order, new Covered(row.getCoverage(), row.getBalanceMinor(), millis(row.getBalanceAt()))));
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(sheet(join.now(PlainMoves.ACCOUNT, terms)));
        for (long time : times(scale)) {
            sheets.add(sheet(join.at(PlainMoves.ACCOUNT, terms, Instant.ofEpochMilli(time))));
        }
        return new Told(covered, sheets, late);
    }

    private static Told expected(PlainLedger plain, List<List<LedgerMove>> history, long scale) {
        Map<String, Covered> covered = new TreeMap<>();
        for (List<LedgerMove> moves : history) {
            if (moves.getFirst().getPayout() != null) {
                String order = moves.getFirst().getOrder();
                covered.put(order, plain.coverage(order));
            }
        }
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(plain.at(Long.MAX_VALUE));
        times(scale).forEach(time -> sheets.add(plain.at(time)));
        return new Told(covered, sheets, plain.late());
    }

    private static List<Long> times(long scale) {
        return List.of(0L, 250 * scale, 500 * scale + 3, 999 * scale);
    }

    private static Sheet sheet(@Nullable Balance found) {
        Balance balance = Objects.requireNonNull(found, "every history has a balance");
        return new Sheet(
                balance.getReportedMinor(),
                millis(balance.getReportedAt()),
                balance.getSettledInMinor(),
                balance.getPaidOutMinor(),
                balance.getFeesMinor(),
                balance.getProjectedMinor(),
                balance.getInFlightMinor(),
                balance.getAvailableMinor(),
                balance.getDriftMinor());
    }

    private static boolean isLate(LedgerMove move, PlainTerms terms) {
        return Duration.between(move.getEventTime(), move.getReceivedAt()).compareTo(terms.grace()) > 0;
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    /** The moves of one order stay in order; those of different orders and the reports come as they like. */
    private static List<LedgerMove> inAnyOrder(List<List<LedgerMove>> history, Random random) {
        List<Queue<LedgerMove>> left = new ArrayList<>();
        history.forEach(moves -> left.add(new ArrayDeque<>(moves)));
        List<LedgerMove> mixed = new ArrayList<>();
        while (!left.isEmpty()) {
            Queue<LedgerMove> next = left.get(random.nextInt(left.size()));
            mixed.add(next.remove());
            left.removeIf(Queue::isEmpty);
        }
        return mixed;
    }

    private static List<List<LedgerMove>> history(Random random, long scale) {
        List<List<LedgerMove>> history = new ArrayList<>();
        int count = 1 + random.nextInt(14);
        for (int i = 0; i < count; i++) {
            long at = (long) random.nextInt((int) HORIZON) * scale;
            long receivedAt = at + delay(random) * scale;
            long minor = 1L + random.nextInt(50);
            history.add(
                    switch (random.nextInt(5)) {
                        case 0, 1 -> List.of(PlainMoves.payment("in-" + i, at, receivedAt, minor, random.nextInt(3)));
                        case 2 -> List.of(PlainMoves.report("b-" + i, at, receivedAt, random.nextInt(100)));
                        default -> payout(random, "out-" + i, at, scale);
                    });
        }
        return history;
    }

    /** At once, soon, just in time, or late; often enough at the very same time as something else. */
    private static long delay(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> random.nextInt(10);
            case 2 -> GRACE;
            default -> random.nextInt(400);
        };
    }

    private static List<LedgerMove> payout(Random random, String order, long placedAt, long scale) {
        long minor = 1L + random.nextInt(40);
        long fee = random.nextInt(3);
        long endedAt = placedAt + random.nextInt(300) * scale;
        LedgerMove placed = PlainMoves.payout(order, OrderStatus.PLACED, placedAt, placedAt, minor, fee);
        LedgerMove failed = PlainMoves.payout(order, OrderStatus.FAILED, placedAt, endedAt, minor, fee);
        LedgerMove accepted = PlainMoves.payout(order, OrderStatus.ACCEPTED, placedAt, endedAt, minor, fee);
        long heardAt = endedAt + random.nextInt(50) * scale;
        long movedAt = Math.min(heardAt, Math.max(0, heardAt - delay(random) * scale));
        LedgerMove paid = PlainMoves.paidOut(order, placedAt, movedAt, heardAt, minor, fee);
        long firstHeardAt = movedAt + delay(random) * scale;
        LedgerMove again = PlainMoves.payout(order, OrderStatus.PLACED, placedAt, heardAt, minor + 5, fee);
        return switch (random.nextInt(8)) {
            case 0 -> List.of(placed);
            case 5 -> List.of(placed, again);
            case 6 -> List.of(placed, failed, again, paid);
            case 1 -> List.of(placed, failed);
            case 2 -> List.of(placed, accepted, paid);
            case 3 -> List.of(placed, failed, paid);
            case 4 -> List.of(placed, failed, accepted);
            default -> List.of(PlainMoves.paidOut(order, firstHeardAt, movedAt, firstHeardAt, minor, 1));
        };
    }
}
