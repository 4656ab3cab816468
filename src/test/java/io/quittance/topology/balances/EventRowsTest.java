package io.quittance.topology.balances;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Rows of events beside a plain map of all of them, whatever is written and whatever still in memory. */
class EventRowsTest {
    private static final String ACCOUNT = "shop";
    private static final long NOON = 1_790_000_000_000L;
    private static final int STEPS = 400;
    /** Some whose order by UTF-16 is not that by UTF-8. */
    private static final List<String> ORDERS = List.of("A", "A-1", "A-10", "单号", "\uFF21", "\uD83D\uDE00", "z");

    private final Events events = Events.register(ConfluentSchemas.inMemory(), "test.");
    private final TreeBytes store = new TreeBytes();
    private final TreeBytes sums = new TreeBytes();
    private final NavigableMap<Moment, Sums> plain = new TreeMap<>();
    private Totals totals = Totals.of(sums, ACCOUNT, events.accountStates());
    private EventRows rows = new EventRows(store, ACCOUNT, totals);

    @RepeatedTest(20)
    void shouldShowWhatHappenedInOrder(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        for (int i = 0; i < STEPS; i++) {
            Moment moment = moment(random);
            Sums change = change(random);
            rows.add(moment, change);
            plain.merge(moment, change, Sums::plus);
            if (random.nextInt(10) == 0) {
                commit();
            }
            if (random.nextInt(4) == 0) {
                check(moment(random), moment(random));
            }
        }
        check(Moment.start(NOON - 10_000), Moment.start(NOON + 10_000));
        check(Moment.start(NOON), Moment.start(NOON + 1_000));
    }

    @Test
    void shouldNeverTouchARowAgain() {
        rows.add(Moment.of(NOON, EventKind.PAYMENT, "A"), Sums.paidIn(100, 1));
        commit();
        Map<byte[], byte[]> before = entries();

        rows.add(Moment.of(NOON, EventKind.PAYMENT, "A"), Sums.paidIn(-100, -1));
        rows.add(Moment.of(NOON, EventKind.PAYMENT, "B"), Sums.paidIn(7, 0));
        commit();

        assertThat(entries()).hasSize(2);
        assertThat(entries()).containsAllEntriesOf(before);
        assertThat(shown(Moment.start(NOON), Moment.start(NOON + 1)))
                .containsExactly(Map.entry(Moment.of(NOON, EventKind.PAYMENT, "B"), Sums.paidIn(7, 0)));
    }

    @Test
    void shouldKnowWhatWasOnceWrittenAsARowForEachEvent() {
        Table single = new Table(store, ACCOUNT, 'e');
        Moment first = Moment.of(NOON, EventKind.PAYMENT, "A");
        Moment second = Moment.of(NOON + 1, EventKind.PAYOUT, "B");
        store.put(single.key(first), Sums.paidIn(100, 1).bytes());
        store.put(single.key(second), Sums.paidOut(7, 0).bytes());
        rows.add(first, Sums.paidIn(5, 0));
        commit();

        assertThat(shown(Moment.start(NOON), Moment.start(NOON + 2)))
                .containsExactly(Map.entry(first, Sums.paidIn(105, 1)), Map.entry(second, Sums.paidOut(7, 0)));
        assertThat(shown(second, Moment.start(NOON + 2))).containsExactly(Map.entry(second, Sums.paidOut(7, 0)));
        assertThat(rows.between(Moment.start(NOON), second)).isEqualTo(Sums.paidIn(105, 1));
    }

    @Test
    void shouldKeepTimesBefore1970Apart() {
        Moment before = Moment.of(-1, EventKind.PAYMENT, "A");
        Moment after = Moment.of(0, EventKind.PAYMENT, "A");
        rows.add(before, Sums.paidIn(1, 0));
        rows.add(after, Sums.paidIn(2, 0));
        commit();

        assertThat(shown(Moment.start(-1_000), Moment.start(1)))
                .containsExactly(Map.entry(before, Sums.paidIn(1, 0)), Map.entry(after, Sums.paidIn(2, 0)));
        assertThat(rows.between(Moment.start(-1_000), Moment.start(0))).isEqualTo(Sums.paidIn(1, 0));
    }

