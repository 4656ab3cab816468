package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.LiveEdges.Node;
import io.quittance.app.books.DayReading;
import io.quittance.queries.BookDay;
import io.quittance.queries.DayReport;
import io.quittance.queries.DayReportJson;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The books of days from a callback and a statement over real HTTP, with the real topology in between. */
class ReconciliationOverHttpTest {
    /** Golden vector juhe payment-callback/paid: 100.00. */
    private static final String PAID = "memberid=10023&orderid=20260301000000000001&amount=100.00"
            + "&transaction_id=T2026030111223344&datetime=20260301112233&returncode=00&attach=%E4%BC%9A%E5%91%98+A"
            + "&sign=7683295F7B8FC6D5D0D2443F0B70C872";

    private static final String SECTIONS = """
            accounts:
              ju:
                gateway: juhe
                merchant: "10023"
                keys: [{id: k1, key: dd49b9c72368279245978f269c52b2ab}]
                fees: [{percent: "0.38"}]
            """;

    private static final String STATEMENT = """
            memberid,orderid,amount,time_end,transaction_id,returncode,trade_state
            10023,20260301000000000001,99.00,20260301112233,T2026030111223344,00,SUCCESS
            10023,G-1,5.00,20260301112244,T2026030111223355,00,SUCCESS
            """;

    private static final String STATEMENTS = "/v1/accounts/ju/statements?date=";
    private static final String BOOKS = "/v1/accounts/ju/reconciliation?date=";

    @TempDir
    private static Path folder;

    private static LiveEdges live;
    private static Node edge;
    private static LocalDate before;
    private static LocalDate after;

    @BeforeAll
    static void startAll() throws Exception {
        live = LiveEdges.start(folder, "reconciled", SECTIONS);
        edge = live.edge();
        before = BookDay.of(Instant.now());
        assertThat(send("/callbacks/ju/payment", "application/x-www-form-urlencoded", PAID)
                        .body())
                .isEqualTo("OK");
        after = BookDay.of(Instant.now());
    }

    @AfterAll
    static void closeAll() {
        live.close();
    }

    @Test
    void shouldHoldAStatementAgainstWhatSettled() throws Exception {
        awaitBooks(paidOn(), "\"settled\":{\"count\":1,\"amount\":\"100.00\",\"fees\":\"0.38\"}");

        HttpResponse<String> taken = send(STATEMENTS + "2026-03-01", "text/csv; charset=utf-8", STATEMENT);

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String id = JsonMapper.shared().readTree(taken.body()).path("id").asString();
        awaitBooks(
                "2026-03-01",
                "\"statements\":{\"payment\":\"" + id + "\",\"payout\":null}",
                "\"unresolved\":{\"count\":1,",
                "\"breakCount\":1,\"breaks\":[{\"type\":\"PAID_THERE_NOT_HERE\",\"kind\":\"PAYMENT\",\"order\":\"G-1\","
                        + "\"report\":null,\"ours\":null,\"theirs\":\"5.00\",");
        awaitBooks(
                paidOn(),
                "\"breakCount\":1,\"breaks\":[{\"type\":\"AMOUNT_DIFFERS\",\"kind\":\"PAYMENT\","
                        + "\"order\":\"20260301000000000001\",\"report\":null,\"ours\":\"100.00\",\"theirs\":\"99.00\",");
        assertThat(live.get(edge, BOOKS + "2026-03-01&format=csv").body())
                .contains("ju,2026-03-01,break,PAYMENT,,PAID_THERE_NOT_HERE,G-1,");
        assertThatTheTopicsSayTheSame();
    }

    @Test
    void shouldBeAskedAsItsPageSays() throws Exception {
        String page =
                Files.readString(Path.of(System.getProperty("quittance.basedir", "."), "docs", "reconciliation.md"));

        assertThat(page)
                .contains(
                        BOOKS.replace("/ju/", "/lianhe-main/") + "2026-03-01\"",
                        STATEMENTS.replace("/ju/", "/lianhe-main/") + "2026-03-01\"");
    }

    private static void assertThatTheTopicsSayTheSame() throws Exception {
        for (String date : List.of("2026-03-01", paidOn())) {
            String answered = live.get(edge, BOOKS + date).body();
            await().atMost(LiveEdges.PATIENCE).untilAsserted(() -> {
                List<DayReport> read =
                        DayReading.read(live.settings, live.registry, LocalDate.parse(date), List.of("ju"));
                assertThat(new String(DayReportJson.of(read.getFirst()), StandardCharsets.UTF_8))
                        .isEqualTo(answered);
            });
        }
    }

    /** The day on which the callback was received, which is that of the payment: this gateway states no time of it. */
    private static String paidOn() throws Exception {
        boolean hasPayment = live.get(edge, BOOKS + after).body().contains("\"settled\":{\"count\":1");
        return (hasPayment ? after : before).toString();
    }

    private static void awaitBooks(String date, String... texts) {
        await().atMost(LiveEdges.PATIENCE)
                .until(
                        () -> live.get(edge, BOOKS + date),
                        answer -> Arrays.stream(texts).allMatch(answer.body()::contains));
    }

    private static HttpResponse<String> send(String path, String contentType, String body) throws Exception {
        return live.http.send(
                HttpRequest.newBuilder(edge.uri(path))
                        .header("Authorization", "Bearer " + LiveEdges.TOKEN)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
