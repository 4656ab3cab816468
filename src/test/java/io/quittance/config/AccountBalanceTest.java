package io.quittance.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.FeeRule.Rounding;
import io.quittance.gateways.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An account's fees and tolerances, as written and as they count. */
class AccountBalanceTest {
    private static final long JULY = Instant.parse("2026-07-01T00:00:00Z").toEpochMilli();
    private static final long AUGUST = Instant.parse("2026-08-01T00:00:00Z").toEpochMilli();

    @Test
    void shouldTakeNoFeesAndTolerateNothingUnlessSaid() throws Exception {
        Account account = account("");

        assertThat(account.fees()).isEmpty();
        assertThat(account.tolerances()).isEmpty();
        assertThat(account.feeMinor(Kind.PAYMENT, "901", 10_000, JULY)).isZero();
        assertThat(account.driftToleranceAt(JULY)).isZero();
    }

    @Test
    void shouldFillInWhatARuleLeavesOut() throws Exception {
        Account account =
                account("fees: [{percent: 0.38}, {kind: payout, fixed: \"1.00\", channel: 3, rounding: down}]");

        assertThat(account.fees())
                .containsExactly(
                        new FeeRule(Long.MIN_VALUE, Kind.PAYMENT, null, 3_800, 0, Rounding.HALF_UP),
                        new FeeRule(Long.MIN_VALUE, Kind.PAYOUT, "3", 0, 100, Rounding.DOWN));
    }

    @Test
    void shouldGoByTheRuleThatWasInForceWhenTheNewsWasReceived() throws Exception {
        Account account = account(
                "fees: [{from: 2026-08-01, percent: \"0.3\"}, {from: 2026-07-01, percent: \"0.5\", rounding: up}]");

        assertThat(account.feeMinor(Kind.PAYMENT, null, 10_000, JULY - 1)).isZero();
        assertThat(account.feeMinor(Kind.PAYMENT, null, 10_001, JULY)).isEqualTo(51);
        assertThat(account.feeMinor(Kind.PAYMENT, null, 10_001, AUGUST - 1)).isEqualTo(51);
        assertThat(account.feeMinor(Kind.PAYMENT, null, 10_001, AUGUST)).isEqualTo(30);
    }

    @Test
    void shouldGoByTheLatestRuleThatNamesTheChannelBeforeAnyThatNamesNone() throws Exception {
        Account account = account("""
                fees: [{percent: "1"}, {from: 2026-08-01, percent: "2"},
                      {channel: "901", from: 2026-07-01, percent: "3"}, {channel: "901", from: 2026-08-01, percent: "4"},
                      {channel: "903", percent: "5"}]""");

        assertThat(account.feeMinor(Kind.PAYMENT, "901", 100, JULY - 1)).isEqualTo(1);
        assertThat(account.feeMinor(Kind.PAYMENT, "901", 100, JULY)).isEqualTo(3);
        assertThat(account.feeMinor(Kind.PAYMENT, "901", 100, AUGUST)).isEqualTo(4);
        assertThat(account.feeMinor(Kind.PAYMENT, "903", 100, AUGUST)).isEqualTo(5);
        assertThat(account.feeMinor(Kind.PAYMENT, "902", 100, AUGUST)).isEqualTo(2);
        assertThat(account.feeMinor(Kind.PAYMENT, null, 100, AUGUST)).isEqualTo(2);
    }

    @Test
    void shouldKeepPaymentsAndPayoutsApart() throws Exception {
        Account account = account("fees: [{percent: \"0.38\"}, {kind: payout, fixed: \"1.00\"}]");

        assertThat(account.feeMinor(Kind.PAYMENT, "1", 10_000, JULY)).isEqualTo(38);
        assertThat(account.feeMinor(Kind.PAYOUT, null, 10_000, JULY)).isEqualTo(100);
        assertThat(account.feeMinor(Kind.BALANCE, null, 10_000, JULY)).isZero();
    }

    @Test
    void shouldTolerateTheDriftThatWasInForceThen() throws Exception {
        Account account = account("tolerances: [{from: 2026-08-01, drift: \"0.50\"}, {from: 2026-07-01, drift: 1}]");

        assertThat(account.driftToleranceAt(JULY - 1)).isZero();
        assertThat(account.driftToleranceAt(JULY)).isEqualTo(100);
        assertThat(account.driftToleranceAt(AUGUST)).isEqualTo(50);
    }

    @Test
    void shouldReadTheGracePeriod() throws Exception {
        assertThat(settings("", "").balances()).isEqualTo(new Settings.Balances(Duration.ofMinutes(15)));
        assertThat(settings("balances: {grace: 1s}", "").balances().grace()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings("balances: {grace: 7d}", "").balances().grace()).isEqualTo(Duration.ofDays(7));
    }

    private static Account account(String names) throws InvalidSettings {
        return requireNonNull(settings("", names).accounts().get("a"));
    }

    private static Settings settings(String line, String names) throws InvalidSettings {
        return SettingsFile.parse("""
                kafka: {bootstrapServers: "localhost:9092"}
                registry: {url: "http://localhost:8081"}
                %s
                accounts:
                  a: {gateway: juhe, merchant: "1", keys: [{id: k, key: "${env:K}"}], %s}
                """.formatted(line, names), Path.of(""), Map.of("K", "k"));
    }
}
