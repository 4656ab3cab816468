package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Account;
import io.quittance.config.Policy;
import io.quittance.events.Break;
import io.quittance.events.BreakType;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.LedgerMove;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.gateways.MessageType;
import io.quittance.topology.balances.BalanceJoin;
import io.quittance.topology.balances.BalanceStores;
import io.quittance.topology.balances.PlainTerms;
import io.quittance.topology.balances.TreeBytes;
import io.quittance.topology.decisions.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a break that a balance shows is said to come of, where several orders have the amount that fits. For an hour, payments and payouts are
 * on their way, so that reports of that time prove nothing.
 */
class NamedBreaksTest {
    private static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");
    private static final Account ACCOUNT =
            Golden.of("lianhe", MessageType.PAYOUT_CALLBACK, "paid-out").account("shop", Policy.DEFAULT, Rig.ALWAYS);
    private static final PlainTerms TERMS = new PlainTerms(Duration.ofMinutes(10), 0);
    private static final Events EVENTS = Events.register(ConfluentSchemas.inMemory(), "test.");

    private final List<BookedOrder> orders = new ArrayList<>();

    @BeforeEach
    void busyHour() {
        order(EventKind.PAYMENT, "in").placed(minute(0), 500_000).paid(500_000L, null, minute(60));
        order(EventKind.PAYOUT, "out").placed(minute(0), 500_000).paid(500_000L, null, minute(60));
    }

    @Test
    void shouldNameThePayoutThatTookNothingThoughItShowsAnHourLater() {
        paidOut("p1", 5);

        assertThat(shown(1_000, 10)).satisfies(row -> {
            assertThat(row.getType()).isEqualTo(BreakType.PAYOUT_WITHOUT_DROP);
            assertThat(row.getOrder()).isEqualTo("p1");
        });
    }

    @Test
    void shouldNameNobodyWhereTwoPayoutsOfLongAgoFit() {
        paidOut("p1", 5);
        paidOut("p2", 6);

        assertThat(shown(1_000, 10)).satisfies(row -> {
            assertThat(row.getType()).isEqualTo(BreakType.UNEXPLAINED_GAIN);
            assertThat(row.getOrder()).isNull();
        });
    }

    @Test
    void shouldRatherNameAnOrderOfTheTimeAtWhichItShows() {
        paidOut("p1", 5);
        order(EventKind.PAYMENT, "u1").placed(minute(48), 1_000).says(Told.FAILED, minute(55));

        assertThat(shown(1_000, 50)).satisfies(row -> {
            assertThat(row.getType()).isEqualTo(BreakType.SUSPECTED_SKIMMING);
            assertThat(row.getOrder()).isEqualTo("u1");
        });
    }

    /** The break where the balance is that much higher, from that minute on, than what the orders come to. */
    private Break shown(long more, int fromMinute) {
        BalanceJoin join = new BalanceJoin(BalanceStores.in(new TreeBytes(), new TreeBytes(), EVENTS));
        orders.forEach(order -> order.moves.forEach(move -> join.take(move, TERMS)));
        long payouts = orders.stream().filter(order -> order.id.startsWith("p")).count();
        for (int at : new int[] {-2, 10, 30, 50, 70, 90}) {
            long paidOut = at < 10 ? 0 : payouts * 1_000;
            join.take(report(at, 2_000_000 - paidOut + (at >= fromMinute ? more : 0)), TERMS);
        }
        join.drain("shop");
        return join.day("shop", GeneratedBooks.day(minute(0)), 10).breaks().stream()
                .filter(row -> row.getReportId() != null)
                .reduce((one, other) -> {
                    throw new AssertionError("two breaks: " + one + other);
                })
                .orElseThrow();
    }

    private static LedgerMove report(int at, long minor) {
        Received received = Letter.own("b" + at, Source.STATEMENT, EventKind.BALANCE, "shop", null)
                .at(Instant.ofEpochMilli(minute(at)))
                .record();
        return Moves.balance(new Judged.Reported(received, OutcomeVerdict.VERIFIED, ACCOUNT, null, minor, minute(at)));
    }

    private void paidOut(String id, int at) {
        order(EventKind.PAYOUT, id).placed(minute(at), 1_000).paid(1_000L, minute(at), minute(at));
    }

    private BookedOrder order(EventKind kind, String id) {
        BookedOrder order = new BookedOrder(ACCOUNT, kind, id, null);
        orders.add(order);
        return order;
    }

    private static long minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute)).toEpochMilli();
    }
}
