package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.Balance;
import io.quittance.events.Break;
import io.quittance.events.BreakType;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.LedgerMove;
import io.quittance.events.Reconciliation;
import io.quittance.topology.GeneratedBooks.Found;
import io.quittance.topology.balances.BalanceJoin;
import io.quittance.topology.balances.BalanceStores;
import io.quittance.topology.balances.Day;
import io.quittance.topology.balances.Drained;
import io.quittance.topology.balances.PlainTerms;
import io.quittance.topology.balances.TreeBytes;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Generated hours of one account, with breaks of every type planted in them: each is found and nothing else, in any order of arrival, and
 * the lines of the books are those of the plain model. A failure names its seed.
 */
class BooksLawTest {
    private static final int SEEDS = Integer.getInteger("quittance.seeds", 500);
    private static final String ACCOUNT = "shop";
    private static final PlainTerms TERMS = new PlainTerms(Duration.ofMillis(GeneratedBooks.GRACE), 0);
    private static final Events EVENTS = Events.register(ConfluentSchemas.inMemory(), "test.");
    private static final int ALL = 1_000;

    @Test
    void shouldFindEveryPlantedBreakAndNothingElseInAnyOrderOfArrival() {
        Set<BreakType> planted = EnumSet.noneOf(BreakType.class);
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            GeneratedBooks history = new GeneratedBooks(random);
            history.planted.forEach(found -> planted.add(found.type()));

            Seen inTime = seen(inTime(history.moves()), random);
            Seen mixed = seen(inAnyOrder(history.moves(), random), random);

            assertThat(inTime.found())
                    .describedAs("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(history.planted);
            assertThat(texts(inTime)).describedAs("seed %d", seed).isEqualTo(history.plain.lines());
            for (LocalDate day : GeneratedBooks.DAYS) {
                assertThat(balance(inTime, history, day))
                        .describedAs("seed %d", seed)
                        .isEqualTo(history.plain.balance(day));
            }
            assertConserved(inTime, history, seed);
            assertThat(mixed).describedAs("seed %d", seed).isEqualTo(inTime);
        }
        if (SEEDS > 100) {
            assertThat(planted).hasSize(9);
        }
    }

    /** The tables of lines and breaks by their keys. */
    private record Seen(Map<String, Reconciliation> lines, Map<String, Break> breaks) {
        List<Found> found() {
            return breaks.values().stream().map(BooksLawTest::found).toList();
        }
    }

    private static void drain(BalanceJoin join, Map<String, Reconciliation> lines, Map<String, Break> breaks) {
        Drained drained = join.drain(ACCOUNT);
        drained.lines().forEach(row -> put(lines, row.key(), row.row()));
        drained.breaks().forEach(news -> put(breaks, news.key(), news.row()));
    }

    /** Commits now and then and goes on from what was written, and at the end; what was written is what can be asked for. */
    private static Seen seen(List<LedgerMove> moves, Random random) {
        BalanceStores stores = BalanceStores.in(new TreeBytes(), new TreeBytes(), EVENTS);
        BalanceJoin join = new BalanceJoin(stores);
        Map<String, Reconciliation> lines = new TreeMap<>();
        Map<String, Break> breaks = new TreeMap<>();
        boolean moved = false;
        for (LedgerMove move : moves) {
            join.take(move, TERMS);
            moved = random.nextInt(10) != 0;
            if (!moved) {
                drain(join, lines, breaks);
                join = new BalanceJoin(stores);
            }
        }
        if (moved) {
            drain(join, lines, breaks);
        }
        for (LocalDate date : GeneratedBooks.DAYS) {
            Day day = join.day(ACCOUNT, date, ALL);
            String prefix = ACCOUNT + "/" + date + "/";
            assertThat(day.lines()).isEqualTo(of(lines, prefix));
            assertThat(day.breaks()).containsExactlyInAnyOrderElementsOf(of(breaks, prefix));
            assertThat(day.breakCount()).isEqualTo(day.breaks().size());
        }
        return new Seen(lines, breaks);
    }

    private static <T> void put(Map<String, T> table, String key, @Nullable T row) {
        if (row == null) {
            table.remove(key);
            return;
        }
        table.put(key, row);
    }

