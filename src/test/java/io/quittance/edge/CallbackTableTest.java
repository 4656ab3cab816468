package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Account;
import io.quittance.config.AckRule;
import io.quittance.config.DialectFiles;
import io.quittance.config.Policy;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.GatewayAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edge says to a gateway whose rules change at some time. */
class CallbackTableTest {
    private static final long FROM = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
    private static final String NEWER = """
            gateway: juhe
            from: 2026-05-01T00:00:00Z
            credentials: {key: secret}
            recipes:
              md5: {names: sorted, blanks: skip, secret: {credential: key, as: suffix}, digest: md5}
            messages:
              payment-callback:
                body: form
                methods: [POST, GET]
                ack: fine
                fields: {mch: merchant, no: order, fee: paid, st: text}
                signature: {field: sign, recipe: md5, over: [mch, no, fee, st]}
                status: [{when: {st: "1"}, is: paid}]
              payout-callback: {sameAs: payment-callback}
            """;

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void shouldAnswerByTheRulesInForce() throws IOException {
        CallbackTable table = new CallbackTable(List.of(account()), new EdgeCounters(List.of("shop")));

        CallbackPoint before = Objects.requireNonNull(table.find("/callbacks/shop/payment", FROM - 1));
        CallbackPoint after = Objects.requireNonNull(table.find("/callbacks/shop/payment", FROM));

        assertThat(before.ack(FROM - 1)).asString(StandardCharsets.UTF_8).isEqualTo("OK");
        assertThat(after.ack(FROM)).asString(StandardCharsets.UTF_8).isEqualTo("fine");
        assertThat(before.allow(FROM - 1)).isEqualTo("POST");
        assertThat(after.allow(FROM)).isEqualTo("GET, POST");
        assertThat(table.find("/callbacks/shop/payout", FROM - 1)).isNull();
        assertThat(table.find("/callbacks/shop/payout", FROM)).isNotNull();
    }

    @Test
    void shouldReadBrowserReturnsByTheRulesInForce() throws IOException {
        ReturnPoint point = new ReturnPoint(account(), new EdgeCounters(List.of("shop")).of("shop"));

        assertThat(point.signs(FROM - 1)).isTrue();
        assertThat(point.signs(FROM)).isFalse();
    }

    private Account account() throws IOException {
        Files.writeString(folder.resolve("juhe.yaml"), NEWER);
        Dialect juhe = Objects.requireNonNull(DialectFiles.load(folder).get("juhe"));
        GatewayAccount gateway = new GatewayAccount("shop", juhe, "10023", null, List.of());
        return new Account(gateway, null, List.of(Policy.DEFAULT), AckRule.VERIFIED, List.of());
    }
}
