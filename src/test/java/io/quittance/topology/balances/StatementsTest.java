package io.quittance.topology.balances;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.Break;
import io.quittance.events.BreakType;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.LedgerMove;
import io.quittance.events.OrderStatus;
import io.quittance.events.Reconciliation;
import io.quittance.events.Standing;
import io.quittance.events.StatementEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Statements of one account and what settled without being in them, case by case. The day is 1 March 2026. */
class StatementsTest {
    private static final LocalDate DATE = LocalDate.of(2026, 3, 1);
    private static final int DAY = 20_513;
    private static final long NOON = Instant.parse("2026-03-01T04:00:00Z").toEpochMilli();
    private static final Events EVENTS = Events.register(ConfluentSchemas.inMemory(), "test.");

    private final BalanceJoin join = new BalanceJoin(BalanceStores.in(new TreeBytes(), new TreeBytes(), EVENTS));
    private final PlainTerms terms = new PlainTerms(Duration.ofMinutes(15), 0);

    @Test
    void shouldCountWhatThereAreNoRowsForAndTellThemOnceThereAre() {
        for (int i = 0; i < Statements.MOST_AT_ONCE + 3; i++) {
            settle("A" + i, null);
        }
        take(end("s1", 0, NOON));
        Day many = join.day(PlainMoves.ACCOUNT, DATE, 10_000);
        for (int i = 0; i < 4; i++) {
            list("A" + i, "s2");
        }
        take(end("s2", 4, NOON + 1));
        Day few = join.day(PlainMoves.ACCOUNT, DATE, 10_000);

        assertThat(many.breakCount()).isEqualTo(Statements.MOST_AT_ONCE + 1L);
        assertThat(many.breaks()).hasSize(Statements.MOST_AT_ONCE + 1);
        assertThat(many.breaks())
                .filteredOn(row -> row.getOrder() == null)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getType()).isEqualTo(BreakType.HERE_NOT_THERE);
                    assertThat(row.getOursMinor()).isEqualTo(3_000);
                    assertThat(row.getDetail()).isEqualTo("3 more settled here, not in the statement");
                });
        assertThat(few.breakCount()).isEqualTo(Statements.MOST_AT_ONCE - 1L);
        assertThat(few.breaks())
                .extracting(Break::getOrder)
                .doesNotContainNull()
                .doesNotContain("A0", "A1", "A2", "A3");
    }

    @Test
    void shouldBeWholeThoughANewerStatementListsAnOrderToo() {
        settle("A1", "newer");
        settle("A2", null);
        take(end("s1", 1, NOON));
        Day before = join.day(PlainMoves.ACCOUNT, DATE, 10);
        take(line("A1", "s1", "newer"));

        assertThat(before.breaks()).isEmpty();
        assertThat(statement()).isEqualTo("s1");
        assertThat(join.day(PlainMoves.ACCOUNT, DATE, 10).breaks())
                .extracting(Break::getOrder)
                .containsExactly("A2");
    }

    @Test
    void shouldCountAnOrderOfAStatementOnce() {
        settle("A1", null);
        take(end("s1", 2, NOON));
        list("A1", "s1");
        take(line("A1", "s1", "s1"));
        take(line("A1", "s1", "s1"));

        assertThat(statement()).isNull();
    }

    @Test
    void shouldGoByTheStatementThatCameLastWhicheverIsHandedInAgain() {
        take(end("s1", 0, NOON));
        take(end("s2", 0, NOON + 1));
        take(end("s1", 0, NOON + 2));

        assertThat(statement()).isEqualTo("s2");
    }

    private @Nullable String statement() {
        List<Reconciliation> lines = join.day(PlainMoves.ACCOUNT, DATE, 0).lines();
        return lines.stream()
                .filter(line -> line.getKind() == EventKind.BALANCE)
                .map(Reconciliation::getPaymentStatement)
                .findFirst()
                .orElse(null);
    }

    private void settle(String order, @Nullable String statement) {
        take(move(order, 1_000L, NOON, null, standing(statement), null));
    }

    private void list(String order, String statement) {
        take(move(order, null, NOON, standing(null), standing(statement), new StatementEnd(statement, DAY, -1L)));
    }

    /** A line of that statement, where the order goes by another one. */
    private static LedgerMove line(String order, String statement, String other) {
        return move(order, null, NOON, standing(other), standing(other), new StatementEnd(statement, DAY, -1L));
    }

    private static LedgerMove end(String statement, long orders, long at) {
        return move("", null, at, null, null, new StatementEnd(statement, DAY, orders));
    }

    private void take(LedgerMove move) {
        assertThat(join.take(move, terms)).isNotNull();
    }

    private static Standing standing(@Nullable String statement) {
        return new Standing(OrderStatus.PAID, DAY, null, DAY, NOON, null, 1_000L, 0L, "", statement, List.of());
    }

    private static LedgerMove move(
            String order,
            @Nullable Long minor,
            long receivedAt,
            @Nullable Standing before,
            @Nullable Standing after,
            @Nullable StatementEnd statement) {
        return new LedgerMove(
                PlainMoves.ACCOUNT,
                EventKind.PAYMENT,
                order,
                Instant.ofEpochMilli(NOON),
                Instant.ofEpochMilli(receivedAt),
                null,
                "r-" + order,
                minor,
                0L,
                before,
                after,
                statement);
    }
}
