package io.quittance.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Account;
import io.quittance.config.AckRule;
import io.quittance.config.DialectFiles;
import io.quittance.config.Policy;
import io.quittance.events.EventKind;
import io.quittance.events.Transport;
import io.quittance.gatewayclient.Answer.Answered;
import io.quittance.gateways.AccountKey;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.MessageType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinalAnswerTest {
    private static final String ORDER = "20260301000000000001";
    private static final String SIGNED = "{\"memberid\": \"10023\", \"orderid\": \"20260301000000000001\","
            + " \"amount\": \"100.00\", \"time_end\": \"2026-03-01 11:22:33\", \"transaction_id\": \"T1\","
            + " \"returncode\": \"00\", \"trade_state\": \"SUCCESS\","
            + " \"sign\": \"C772918D8A12FBFD90D06BBAD9BF19AB\"}";

    /** A signature speaks for itself; as in the topology, nothing between the gateway and here can make one. */
    @ParameterizedTest
    @CsvSource({"200, TLS", "429, TLS", "503, TLS", "503, PLAIN", "302, LOOPBACK"})
    void shouldTakeASignedAnswerWhateverItsStatus(int status, Transport transport) {
        Answered signed = answered(status, SIGNED, transport);
        Answered forged = answered(status, SIGNED.replace("100.00", "999.00"), transport);

        assertThat(isFinal(signed)).isTrue();
        assertThat(isFinal(forged)).isFalse();
    }

    private static boolean isFinal(Answered answer) {
        Dialect juhe = Objects.requireNonNull(DialectFiles.load(null).get("juhe"));
        AccountKey key = new AccountKey(
                "k1", 0, Long.MAX_VALUE, 0, juhe.keyMaterial(Map.of("key", "dd49b9c72368279245978f269c52b2ab")));
        GatewayAccount gateway = new GatewayAccount("a", juhe, "10023", URI.create("https://gw.example"), List.of(key));
        Account account = new Account(gateway, null, List.of(Policy.DEFAULT), AckRule.VERIFIED, List.of());
        Inquiry question = new Inquiry(
                "q",
                EventKind.PAYMENT,
                "a",
                ORDER,
                MessageType.PAYMENT_QUERY_REQUEST,
                MessageType.PAYMENT_QUERY_RESPONSE,
                0,
                Long.MAX_VALUE,
                true,
                false,
                0);
        return FinalAnswer.is(account, question, answer, 1_772_334_153_000L);
    }

    private static Answered answered(int status, String body, Transport transport) {
        return new Answered(status, body.getBytes(StandardCharsets.UTF_8), "application/json", transport);
    }
}
