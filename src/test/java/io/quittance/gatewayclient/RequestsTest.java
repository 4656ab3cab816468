package io.quittance.gatewayclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quittance.config.Account;
import io.quittance.gateways.DialectDefinition.RequestRole;
import io.quittance.gateways.FieldFault;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RefusedRequest;
import io.quittance.gateways.SignedRequest;
import io.quittance.gateways.Signing;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestsTest {
    /** 12:35:06 in Beijing, the time of the document's own example. */
    private static final long EXAMPLE_TIME =
            Instant.parse("2018-09-02T04:35:06Z").toEpochMilli();

    private static final Account JINGS = Accounts.at("https://sun.jings.wang");

    private final Requests requests = new Requests(URI.create("https://pay.example"));

    /** Golden vector jings/from-the-document. */
    @Test
    void shouldSayTheTimeInTheGatewaysZone() {
        Signing signing = requests.make(JINGS, MessageType.BALANCE_QUERY_REQUEST, Map.of(), Map.of(), EXAMPLE_TIME);

        assertThat(signing).isInstanceOfSatisfying(SignedRequest.class, request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.path()).isEqualTo("/requstBalance.action");
            assertThat(request.query())
                    .isEqualTo("uid=10000001400000&reqtime=2018-09-02%2012%3A35%3A06"
                            + "&key=c9b922d7dde2c8ad614b998f8d183e84");
            assertThat(Requests.timeSent(JINGS, MessageType.BALANCE_QUERY_REQUEST, request.fields(), EXAMPLE_TIME))
                    .isEqualTo("2018-09-02 12:35:06");
        });
    }

    /** Golden vector jings/query. */
    @Test
    void shouldAskForAnOrder() {
        Signing signing = requests.make(
                JINGS,
                MessageType.PAYMENT_QUERY_REQUEST,
                Map.of(RequestRole.ORDER, "10000000480010"),
                Map.of(),
                EXAMPLE_TIME);

        assertThat(signing)
                .isInstanceOfSatisfying(
                        SignedRequest.class,
                        request -> assertThat(request.query())
                                .isEqualTo("orderid=10000000480010&uid=10000001400000"
                                        + "&key=c008216134b0a01573d18784a14942e3"));
    }

    /** Golden vector lianhe/query: asking for the callback again is not signed. */
    @Test
    void shouldAskForTheCallbackAgain() {
        Account lianhe = Accounts.of("""
                gateway: lianhe
                merchant: ak_8cd572bc9d
                keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]
                """);

        Signing again = requests.make(
                lianhe,
                MessageType.PAYOUT_QUERY_REQUEST,
                Map.of(RequestRole.ORDER, "M-20260301-0001", RequestRole.RESEND, "true"),
                Map.of(),
                EXAMPLE_TIME);
        Signing plain = requests.make(
                lianhe,
                MessageType.PAYMENT_QUERY_REQUEST,
                Map.of(RequestRole.ORDER, "M-20260301-0001"),
                Map.of(),
                EXAMPLE_TIME);

        assertThat(again)
                .isInstanceOfSatisfying(
                        SignedRequest.class,
                        request -> assertThat(request.fields())
                                .containsEntry("callback", "true")
                                .containsEntry("sign", "6ebb6b7a8a54d275b99f8012e985ac45"));
        assertThat(plain)
                .isInstanceOfSatisfying(
                        SignedRequest.class,
                        request -> assertThat(request.fields())
                                .doesNotContainKey("callback")
                                .containsEntry("sign", "6ebb6b7a8a54d275b99f8012e985ac45"));
    }

    @Test
    void shouldNameWhereToCallBackAndWhereToReturn() {
        Signing page = requests.make(
                JINGS,
                MessageType.PAYMENT_PAGE,
                Map.of(RequestRole.ORDER, "A1", RequestRole.AMOUNT, "1.00"),
                Map.of(),
                EXAMPLE_TIME);

        assertThat(page)
                .isInstanceOfSatisfying(
                        SignedRequest.class,
                        request -> assertThat(request.fields())
                                .containsEntry("notifyurl", "https://pay.example/callbacks/main/payment")
                                .containsEntry("returnurl", "https://pay.example/returns/main"));
    }

    @Test
    void shouldMakeANewNonceEachTimeAndKeepOneThatIsGiven() {
        Account yijuhe = Accounts.of("""
                gateway: yijuhe
                merchant: "20000"
                keys:
                  - id: k1
                    md5Key: 19079c847936334f6a41e38fd988d6e6
                    platformPublicKey: %s
                    merchantPrivateKey: %s
                """.formatted(SampleKeys.PUBLIC, SampleKeys.PRIVATE));
        Map<RequestRole, String> order = Map.of(RequestRole.ORDER, "A1");

        Signing first = requests.make(yijuhe, MessageType.PAYMENT_QUERY_REQUEST, order, Map.of(), EXAMPLE_TIME);
        Signing second = requests.make(yijuhe, MessageType.PAYMENT_QUERY_REQUEST, order, Map.of(), EXAMPLE_TIME);
        Signing given = requests.make(
                yijuhe, MessageType.PAYMENT_QUERY_REQUEST, order, Map.of("nonceStr", "mine"), EXAMPLE_TIME);

        assertThat(nonce(first)).matches("[0-9a-z]{32}").isNotEqualTo(nonce(second));
        assertThat(nonce(given)).isEqualTo("mine");
    }

    @Test
    void shouldSignWithTheNewestKeyThatCounts() {
        Account changing = Accounts.of("""
                gateway: jings
                merchant: "10000001400000"
                keys:
                  - {id: old, token: 10665CF54E90822951FE80330E9CF715}
                  - {id: new, validFrom: 2018-09-02T04:35:06Z, token: abc}
                  - {id: later, validFrom: 2018-09-01T00:00:00Z, addedAt: 2019-01-01T00:00:00Z, token: def}
                """);
        Map<RequestRole, String> order = Map.of(RequestRole.ORDER, "10000000480010");

        Signing before = requests.make(changing, MessageType.PAYMENT_QUERY_REQUEST, order, Map.of(), EXAMPLE_TIME - 1);
        Signing after = requests.make(changing, MessageType.PAYMENT_QUERY_REQUEST, order, Map.of(), EXAMPLE_TIME);

        assertThat(before)
                .isInstanceOfSatisfying(
                        SignedRequest.class,
                        request ->
                                assertThat(request.fields()).containsEntry("key", "c008216134b0a01573d18784a14942e3"));
        assertThat(after)
                .isInstanceOfSatisfying(
                        SignedRequest.class,
                        request -> assertThat(request.fields())
                                .doesNotContainEntry("key", "c008216134b0a01573d18784a14942e3"));
    }

    @Test
    void shouldRefuseWhatMustNotGoOut() {
        Account retired = Accounts.of("""
                gateway: jings
                merchant: "1"
                keys: [{id: k1, validTo: 2018-01-01T00:00:00Z, token: t}]
                """);
        Requests unreachable = new Requests(null);

        Signing withoutKey = requests.make(
                retired, MessageType.PAYMENT_QUERY_REQUEST, Map.of(RequestRole.ORDER, "A1"), Map.of(), EXAMPLE_TIME);
        Signing withoutAddress = unreachable.make(
                JINGS,
                MessageType.PAYMENT_PAGE,
                Map.of(RequestRole.ORDER, "A1", RequestRole.AMOUNT, "1.00"),
                Map.of(),
                EXAMPLE_TIME);

        assertThat(withoutKey)
                .isInstanceOfSatisfying(
                        RefusedRequest.class,
                        refused -> assertThat(refused.faults())
                                .containsExactly(
                                        new FieldFault("key", "cannot be made: no key of the account is valid now")));
        assertThat(withoutAddress)
                .isInstanceOfSatisfying(
                        RefusedRequest.class,
                        refused -> assertThat(refused.faults())
                                .containsExactlyInAnyOrder(
                                        new FieldFault("notifyurl", "is required and missing"),
                                        new FieldFault("returnurl", "is required and missing")));
    }

    @Test
    void shouldKnowWhatAGatewayDoesNotOffer() {
        assertThat(Requests.offers(JINGS, MessageType.BALANCE_QUERY_REQUEST, EXAMPLE_TIME))
                .isTrue();
        assertThat(Requests.offers(JINGS, MessageType.PAYOUT_QUERY_REQUEST, EXAMPLE_TIME))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> requests.make(JINGS, MessageType.PAYOUT_QUERY_REQUEST, Map.of(), Map.of(), EXAMPLE_TIME))
                .withMessage("jings has no payout-query-request");
    }

    private static String nonce(Signing signing) {
        return signing instanceof SignedRequest request ? request.fields().getOrDefault("nonceStr", "") : "";
    }
}
