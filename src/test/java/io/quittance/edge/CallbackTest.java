package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.AckRule;
import io.quittance.config.Network;
import io.quittance.edge.EdgeCounters.Counted;
import io.quittance.edge.EdgeRig.Kept;
import io.quittance.events.EventKind;
import io.quittance.events.Source;
import io.quittance.events.Transport;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallbackTest {
    private EdgeRig rig;

    @BeforeAll
    void start() throws Exception {
        rig = EdgeRig.start(
                "callback.",
                List.of(),
                SampleGateway.account("shop-main", AckRule.VERIFIED, List.of()),
                SampleGateway.account("shop-durable", AckRule.DURABLE, List.of()),
                SampleGateway.account(
                        "shop-fenced", AckRule.VERIFIED, List.of(new Network(InetAddress.ofLiteral("192.0.2.0"), 24))));
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @Test
    void shouldAcknowledgeAVerifiedCallbackWithTheGatewaysWordAndKeepItByteForByte() throws Exception {
        long before = System.currentTimeMillis();

        HttpResponse<String> answer = rig.post("/callbacks/shop-main/payment", SampleGateway.PAID);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("OK");
        Kept kept = rig.received().getLast();
        assertThat(kept.key()).isEqualTo("shop-main/" + SampleGateway.ORDER);
        assertThat(kept.body()).isEqualTo(SampleGateway.PAID.getBytes(StandardCharsets.UTF_8));
        assertThat(kept.value().getSource()).isEqualTo(Source.CALLBACK);
        assertThat(kept.value().getKind()).isEqualTo(EventKind.PAYMENT);
        assertThat(kept.value().getAccount()).isEqualTo("shop-main");
        assertThat(kept.value().getOrder()).isEqualTo(SampleGateway.ORDER);
        assertThat(kept.value().getMessage()).isEqualTo("payment-callback");
        assertThat(kept.value().getContentType()).isEqualTo(SampleGateway.FORM);
        assertThat(kept.value().getPeer()).isEqualTo("127.0.0.1");
        assertThat(kept.value().getTransport()).isEqualTo(Transport.LOOPBACK);
        assertThat(kept.value().getHeaders()).containsKey("user-agent");
        assertThat(kept.value().getReceivedAt().toEpochMilli()).isBetween(before, System.currentTimeMillis());
        assertThat(kept.timestamp()).isEqualTo(kept.value().getReceivedAt().toEpochMilli());
        assertThat(kept.value().getId()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void shouldAnswerABlankAckWithAnEmptyBody() throws Exception {
        HttpResponse<String> answer = rig.post("/callbacks/shop-main/payout", SampleGateway.PAID);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(rig.received().getLast().value().getKind()).isEqualTo(EventKind.PAYOUT);
    }

    @Test
    void shouldTakeTheRawQueryStringOfAGetAsTheBody() throws Exception {
        HttpResponse<String> answer =
                rig.send(HttpRequest.newBuilder(rig.uri("/callbacks/shop-main/payment?" + SampleGateway.PAID)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("OK");
        Kept kept = rig.received().getLast();
        assertThat(kept.body()).isEqualTo(SampleGateway.PAID.getBytes(StandardCharsets.UTF_8));
        assertThat(kept.value().getContentType()).isNull();
    }

    @Test
    void shouldKeepTheBytesOfAQueryStringThatIsNotPercentEncoded() throws Exception {
        String query = "orderid=\u00e8\u00ae\u00a2&x=1";

        String answer;
        try (RawClient client = new RawClient(rig.server.port())) {
            answer = client.say("GET /callbacks/shop-main/payment?" + query
                            + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .listenToTheEnd();
        }

        assertThat(answer).startsWith("HTTP/1.1 400 ").endsWith(Refusal.MISSING_SIGNATURE.text());
        assertThat(rig.received().getLast().body()).isEqualTo(query.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void shouldRejectAForgedCallbackAndKeepItUnderItsOrder() throws Exception {
        HttpResponse<String> answer = rig.post("/callbacks/shop-main/payment", SampleGateway.FORGED);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(Refusal.BAD_SIGNATURE.text());
        Kept kept = rig.received().getLast();
        assertThat(kept.key()).isEqualTo("shop-main/20260301000000000002");
        assertThat(kept.value().getOrder()).isEqualTo("20260301000000000002");
        assertThat(kept.body()).isEqualTo(SampleGateway.FORGED.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldRejectABodyThatIsNotUtf8AndKeepItByteForByteUnderItsId() throws Exception {
        byte[] body = {'o', 'r', 'd', 'e', 'r', 'i', 'd', '=', (byte) 0xc3, (byte) 0x28, 0, (byte) 0xff};

        HttpResponse<String> answer = rig.post("/callbacks/shop-main/payment", body, SampleGateway.FORM);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(Refusal.MALFORMED.text());
        Kept kept = rig.received().getLast();
        assertThat(kept.body()).isEqualTo(body);
        assertThat(kept.value().getOrder()).isNull();
        assertThat(kept.key()).isEqualTo("shop-main/?" + kept.value().getId());
    }

    @Test
    void shouldAcknowledgeAWrongSignatureWhereTheAccountWantsDurabilityAlone() throws Exception {
        HttpResponse<String> forged = rig.post("/callbacks/shop-durable/payment", SampleGateway.FORGED);
        HttpResponse<String> unreadable = rig.post("/callbacks/shop-durable/payment", "orderid=%ff");

        assertThat(forged.statusCode()).isEqualTo(200);
        assertThat(forged.body()).isEqualTo("OK");
        assertThat(unreadable.statusCode()).isEqualTo(400);
        assertThat(rig.received()).extracting(Kept::key).contains("shop-durable/20260301000000000002");
    }

    @Test
    void shouldNotKnowOtherAccountsMessagesAndPaths() throws Exception {
        int keptBefore = rig.received().size();

        for (String path : List.of(
                "/callbacks/nobody/payment",
                "/callbacks/shop-main/refund",
                "/callbacks/shop-main",
                "/callbacks/shop-main/payment/",
                "/callbacks//payment",
                "/callbacks/shop-main/payment;a=b",
                "/",
                "/nothing")) {
            HttpResponse<String> answer = rig.post(path, SampleGateway.PAID);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).isEqualTo(Refusal.NOT_FOUND.text());
        }

        assertThat(rig.received()).hasSize(keptBefore);
    }

    @Test
    void shouldReadAPercentEncodedPathAsWhatItSays() throws Exception {
        HttpResponse<String> answer = rig.post("/callbacks/shop%2Dmain/p%61yment", SampleGateway.PAID);

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNameTheMethodsThatItTakes() throws Exception {
        for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "BREW")) {
            HttpResponse<String> answer = rig.send(HttpRequest.newBuilder(rig.uri("/callbacks/shop-main/payment"))
                    .method(method, HttpRequest.BodyPublishers.noBody()));

            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).as(method).contains("GET, POST");
        }
        HttpResponse<String> get = rig.send(HttpRequest.newBuilder(rig.uri("/callbacks/shop-main/payout?a=b")));
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void shouldRefuseAddressesThatTheAccountDoesNotAllow() throws Exception {
        int keptBefore = rig.received().size();

        HttpResponse<String> answer = rig.send(HttpRequest.newBuilder(rig.uri("/callbacks/shop-fenced/payment"))
                .header("X-Forwarded-For", "192.0.2.7")
                .POST(HttpRequest.BodyPublishers.ofString(SampleGateway.PAID)));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo(Refusal.FORBIDDEN.text());
        assertThat(rig.received()).hasSize(keptBefore);
    }

    @Test
    void shouldKeepAnOrderIdBeyondAllLimitsUnderItsOwnId() throws Exception {
        String longOrder = "9".repeat(EdgeLimits.MAX_ORDER_LENGTH + 1);

        HttpResponse<String> answer =
                rig.post("/callbacks/shop-main/payment", SampleGateway.PAID.replace(SampleGateway.ORDER, longOrder));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(Refusal.MALFORMED.text());
        assertThat(rig.received().getLast().key()).startsWith("shop-main/?");
    }

    @Test
    void shouldCountWhatItDid() throws Exception {
        EdgeCounters.Tally tally = rig.edge.counters().of("shop-main");
        long verified = tally.count(Counted.VERIFIED);
        long rejected = tally.count(Refusal.BAD_SIGNATURE);

        rig.post("/callbacks/shop-main/payment", SampleGateway.PAID);
        rig.post("/callbacks/shop-main/payment", SampleGateway.FORGED);

        assertThat(tally.count(Counted.VERIFIED)).isEqualTo(verified + 1);
        assertThat(tally.count(Refusal.BAD_SIGNATURE)).isEqualTo(rejected + 1);
        assertThat(tally.count(Counted.WRITTEN)).isGreaterThanOrEqualTo(2);
        assertThat(tally.count(Counted.RECEIVED)).isGreaterThanOrEqualTo(tally.count(Counted.WRITTEN));
    }

    @Test
    void shouldAnswerPipelinedCallbacksInTheirOrder() throws Exception {
        String request = "POST /callbacks/shop-main/payment HTTP/1.1\r\nHost: a\r\nContent-Type: " + SampleGateway.FORM
                + "\r\nContent-Length: %d\r\n\r\n%s";
        String first = request.formatted(SampleGateway.PAID.length(), SampleGateway.PAID);
        String second = request.formatted(SampleGateway.FORGED.length(), SampleGateway.FORGED);

        try (RawClient client = new RawClient(rig.server.port())) {
            client.say(first + second + first);

            assertThat(client.listenToOneAnswer()).startsWith("HTTP/1.1 200 ").endsWith("OK");
            assertThat(client.listenToOneAnswer()).startsWith("HTTP/1.1 400 ");
            assertThat(client.listenToOneAnswer()).startsWith("HTTP/1.1 200 ").endsWith("OK");
        }
    }

    @Test
    void shouldTellASenderThatWaitsForItToGoOn() throws Exception {
        try (RawClient client = new RawClient(rig.server.port())) {
            client.say("POST /callbacks/shop-main/payment HTTP/1.1\r\nHost: a\r\nContent-Type: " + SampleGateway.FORM
                    + "\r\nExpect: 100-continue\r\nContent-Length: " + SampleGateway.PAID.length() + "\r\n\r\n");

            assertThat(client.listenToOneAnswer()).startsWith("HTTP/1.1 100 ");
            assertThat(client.say(SampleGateway.PAID).listenToOneAnswer()).startsWith("HTTP/1.1 200 ");
        }
    }
}
