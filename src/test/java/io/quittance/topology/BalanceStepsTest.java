package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.events.Balance;
import io.quittance.events.Conflict;
import io.quittance.events.ConflictKind;
import io.quittance.events.Coverage;
import io.quittance.events.EventKind;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Payout;
import io.quittance.events.Source;
import io.quittance.events.Transport;
import io.quittance.gateways.MessageType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Balances from their reports to their rows, and payouts held against them, through the whole topology. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
class BalanceStepsTest {
    private static final String PAYOUT = "P-M-20260301-0001";
    private static final Golden PAID_OUT = Golden.of("lianhe", MessageType.PAYOUT_CALLBACK, "paid-out");
    private static final Golden INSUFFICIENT = Golden.of("lianhe", MessageType.PAYOUT_RESPONSE, "insufficient_balance");
    private static final Golden BALANCE = Golden.of("jings", MessageType.BALANCE_QUERY_RESPONSE, "ok");
    private static final Golden NO_BALANCE = Golden.of("jings", MessageType.BALANCE_QUERY_RESPONSE, "error");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path state;

    private @Nullable Rig opened;

    private Rig open(Golden vector) {
        opened = new Rig(state, vector.account("shop", Policy.DEFAULT, Rig.ALWAYS));
        return opened;
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.assertAccountedFor();
            opened.close();
        }
    }

    @Test
    void shouldHoldAPayoutAgainstTheBalanceThatWasReported() {
        Rig rig = open(PAID_OUT);

        report(rig, "b1", 60_000, Letter.NOON, Letter.NOON);
        rig.send(placing(50_000).at(Letter.NOON.plus(MINUTE)));
        rig.send(Letter.of("r2", "shop", PAYOUT, PAID_OUT).at(Letter.NOON.plus(MINUTE.multipliedBy(2))));

        Payout row = rig.payouts.last();
        assertThat(row.getCoverage()).isEqualTo(Coverage.COVERED);
        assertThat(row.getBalanceMinor()).isEqualTo(60_000);
        assertThat(row.getBalanceAt()).isEqualTo(Letter.NOON);
        assertThat(row.getRevision()).isEqualTo(2);
        Balance balance = rig.balances.last();
        assertThat(balance.getPaidOutMinor()).isEqualTo(50_000);
        assertThat(balance.getProjectedMinor()).isEqualTo(10_000);
        assertThat(balance.getInFlightMinor()).isZero();
        assertThat(rig.balanceChanges.values())
                .extracting(Balance::getInFlightMinor)
                .containsExactly(0L, 50_000L, 0L);
        assertThat(rig.conflicts.all()).isEmpty();
    }

    @Test
    void shouldWriteAPayoutAgainWhenAReportThatComesLateChangesWhatWasThere() {
        Rig rig = open(PAID_OUT);
        report(rig, "b1", 60_000, Letter.NOON, Letter.NOON);
        rig.send(placing(50_000).at(Letter.NOON.plus(MINUTE.multipliedBy(5))));

        report(rig, "b2", 40_000, Letter.NOON.plus(MINUTE), Letter.NOON.plus(MINUTE.multipliedBy(10)));

        assertThat(rig.payouts.values())
                .extracting(Payout::getCoverage)
                .containsExactly(Coverage.COVERED, Coverage.SHORT);
        assertThat(rig.payouts.last().getRevision()).isEqualTo(2);
    }

    @Test
    void shouldTellLateNewsUnderTheAccountAndLeavePastRows() {
        Rig rig = open(PAID_OUT);
        report(rig, "b1", 60_000, Letter.NOON, Letter.NOON);
        rig.send(placing(50_000).at(Letter.NOON.plus(MINUTE.multipliedBy(5))));

        report(rig, "b2", 40_000, Letter.NOON.plus(MINUTE), Letter.NOON.plus(MINUTE.multipliedBy(17)));

        assertThat(rig.payouts.all()).hasSize(1);
        assertThat(rig.conflicts.all()).singleElement().satisfies(row -> {
            assertThat(row.key).isEqualTo("shop");
            assertThat(row.value.getConflict()).isEqualTo(ConflictKind.LATE_BALANCE);
        });
        assertThat(rig.balances.last().getReportedMinor()).isEqualTo(40_000);
    }

    @Test
    void shouldTellWhereTheGatewayCallsACoveredBalanceTooLow() {
        Rig rig = open(PAID_OUT);
        report(rig, "b1", 60_000, Letter.NOON, Letter.NOON);
        rig.send(placing(50_000));

        rig.send(Letter.of("r2", "shop", PAYOUT, INSUFFICIENT).with(Attempts.answered("a1")));

        Conflict conflict = rig.conflicts.last();
        assertThat(conflict.getConflict()).isEqualTo(ConflictKind.BALANCE_DRIFT);
        assertThat(conflict.getKind()).isEqualTo(EventKind.PAYOUT);
        assertThat(conflict.getOrder()).isEqualTo(PAYOUT);
        assertThat(rig.balances.last().getAvailableMinor()).isEqualTo(60_000);
    }

    @Test
    void shouldTakeAPolledBalanceAtTheTimeThatItIsOf() {
        Rig rig = open(BALANCE);
        Instant asked = Instant.parse("2018-09-02T04:35:06Z");

        Outcome outcome = rig.send(Letter.of("r1", "shop", null, BALANCE).at(asked.plusSeconds(2)));

        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.VERIFIED);
        assertThat(rig.balances.all()).singleElement().satisfies(row -> {
            assertThat(row.key).isEqualTo("shop");
            assertThat(row.value.getReportedMinor()).isEqualTo(594);
            assertThat(row.value.getReportedAt()).isEqualTo(asked);
            assertThat(row.value.getAvailableMinor()).isEqualTo(594);
            assertThat(row.value.getDriftMinor()).isNull();
        });
        assertThat(rig.history.now(0, "shop")).contains(rig.balances.last());
        assertThat(rig.history.at(0, "shop", asked.minusSeconds(1)))
                .hasValueSatisfying(
                        before -> assertThat(before.getReportedMinor()).isNull());
        assertThat(rig.history.at(0, "nobody", asked)).isEmpty();
    }

    @Test
    void shouldNotTakeABalanceFromAnErrorAnswerOrOverAnUnsafeWay() {
        Rig rig = open(BALANCE);

        Outcome error = rig.send(Letter.of("r1", "shop", null, NO_BALANCE));
        Outcome unsafe = rig.send(Letter.of("r2", "shop", null, BALANCE).over(Transport.PLAIN, null));

        assertThat(error.getVerdict()).isEqualTo(OutcomeVerdict.VERIFIED);
        assertThat(unsafe.getVerdict()).isEqualTo(OutcomeVerdict.REJECTED);
        assertThat(rig.balances.all()).isEmpty();
    }

    private static void report(Rig rig, String id, long minor, Instant asOf, Instant receivedAt) {
        Outcome outcome = rig.send(Letter.reported(id, "shop", minor, asOf).at(receivedAt));
        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.NOTED);
    }

    private static Letter placing(long amountMinor) {
        return Letter.own("r1", Source.PLACING, EventKind.PAYOUT, "shop", PAYOUT)
                .with(Attempts.placing("a1", amountMinor));
    }
}