    @Test
    void shouldWriteNothingOfWhatAddsUpToNothing() {
        rows.add(Moment.of(NOON, EventKind.PAYMENT, "A"), Sums.paidIn(1, 0));
        rows.add(Moment.of(NOON, EventKind.PAYMENT, "A"), Sums.paidIn(-1, 0));
        commit();

        assertThat(entries()).isEmpty();
    }

    @Test
    void shouldWriteARowForEachSecondAndSeveralWhereThereIsMuch() {
        for (int i = 0; i < 3_000; i++) {
            rows.add(Moment.of(NOON + i % 1_000, EventKind.PAYMENT, "order-" + i), Sums.paidIn(1, 0));
        }
        rows.add(Moment.of(NOON + 1_000, EventKind.PAYMENT, "late"), Sums.paidIn(1, 0));
        rows.keep();

        assertThat(entries().size()).isBetween(4, 10);
        assertThat(rows.between(Moment.start(NOON), Moment.start(NOON + 1_000)).in())
                .isEqualTo(3_000);
        assertThat(rows.between(Moment.start(NOON), Moment.start(NOON + 2_000)).in())
                .isEqualTo(3_001);
    }

    @RepeatedTest(20)
    void shouldOrderMomentsAsStoresDo(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        Table table = new Table(store, ACCOUNT, 'e');
        for (int i = 0; i < STEPS; i++) {
            Moment one = moment(random);
            Moment other =
                    random.nextBoolean() ? moment(random) : moment(random).at(one.at());
            int inStore = Arrays.compareUnsigned(table.key(one), table.key(other));
            assertThat(Integer.signum(one.compareTo(other))).isEqualTo(Integer.signum(inStore));
        }
    }

    private void check(Moment one, Moment other) {
        Moment from = one.compareTo(other) < 0 ? one : other;
        Moment before = from.equals(one) ? other : one;
        List<Map.Entry<Moment, Sums>> expected = new ArrayList<>();
        Sums total = Sums.NONE;
        for (Map.Entry<Moment, Sums> event : plain.subMap(from, before).entrySet()) {
            total = total.plus(event.getValue());
            if (!event.getValue().isNothing()) {
                expected.add(Map.entry(event.getKey(), event.getValue()));
            }
        }
        assertThat(shown(from, before)).isEqualTo(expected);
        assertThat(rows.between(from, before)).isEqualTo(total);
        assertThat(shown(before, from)).isEmpty();
        assertThat(rows.between(before, from)).isEqualTo(Sums.NONE);
    }

    private List<Map.Entry<Moment, Sums>> shown(Moment from, Moment before) {
        List<Map.Entry<Moment, Sums>> shown = new ArrayList<>();
        rows.visit(from, before, (moment, change) -> shown.add(Map.entry(moment, change)));
        return shown;
    }

    private NavigableMap<byte[], byte[]> entries() {
        return store.copy();
    }

    /** What is remembered is all that is known after that. */
    private void commit() {
        rows.keep();
        totals.heardOf(NOON);
        totals.keep();
        totals = Totals.of(sums, ACCOUNT, events.accountStates());
        rows = new EventRows(store, ACCOUNT, totals);
    }

    private static Moment moment(Random random) {
        long at = NOON + random.nextInt(-2_500, 2_500);
        long rounded = random.nextInt(3) == 0 ? Math.floorDiv(at, 500) * 500 : at;
        return random.nextInt(6) == 0
                ? Moment.start(rounded)
                : Moment.of(
                        rounded,
                        random.nextBoolean() ? EventKind.PAYMENT : EventKind.PAYOUT,
                        ORDERS.get(random.nextInt(ORDERS.size())));
    }

    private static Sums change(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Sums.paidOut(random.nextInt(3), 1);
            case 1 -> Sums.inFlight(random.nextInt(-2, 3));
            case 2 -> Sums.unknown(random.nextLong());
            case 3 -> Sums.said(random.nextInt(-1, 2), new Leeway(random.nextInt(2), random.nextInt(2)));
            default -> Sums.paidIn(random.nextInt(-2, 3), random.nextInt(2));
        };
    }
}
