package io.quittance.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.gateways.DialectDefinition.Blanks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DialectKeysTest {
    private static final long MONDAY = 1_000;
    private static final long TUESDAY = 2_000;
    private static final long FRIDAY = 5_000;

    /** Signed with the key "new": md5 of {@code fee=1&mch=M&no=A&st=1&key=new}. */
    private static final String MESSAGE = "mch=M&no=A&fee=1&st=1&sign=074c50bf51b539d25e3359aa3ca23568";

    private final Dialect dialect = Dialect.compile(SampleDialects.md5("sample", Blanks.SKIP, Long.MIN_VALUE));

    @Test
    void shouldTryEveryKeyThatCountsAndNameTheOneThatVerified() {
        GatewayAccount account =
                account(key("k1", "old", Long.MIN_VALUE, Long.MAX_VALUE, 0), key("k2", "new", 0, Long.MAX_VALUE, 0));

        Verdict verdict = dialect.verify(message(), account, MONDAY, MONDAY);

        assertThat(verdict).isInstanceOfSatisfying(Verified.class, verified -> {
            assertThat(verified.keyId()).isEqualTo("k2");
            assertThat(verified.signed()).isTrue();
            assertThat(verified.order()).isEqualTo("A");
        });
    }

    @Test
    void shouldNotCountAKeyOutsideItsTime() {
        GatewayAccount account = account(key("k", "new", MONDAY, TUESDAY, 0));

        assertThat(dialect.verify(message(), account, MONDAY - 1, FRIDAY)).isInstanceOf(Rejected.class);
        assertThat(dialect.verify(message(), account, MONDAY, FRIDAY)).isInstanceOf(Verified.class);
        assertThat(dialect.verify(message(), account, TUESDAY, FRIDAY)).isInstanceOf(Rejected.class);
    }

    @Test
    void shouldBelieveAReplayWithAKeyAddedLaterButNotTheOriginal() {
        GatewayAccount account = account(key("k", "new", Long.MIN_VALUE, Long.MAX_VALUE, TUESDAY));

        assertThat(dialect.verify(message(), account, MONDAY, MONDAY)).isInstanceOf(Rejected.class);
        assertThat(dialect.verify(message(), account, MONDAY, FRIDAY)).isInstanceOf(Verified.class);
    }

    @Test
    void shouldJudgeByTheVersionInForceAtReceipt() {
        Dialect versions = Dialect.compile(List.of(
                SampleDialects.md5("sample", Blanks.SKIP, TUESDAY),
                SampleDialects.upperStatus("sample", Long.MIN_VALUE)));
        GatewayAccount account = account(key("k", "new", Long.MIN_VALUE, Long.MAX_VALUE, 0));

        assertThat(status(versions, account, MONDAY)).isEqualTo(ReportStatus.UNKNOWN);
        assertThat(status(versions, account, TUESDAY)).isEqualTo(ReportStatus.PAID);
    }

    @Test
    void shouldHearTheMessagesOfTheVersionInForceAtReceipt() {
        DialectDefinition before = SampleDialects.md5("sample", Blanks.SKIP, Long.MIN_VALUE);
        DialectDefinition after = new DialectDefinition(
                before.gateway(),
                before.title(),
                TUESDAY,
                before.charset(),
                before.units(),
                before.zone(),
                before.times(),
                before.credentials(),
                before.recipes(),
                Map.of(
                        MessageType.PAYOUT_CALLBACK,
                        Objects.requireNonNull(before.inbound().get(message().type()))),
                before.outbound(),
                before.pacing());

        Dialect versions = Dialect.compile(List.of(before, after));

        assertThat(versions.hears(message().type(), MONDAY)).isTrue();
        assertThat(versions.hears(message().type(), TUESDAY)).isFalse();
    }

    @Test
    void shouldNameTheCredentialAtFaultAndNeverItsValue() {
        assertThatThrownBy(() -> dialect.keyMaterial(Map.of("kee", "hidden")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kee is none of key; key is missing");
        assertThatThrownBy(() -> dialect.keyMaterial(Map.of("key", " "))).hasMessage("key is blank");
    }

    @Test
    void shouldShowNoSecret() {
        AccountKey key = key("k", "hidden", 0, 1, 0);

        assertThat(key.toString() + key.material() + account(key)).doesNotContain("hidden");
    }

    private static ReportStatus status(Dialect dialect, GatewayAccount account, long at) {
        return dialect.verify(message(), account, at, at) instanceof Verified verified
                ? dialect.read(verified).status()
                : ReportStatus.FAILED;
    }

    private static RawMessage message() {
        return new RawMessage(MessageType.PAYMENT_CALLBACK, MESSAGE.getBytes(StandardCharsets.UTF_8), null, null);
    }

    private AccountKey key(String id, String secret, long from, long to, long addedAt) {
        return new AccountKey(id, from, to, addedAt, dialect.keyMaterial(Map.of("key", secret)));
    }

    private GatewayAccount account(AccountKey... keys) {
        return new GatewayAccount("a", dialect, "M", null, List.of(keys));
    }
}
