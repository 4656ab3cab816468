package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.LiveEdges.Node;
import io.quittance.edge.EdgeLimits;
import io.quittance.events.DecisionAction;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Received;
import io.quittance.events.RejectionReason;
import io.quittance.events.Source;
import io.quittance.events.Transport;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What payers' browsers, merchants' systems and operators hand in, over real HTTP, and what the real topology makes of it. */
class HandedInTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ORDER = "20260301000000000001";

    /** Golden vector juhe browser-return/signed. */
    private static final String SIGNED_RETURN = "memberid=10023&orderid=20260301000000000001&amount=100.00"
            + "&transaction_id=T2026030111223344&datetime=20260301112233&returncode=00&attach="
            + "&sign=7683295F7B8FC6D5D0D2443F0B70C872";

    private static final String SECTIONS = """
            accounts:
              ju: {gateway: juhe, merchant: "10023", returnUrl: "https://shop.example/back?from=ju", keys: [{id: k1, key: dd49b9c72368279245978f269c52b2ab}]}
              zo: {gateway: zonghe, merchant: gpu10000000, keys: [{id: k1, secret: c794ab6969a7a25ebe1328a230c045f4}]}
              ji: {gateway: jings, merchant: "10000001400000", returnUrl: "https://shop.example/back", keys: [{id: k1, token: 10665CF54E90822951FE80330E9CF715}]}
              li: {gateway: lianhe, merchant: ak_8cd572bc9d, baseUrl: "http://127.0.0.1:9", keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]}
            """;

    @TempDir
    private static Path folder;

    private static LiveEdges live;
    private static Node edge;

    @BeforeAll
    static void startAll() throws Exception {
        live = LiveEdges.start(folder, "handed-in", SECTIONS);
        edge = live.edge();
    }

    @AfterAll
    static void closeAll() {
        live.close();
    }

    @Test
    void shouldKeepASignedReturnAsAHintAndSendThePayerOn() throws Exception {
        HttpResponse<String> answer = form("/returns/ju", SIGNED_RETURN);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("https://shop.example/back?from=ju");
        Received kept = last();
        assertThat(text(kept)).isEqualTo(SIGNED_RETURN);
        assertThat(kept.getSource()).isEqualTo(Source.RETURN);
        assertThat(kept.getMessage()).isEqualTo("browser-return");
        assertThat(kept.getOrder()).isEqualTo(ORDER);
        Outcome outcome = live.outcome(kept.getId());
        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.NOTED);
        assertThat(outcome.getKeyId()).isEqualTo("k1");
        assertThat(outcome.getEffect()).isEqualTo(Effect.NONE);
    }

    @Test
    void shouldRejectAReturnWhoseSignatureIsThereAndWrong() throws Exception {
        HttpResponse<String> answer = form("/returns/ju", SIGNED_RETURN.replace("000001&amount", "000002&amount"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        Outcome outcome = live.outcome(last().getId());
        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.REJECTED);
        assertThat(outcome.getReason()).isEqualTo(RejectionReason.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/returns/zo?order_no=201912&pay_status=1, 200, 201912, browser-return",
                "/returns/ju?memberid=10023&orderid=7&amount=1.00&returncode=00, 303, 7, browser-return",
                "/returns/ju, 303, -, ''",
                "/returns/ji?anything=%ff&anything=2, 303, -, ''",
                "/returns/li, 200, -, ''"
            })
    void shouldTakeAReturnThatNobodySignedForAHint(String path, int status, String order, String message)
            throws Exception {
        HttpResponse<String> answer = live.http.send(
                HttpRequest.newBuilder(edge.uri(path)).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
            assertThat(answer.body()).startsWith("Thank you.");
        }
        Received kept = last();
        assertThat(kept.getOrder()).isEqualTo(order);
        assertThat(kept.getMessage()).isEqualTo(message);
        assertThat(live.outcome(kept.getId()).getVerdict()).isEqualTo(OutcomeVerdict.NOTED);
    }

    @ParameterizedTest
    @CsvSource({"GET, /returns/nobody, 404", "DELETE, /returns/ju, 405", "GET, /returns/ju/, 404"})
    void shouldRefuseWhatIsNoReturn(String method, String path, int status) throws Exception {
        int before = live.received().size();

        HttpResponse<String> answer = live.http.send(
                HttpRequest.newBuilder(edge.uri(path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(live.received()).hasSize(before);
    }

    @Test
    void shouldBelieveARelayedAnswerOfItsPrincipal() throws Exception {
        String body = "{\"error\": \"success\", \"result\": {\"Mrn\": \"R-1\", \"status\": 2}}";

        HttpResponse<String> answer = live.post(edge, "/v1/accounts/li/answers/payment-query?order=R-1", body);

        assertThat(answer.statusCode()).isEqualTo(202);
        Received kept = last();
        assertThat(answer.body()).contains("\"id\":\"" + kept.getId() + "\"");
        assertThat(text(kept)).isEqualTo(body);
        assertThat(kept.getSource()).isEqualTo(Source.RELAYED);
        assertThat(kept.getMessage()).isEqualTo("payment-query-response");
        assertThat(kept.getPrincipal()).isEqualTo("everybody");
        assertThat(kept.getQuestion().getOrder()).isEqualTo("R-1");
        assertThat(kept.getTransport()).isEqualTo(Transport.LOOPBACK);
        assertThat(live.outcome(kept.getId()).getVerdict()).isEqualTo(OutcomeVerdict.VERIFIED);
        assertThat(live.get(edge, "/v1/accounts/li/orders/R-1?wait=20s").body()).contains("\"status\":\"FAILED\"");
    }

    @Test
    void shouldKeepARelayedAnswerAboutAnotherOrderAndSayThatItIsNotBelieved() throws Exception {
        HttpResponse<String> answer = live.post(
                edge,
                "/v1/accounts/li/answers/payout-query?order=R-2",
                "{\"error\": \"success\", \"result\": {\"Mrn\": \"R-3\", \"status\": 1}}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains(last().getId()).contains("order mismatch");
        assertThat(live.outcome(last().getId()).getReason()).isEqualTo(RejectionReason.ORDER_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "li, balance-query, 404",
        "li, payment-callback?order=1, 404",
        "li, payment-query, 400",
        "li, payment-query?order=, 400",
        "ji, balance-query?order=1, 400",
        "nobody, payment-query?order=1, 404"
    })
    void shouldRefuseToRelayWhatIsNoAnswer(String account, String message, int status) throws Exception {
        int before = live.received().size();

        HttpResponse<String> answer = live.post(edge, "/v1/accounts/" + account + "/answers/" + message, "{}");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(live.received()).hasSize(before);
    }

    @Test
    void shouldLetOnlyARelayRelay() throws Exception {
        HttpResponse<String> answer = live.http.send(
                LiveEdges.request(edge, "/v1/accounts/li/balance", "{}")
                        .setHeader("Authorization", "Bearer reader-token")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("lacks the scope relay");
    }

    @Test
    void shouldKeepABalanceThatSomebodyReports() throws Exception {
        HttpResponse<String> answer = live.post(
                edge, "/v1/accounts/li/balance", "{\"amount\": \"1234.50\", \"asOf\": \"2026-03-01T12:00:00+08:00\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        Received kept = last();
        assertThat(kept.getKind()).isEqualTo(EventKind.BALANCE);
        assertThat(kept.getSource()).isEqualTo(Source.REPORTED);
        assertThat(kept.getOrder()).isNull();
        assertThat(kept.getReportedBalance().getAmountMinor()).isEqualTo(123_450);
        assertThat(kept.getReportedBalance().getAsOf()).isEqualTo(Instant.parse("2026-03-01T04:00:00Z"));
        assertThat(live.outcome(kept.getId()).getVerdict()).isEqualTo(OutcomeVerdict.NOTED);
    }

    @Test
    void shouldNameEveryFaultOfABalanceAtOnce() throws Exception {
        HttpResponse<String> answer =
                live.post(edge, "/v1/accounts/li/balance", "{\"amount\": \"-1\", \"asof\": \"x\", \"more\": 1}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("{\"field\":\"amount\",\"detail\":\"must be an amount in yuan, such as \\\"100.00\\\"\"}")
                .contains("{\"field\":\"asOf\",\"detail\":\"is required\"}")
                .contains("{\"field\":\"asof\",\"detail\":\"is not a name that this request has; did you mean asOf?\"}")
                .contains("\"field\":\"more\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"amount\": \"1\", \"amount\": \"2\", \"asOf\": \"2026-03-01T12:00:00Z\"}",
                "{\"amount\": \"1\", \"asOf\": \"2026-03-01T12:00:00Z\"} {}",
                "[\"amount\"]",
                "amount=1",
                "''"
            })
    void shouldRefuseABodyThatIsNotOneJsonObject(String body) throws Exception {
        HttpResponse<String> answer = live.post(edge, "/v1/accounts/li/balance", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void shouldTellOfTooLargeABodyInAProblem() throws Exception {
        String spaces = " ".repeat(EdgeLimits.MAX_COMMAND_BYTES);

        HttpResponse<String> answer = live.post(edge, "/v1/accounts/li/balance", spaces + "{}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("at most " + EdgeLimits.MAX_COMMAND_BYTES + " bytes");
    }

    @Test
    void shouldReleaseAHeldOrderOnceAtTheAmountThatTheOperatorNames() throws Exception {
        String evidence = hold("M-20260301-0001");
        String decision = "{\"amount\": \"99.99\", \"reason\": \"seen in the console\", \"evidence\": \"%s\"}";

        HttpResponse<String> old = release("M-20260301-0001", decision.formatted("another"));
        HttpResponse<String> released = release("M-20260301-0001", decision.formatted(evidence));
        HttpResponse<String> again = release("M-20260301-0001", decision.formatted(evidence));

        assertThat(old.statusCode()).isEqualTo(409);
        assertThat(released.statusCode()).isEqualTo(200);
        assertThat(released.body())
                .contains(
                        "\"status\":\"PAID\"", "\"paidAmount\":\"99.99\"", "\"settled\":true", "\"kind\":\"PAYMENT\"");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(last().getDecision().getReason()).isEqualTo("seen in the console");
        assertThat(last().getPrincipal()).isEqualTo("everybody");
    }

    @Test
    void shouldRefuseAHeldOrder() throws Exception {
        String evidence = hold("M-20260301-0002");

        HttpResponse<String> refused = live.post(
                edge,
                "/v1/accounts/li/orders/M-20260301-0002/refuse",
                "{\"reason\": \"not ours\", \"evidence\": \"" + evidence + "\"}");

        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(refused.body()).contains("\"status\":\"REFUSED\"", "\"final\":true", "\"settled\":false");
    }

    @Test
    void shouldHaveNothingToReleaseWhereNothingIsHeld() throws Exception {
        HttpResponse<String> missing = release("M-1", "{\"reason\": \" \"}");
        HttpResponse<String> unknown = live.post(
                edge,
                "/v1/accounts/li/payouts/nothing%2Fknown/release",
                "{\"amount\": \"1\", \"reason\": \"x\", \"evidence\": \"y\"}");

        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body()).contains("\"field\":\"amount\"", "\"field\":\"reason\"", "\"field\":\"evidence\"");
        assertThat(unknown.statusCode()).isEqualTo(409);
        assertThat(last().getOrder()).isEqualTo("nothing/known");
    }

    @Test
    void shouldAskForACallbackAgainWhereThereIsOneToAskFor() throws Exception {
        hold("M-20260301-0003");

        HttpResponse<String> asked = live.post(edge, "/v1/accounts/li/orders/M-20260301-0003/resend", "");
        Received wish = last();
        HttpResponse<String> unknown =
                live.post(edge, "/v1/accounts/li/orders/nobody-knows/resend", "{\"reason\": \"called in\"}");
        HttpResponse<String> wrong =
                live.post(edge, "/v1/accounts/li/orders/nobody-knows/resend", "{\"raeson\": \"x\"}");

        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(asked.headers().firstValue("Location")).contains("/v1/accounts/li/orders/M-20260301-0003");
        assertThat(wish.getDecision().getAction()).isEqualTo(DecisionAction.RESEND);
        assertThat(unknown.statusCode()).isEqualTo(409);
        assertThat(last().getDecision().getReason()).isEqualTo("called in");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("did you mean reason?");
    }

    /** A relayed answer says paid and no amount: held. Gives its evidence. */
    private static String hold(String order) throws Exception {
        live.post(
                edge,
                "/v1/accounts/li/answers/payment-query?order=" + order,
                "{\"error\": \"success\", \"result\": {\"Mrn\": \"" + order + "\", \"status\": 1}}");
        String id = last().getId();
        live.outcome(id);
        await().atMost(LiveEdges.PATIENCE)
                .until(() ->
                        live.get(edge, "/v1/accounts/li/orders/" + order).body().contains("\"status\":\"HELD\""));
        return id;
    }

    private static HttpResponse<String> release(String order, String decision) throws Exception {
        return live.post(edge, "/v1/accounts/li/orders/" + order + "/release", decision);
    }

    private static HttpResponse<String> form(String path, String body) throws Exception {
        return live.http.send(
                HttpRequest.newBuilder(edge.uri(path))
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static Received last() {
        List<Received> all = live.received();
        return all.stream().max(java.util.Comparator.comparing(Received::getId)).orElseThrow();
    }

    private static String text(Received received) {
        return StandardCharsets.UTF_8.decode(received.getBody()).toString();
    }
}