    private static <T> List<T> of(Map<String, T> table, String prefix) {
        return table.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Found found(Break row) {
        Long ours = row.getOursMinor();
        Long theirs = row.getTheirsMinor();
        boolean shown = row.getReportId() != null && ours != null && theirs != null;
        return new Found(
                row.getDate(),
                row.getType(),
                row.getKind(),
                row.getOrder(),
                shown ? null : ours,
                shown ? Long.valueOf(theirs - ours) : theirs);
    }

    private static Map<String, String> texts(Seen seen) {
        Map<String, String> texts = new TreeMap<>();
        seen.lines.values().stream()
                .filter(line -> line.getKind() != EventKind.BALANCE)
                .forEach(line -> texts.put(
                        line.getDate() + "/" + line.getKind() + "/" + line.getChannel(),
                        pair(line.getPlacedCount(), line.getPlacedMinor())
                                + pair(line.getSettledCount(), line.getSettledMinor())
                                + pair(line.getHeldCount(), line.getHeldMinor())
                                + pair(line.getFailedCount(), line.getFailedMinor())
                                + pair(line.getUnresolvedCount(), line.getUnresolvedMinor())
                                + line.getFeesMinor()));
        return texts;
    }

    private static String pair(long count, long minor) {
        return count + ":" + minor + " ";
    }

    private static String balance(Seen seen, GeneratedBooks history, LocalDate day) {
        Reconciliation line = Objects.requireNonNull(seen.lines.get(ACCOUNT + "/" + day + "/BALANCE/"));
        assertThat(line.getPaymentStatement() != null).isEqualTo(history.has(EventKind.PAYMENT, day));
        assertThat(line.getPayoutStatement() != null).isEqualTo(history.has(EventKind.PAYOUT, day));
        return line.getOpeningMinor() + " " + line.getClosingMinor() + " " + line.getMovedMinor() + " "
                + line.getUnsettledMinor() + " " + line.getDifferenceMinor();
    }

    /** What the lines add up to is what the join has settled, and what the balance differs by is what breaks say. */
    private static void assertConserved(Seen seen, GeneratedBooks history, int seed) {
        BalanceJoin unreported = new BalanceJoin(BalanceStores.in(new TreeBytes(), new TreeBytes(), EVENTS));
        inTime(history.moves()).stream()
                .filter(move -> move.getKind() != EventKind.BALANCE)
                .forEach(move -> unreported.take(move, TERMS));
        Balance now = unreported.now(ACCOUNT, TERMS);
        long settled = now == null ? 0 : now.getSettledInMinor() - now.getPaidOutMinor() - now.getFeesMinor();
        long booked = seen.lines.values().stream()
                .mapToLong(line ->
                        (line.getKind() == EventKind.PAYOUT ? -1 : 1) * line.getSettledMinor() - line.getFeesMinor())
                .sum();
        List<Reconciliation> balances = seen.lines.values().stream()
                .filter(line -> line.getKind() == EventKind.BALANCE)
                .toList();
        long moved = balances.stream().mapToLong(Reconciliation::getMovedMinor).sum();
        long difference =
                balances.stream().mapToLong(Reconciliation::getDifferenceMinor).sum();
        long shown = seen.breaks.values().stream()
                .filter(row -> row.getReportId() != null)
                .mapToLong(row -> row.getTheirsMinor() - row.getOursMinor())
                .sum();

        assertThat(booked).describedAs("seed %d", seed).isEqualTo(settled).isEqualTo(moved);
        assertThat(shown).describedAs("seed %d", seed).isEqualTo(difference);
    }

    private static List<LedgerMove> inTime(List<List<LedgerMove>> history) {
        List<Queue<LedgerMove>> left = queues(history);
        List<LedgerMove> sorted = new ArrayList<>();
        while (!left.isEmpty()) {
            Queue<LedgerMove> next = left.getFirst();
            for (Queue<LedgerMove> other : left) {
                next = receivedAt(other) < receivedAt(next) ? other : next;
            }
            sorted.add(next.remove());
            left.removeIf(Queue::isEmpty);
        }
        return sorted;
    }

    private static long receivedAt(Queue<LedgerMove> moves) {
        return moves.element().getReceivedAt().toEpochMilli();
    }

    /** The moves of one order stay in order; those of different orders and the reports come as they like. */
    private static List<LedgerMove> inAnyOrder(List<List<LedgerMove>> history, Random random) {
        List<Queue<LedgerMove>> left = queues(history);
        List<LedgerMove> mixed = new ArrayList<>();
        while (!left.isEmpty()) {
            Queue<LedgerMove> next = left.get(random.nextInt(left.size()));
            mixed.add(next.remove());
            left.removeIf(Queue::isEmpty);
        }
        return mixed;
    }

    private static List<Queue<LedgerMove>> queues(List<List<LedgerMove>> history) {
        List<Queue<LedgerMove>> queues = new ArrayList<>();
        history.forEach(moves -> queues.add(new ArrayDeque<>(moves)));
        return queues;
    }
}
