package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.config.AckRule;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit of {@link EdgeLimits} over a real connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeLimitsTest {
    private static final String PATH = "/callbacks/shop-main/payment";
    private static final String POST =
            "POST " + PATH + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + SampleGateway.FORM + "\r\n";
    private static final Duration SLACK = Duration.ofMillis(2_500);

    private EdgeRig rig;

    @BeforeAll
    void start() throws Exception {
        rig = EdgeRig.start("limits.", List.of(), SampleGateway.account("shop-main", AckRule.VERIFIED, List.of()));
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @Test
    void shouldKeepABodyOfTheLargestSizeAndRefuseOneByteMore() throws Exception {
        int keptBefore = rig.received().size();

        HttpResponse<String> largest = rig.post(PATH, "a".repeat(EdgeLimits.MAX_BODY_BYTES));
        HttpResponse<String> larger = rig.post(PATH, "a".repeat(EdgeLimits.MAX_BODY_BYTES + 1));

        assertThat(largest.statusCode()).isEqualTo(400);
        assertThat(larger.statusCode()).isEqualTo(413);
        assertThat(larger.body()).isEqualTo(Refusal.TOO_LARGE.text());
        assertThat(rig.received()).hasSize(keptBefore + 1);
        assertThat(rig.received().getLast().body()).hasSize(EdgeLimits.MAX_BODY_BYTES);
    }

    @Test
    void shouldRefuseALengthThatIsTooLargeBeforeTheBodyIsSent() throws Exception {
        try (RawClient client = new RawClient(rig.server.port())) {
            client.say(POST + "Content-Length: 99999999999\r\n\r\n");

            assertThat(client.listenToTheEnd()).startsWith("HTTP/1.1 413 ").endsWith(Refusal.TOO_LARGE.text());
        }
    }

    @Test
    void shouldRefuseAChunkedBodyThatIsTooLarge() throws Exception {
        String chunk = "4000\r\n" + "a".repeat(0x4000) + "\r\n";

        try (RawClient client = new RawClient(rig.server.port())) {
            client.say(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(4) + "1\r\na\r\n");

            assertThat(client.listenToOneAnswer()).startsWith("HTTP/1.1 413 ").endsWith(Refusal.TOO_LARGE.text());
        }
    }

    @Test
    void shouldTakeAChunkedBodyWithinTheLimit() throws Exception {
        String body = SampleGateway.PAID;
        String chunked = Integer.toHexString(20) + "\r\n" + body.substring(0, 20) + "\r\n"
                + Integer.toHexString(body.length() - 20) + "\r\n" + body.substring(20) + "\r\n0\r\n\r\n";

        try (RawClient client = new RawClient(rig.server.port())) {
            client.say(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunked);

            assertThat(client.listenToOneAnswer()).startsWith("HTTP/1.1 200 ").endsWith("OK");
        }
    }

    @Test
    void shouldRefuseOneParameterTooMany() throws Exception {
        int keptBefore = rig.received().size();
        String most = "a=1" + "&a=1".repeat(EdgeLimits.MAX_PARAMETERS - 1);

        HttpResponse<String> within = rig.post(PATH, most);
        HttpResponse<String> over = rig.post(PATH, most + "&a=1");

        assertThat(within.body()).isNotEqualTo(Refusal.TOO_MANY_PARAMETERS.text());
        assertThat(over.statusCode()).isEqualTo(400);
        assertThat(over.body()).isEqualTo(Refusal.TOO_MANY_PARAMETERS.text());
        assertThat(rig.received()).hasSize(keptBefore + 1);
    }

    @Test
    void shouldRefuseOneQueryParameterTooMany() throws Exception {
        String over = "a=1" + "&a=1".repeat(EdgeLimits.MAX_PARAMETERS);

        assertThat(answerTo("GET " + PATH + "?" + over + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void shouldRefuseTooManyHeaders() throws Exception {
        String headers = "X-A: b\r\n".repeat(EdgeLimits.MAX_HEADERS);

        assertThat(answerTo(POST + headers + "Content-Length: 0\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void shouldRefuseHeadersThatAreTooLarge() throws Exception {
        String header = "X-A: " + "b".repeat(EdgeLimits.MAX_HEADER_BYTES) + "\r\n";

        assertThat(answerTo(POST + header + "Content-Length: 0\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void shouldCutARequestWhoseBodyDoesNotCome() throws Exception {
        try (RawClient client = new RawClient(rig.server.port())) {
            long start = System.nanoTime();

            String answer =
                    client.say(POST + "Content-Length: 300\r\n\r\nhalf of it").listenToTheEnd();

            assertThat(answer).startsWith("HTTP/1.1 408 ").endsWith(Refusal.TOO_SLOW.text());
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(EdgeLimits.BODY_READ_TIME.minusMillis(500), EdgeLimits.BODY_READ_TIME.plus(SLACK));
        }
    }

    @Test
    void shouldCutAChunkedRequestWhoseBodyDoesNotEnd() throws Exception {
        try (RawClient client = new RawClient(rig.server.port())) {
            String answer = client.say(POST + "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")
                    .listenToTheEnd();

            assertThat(answer).startsWith("HTTP/1.1 408 ").endsWith(Refusal.TOO_SLOW.text());
        }
    }

    @Test
    void shouldCutARequestWhoseBodyOnlyDrips() throws Exception {
        try (RawClient client = new RawClient(rig.server.port())) {
            client.say(POST + "Content-Length: 60000\r\n\r\n").patience(100);
            String answer = "";
            for (int drops = 0; answer.isEmpty() && drops < 200; drops++) {
                try {
                    answer = client.say("a").listenToOneAnswer();
                } catch (SocketTimeoutException e) {
                    answer = "";
                }
            }

            assertThat(answer).startsWith("HTTP/1.1 408 ").endsWith(Refusal.TOO_SLOW.text());
        }
    }

    @Test
    void shouldCutARequestWhoseHeadersDoNotEnd() throws Exception {
        try (RawClient client = new RawClient(rig.server.port())) {
            long start = System.nanoTime();

            String answer = client.say(POST + "X-Slow: ").listenToTheEnd();

            assertThat(answer).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(EdgeLimits.HEADER_READ_TIME.minusMillis(500), EdgeLimits.HEADER_READ_TIME.plus(SLACK));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nContent-Length: 4\r\n\r\na=1b",
                "Content-Length: 4\r\nContent-Length: 5\r\n\r\na=1bc",
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Content-Length: -4\r\n\r\na=1b",
                "Content-Length: four\r\n\r\na=1b",
                "Content-Length: 4, 4\r\n\r\na=1b",
                "Bad Header: x\r\nContent-Length: 0\r\n\r\n",
                "Host: b\r\nContent-Length: 0\r\n\r\n"
            })
    void shouldRefuseFramingThatCanBeReadInTwoWays(String rest) throws Exception {
        String answer = answerTo(POST + rest);

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("ok").doesNotContain("success");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
                "nonsense\r\n\r\n",
                "POST\r\n\r\n",
                "POST /callbacks/shop-main/payment\r\n\r\n",
                "POST /callbacks/shop-main/payment HTTP/3.7\r\n\r\n",
                "POST callbacks HTTP/1.1\r\nHost: a\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "POST /callbacks/shop-main/payment HTTP/1.1\r\nContent-Length: 0\r\n\r\n"
            })
    void shouldEndAConnectionThatDoesNotSpeakHttp(String nonsense) throws Exception {
        String answer = answerTo(nonsense);

        assertThat(answer).matches("(?s)|HTTP/1.1 4.*");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("ok").doesNotContain("success");
    }

    @Test
    void shouldGoOnServingAfterABrokenChunk() throws Exception {
        String answer = answerTo(POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n");

        assertThat(answer).matches("(?s)|HTTP/1.1 400 .*");
        assertThat(rig.post(PATH, SampleGateway.PAID).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldLetConnectionsBeyondTheMostWait() throws Exception {
        List<RawClient> most = new ArrayList<>();
        try {
            for (int i = 0; i < EdgeLimits.MAX_CONNECTIONS; i++) {
                most.add(new RawClient(rig.server.port()));
            }
            RawClient oneMore = new RawClient(rig.server.port());
            most.add(oneMore);
            oneMore.say("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").patience(500);
            assertThatThrownBy(oneMore::listenToOneAnswer).isInstanceOf(SocketTimeoutException.class);

            for (RawClient leaving : most.subList(0, 50)) { // other tests' connections wait in the same queue
                leaving.close();
            }

            assertThat(oneMore.patience(10_000).listenToOneAnswer()).startsWith("HTTP/1.1 200 ");
        } finally {
            for (RawClient client : most) {
                client.close();
            }
        }
    }

    @Test
    void shouldKeepTheProducersBufferLargerThanWhatIsAdmitted() {
        assertThat(EdgeLimits.PRODUCER_BUFFER_BYTES)
                .isGreaterThan(EdgeLimits.MAX_BYTES_IN_FLIGHT + 4L * EdgeLimits.MAX_BODY_BYTES);
        assertThat(EdgeLimits.DELIVERY_TIME).isLessThan(EdgeLimits.ANSWER_BUDGET);
        assertThat(EdgeLimits.BROKER_REQUEST_TIME).isLessThan(EdgeLimits.DELIVERY_TIME);
    }

    private String answerTo(String request) throws IOException {
        try (RawClient client = new RawClient(rig.server.port())) {
            return client.say(request).listenToTheEnd();
        }
    }
}
