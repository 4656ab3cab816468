package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyUsesTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

    @Test
    void shouldMissNothingWhereEveryKeyIsStillThere() throws Exception {
        KeyUses uses = new KeyUses();
        uses.add("a", outcome("k1", MARCH));
        uses.add("a", outcome("k1", APRIL));
        uses.add("a", outcome(null, APRIL));
        uses.add("gone", outcome(null, APRIL));

        assertThat(uses.messages()).isEqualTo(2);
        assertThat(uses.lostIn(settings("{id: k1, key: x}"))).isEmpty();
        assertThat(uses.lostIn(settings("{id: k1, validFrom: 2026-03-01, validTo: 2026-04-02, key: x}")))
                .isEmpty();
    }

    @Test
    void shouldMissAKeyThatIsGone() throws Exception {
        KeyUses uses = new KeyUses();
        uses.add("a", outcome("k0", APRIL));
        uses.add("a", outcome("k0", MARCH));
        uses.add("b", outcome("k1", MARCH));

        assertThat(uses.lostIn(settings("{id: k1, key: x}")))
                .containsExactly(
                        "accounts.a.keys.k0: is no longer there, but has verified 2 messages, received from"
                                + " 2026-03-01T00:00:00Z to 2026-04-01T00:00:00Z; put it back, with a validTo where it"
                                + " is retired",
                        "accounts.b.keys.k1: is no longer there, but has verified 1 messages, received from"
                                + " 2026-03-01T00:00:00Z to 2026-03-01T00:00:00Z; put it back, with a validTo where it"
                                + " is retired");
    }

    @Test
    void shouldMissAKeyThatNoLongerCoversWhatItVerified() throws Exception {
        KeyUses uses = new KeyUses();
        uses.add("a", outcome("k1", MARCH));
        uses.add("a", outcome("k1", APRIL));

        assertThat(uses.lostIn(settings("{id: k1, validTo: 2026-04-01, key: x}")))
                .singleElement()
                .asString()
                .startsWith("accounts.a.keys.k1: is valid until 2026-04-01T00:00:00Z, but has verified 2 messages");
        assertThat(uses.lostIn(settings("{id: k1, validFrom: 2026-03-02, key: x}")))
                .hasSize(1);
    }

    private static Settings settings(String key) throws Exception {
        return SettingsFile.parse("""
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "localhost:9092"}
                registry: {url: "http://localhost:8081"}
                accounts:
                  a: {gateway: juhe, merchant: "1", keys: [%s]}
                """.formatted(key), Path.of(""), Map.of());
    }

    static Outcome outcome(@Nullable String keyId, Instant receivedAt) {
        return Outcome.newBuilder()
                .setId("id")
                .setReceivedPartition(0)
                .setReceivedOffset(1)
                .setSource(Source.CALLBACK)
                .setKind(EventKind.PAYMENT)
                .setMessage("payment-callback")
                .setReceivedAt(receivedAt)
                .setVerdict(OutcomeVerdict.VERIFIED)
                .setReason(null)
                .setKeyId(keyId)
                .setEffect(Effect.MOVED)
                .setFrom(null)
                .setTo(null)
                .setSettled(false)
                .build();
    }
}
