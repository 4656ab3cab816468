package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.LiveEdges.Node;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an account holds, reported and asked for over real HTTP, with the real topology in between. */
class BalanceOverHttpTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Golden vector juhe payment-callback/paid: 100.00. */
    private static final String PAID = "memberid=10023&orderid=20260301000000000001&amount=100.00"
            + "&transaction_id=T2026030111223344&datetime=20260301112233&returncode=00&attach=%E4%BC%9A%E5%91%98+A"
            + "&sign=7683295F7B8FC6D5D0D2443F0B70C872";

    /** Golden vector lianhe payout-callback/paid-out: 500. */
    private static final String PAID_OUT =
            "amount=500&appKey=ak_8cd572bc9d&mrn=P-M-20260301-0001&sign=0d05768aa19cefe6a10559ffd6ee7f43";

    private static final String SECTIONS = """
            accounts:
              ju:
                gateway: juhe
                merchant: "10023"
                keys: [{id: k1, key: dd49b9c72368279245978f269c52b2ab}]
                fees: [{percent: "0.38"}]
              li: {gateway: lianhe, merchant: ak_8cd572bc9d, keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]}
              told: {gateway: lianhe, merchant: ak_8cd572bc9d, keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]}
              idle: {gateway: lianhe, merchant: ak_8cd572bc9d, keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]}
            """;

    private static final String REPORT = "{\"amount\": \"%s\", \"asOf\": \"%s\"}";
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private static Path folder;

    private static LiveEdges live;
    private static Node edge;

    @BeforeAll
    static void startAll() throws Exception {
        live = LiveEdges.start(folder, "balances", SECTIONS);
        edge = live.edge();
    }

    @AfterAll
    static void closeAll() {
        live.close();
    }

    @Test
    void shouldProjectWhatWasReportedByWhatSettledSince() throws Exception {
        Instant reportedAt = Instant.now().minus(MINUTE).truncatedTo(ChronoUnit.SECONDS);

        HttpResponse<String> reported = report("ju", "1000.00", reportedAt.toString());
        HttpResponse<String> paid = callBack("/callbacks/ju/payment", PAID);

        assertThat(reported.statusCode()).isEqualTo(202);
        assertThat(paid.body()).isEqualTo("OK");
        HttpResponse<String> now = awaitBalance("ju", "\"settledIn\":\"100.00\"", "\"reported\":\"1000.00\"");
        assertThat(now.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(now.body())
                .startsWith("{\"account\":\"ju\",\"gateway\":\"juhe\",\"merchant\":\"10023\",\"currency\":\"CNY\","
                        + "\"reported\":\"1000.00\",\"reportedAt\":\"" + reportedAt + "\","
                        + "\"settledIn\":\"100.00\",\"paidOut\":\"0.00\",\"fees\":\"0.38\",\"projected\":\"1099.62\","
                        + "\"inFlight\":\"0.00\",\"available\":\"1099.62\",\"drift\":null,\"asOf\":\"");
        assertThat(at("ju", reportedAt.minusMillis(1).toString()))
                .contains("\"reported\":null", "\"reportedAt\":null", "\"projected\":null", "\"available\":null");
        assertThat(at("ju", reportedAt.toString()))
                .contains("\"projected\":\"1000.00\"", "\"settledIn\":\"0.00\"", "\"asOf\":\"" + reportedAt + "\"");
        assertThat(at("ju", Instant.now().plus(MINUTE).toString()))
                .contains("\"projected\":\"1099.62\"", "\"settledIn\":\"100.00\"");
    }

    @Test
    void shouldShowAPayoutWithTheBalanceThatWasThereForIt() throws Exception {
        Instant reportedAt = Instant.now().minus(MINUTE).truncatedTo(ChronoUnit.SECONDS);
        report("li", "600.00", reportedAt.toString());
        awaitBalance("li", "\"available\":\"600.00\"");

        HttpResponse<String> paid = callBack("/callbacks/li/payout", PAID_OUT);

        assertThat(paid.body()).isEqualTo("success");
        awaitBalance("li", "\"paidOut\":\"500.00\"", "\"projected\":\"100.00\"");
        assertThat(live.get(edge, "/v1/accounts/li/payouts/P-M-20260301-0001?wait=20s")
                        .body())
                .contains("\"coverage\":\"COVERED\",\"balance\":\"600.00\",\"balanceAt\":\"" + reportedAt
                        + "\",\"revision\":1");

        report("li", "450.00", reportedAt.plusSeconds(1).toString());

        await().atMost(LiveEdges.PATIENCE)
                .until(
                        () -> live.get(edge, "/v1/accounts/li/payouts/P-M-20260301-0001")
                                .body(),
                        body -> body.contains("\"coverage\":\"SHORT\",\"balance\":\"450.00\",\"balanceAt\":\""
                                + reportedAt.plusSeconds(1) + "\",\"revision\":2"));
        awaitBalance("li", "\"drift\":\"-150.00\"", "\"projected\":\"-50.00\"");
    }

    @Test
    void shouldSayWhatItsPageExplains() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("quittance.basedir", "."), "docs", "balances.md"));
        report("told", "1.00", Instant.now().minus(MINUTE).toString());

        JsonNode balance =
                JSON.readTree(awaitBalance("told", "\"reported\":\"1.00\"").body());

        assertThat(balance.propertyNames()).containsExactlyElementsOf(names(page, "## What a balance says"));
        assertThat(page.replace('\n', ' '))
                .contains("`" + REPORT.formatted("100.00", "2026-03-01T12:00:00+08:00") + "`");
    }

    @Test
    void shouldKnowNothingOfAnAccountOfWhichNothingWasHeard() throws Exception {
        HttpResponse<String> idle = live.get(edge, "/v1/accounts/idle/balance");
        HttpResponse<String> then = live.get(edge, "/v1/accounts/idle/balance?asOf=2026-03-01T12:00:00Z");
        HttpResponse<String> nobody = live.get(edge, "/v1/accounts/nobody/balance");

        assertThat(idle.statusCode()).isEqualTo(404);
        assertThat(idle.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(idle.body()).contains("Nothing has moved the balance of idle yet, and none was reported.");
        assertThat(then.statusCode()).isEqualTo(404);
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(nobody.body()).contains("there is no such account in the settings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "",
                "2026-03-01",
                "2026-03-01T12:00:00",
                "1969-12-31T23:59:59.999Z",
                "1970-01-01T00:00:00+08:00",
                "10000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "2969-06-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z"
            })
    void shouldRefuseATimeThatIsNone(String asOf) throws Exception {
        HttpResponse<String> refused = live.get(edge, path("idle", asOf));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body()).contains("in the years 1970 to 2968", "asOf=2026-03-01T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2968-12-31T23:59:59Z",
                "2026-03-01T12:00:00+08:00",
                "2026-03-01T12:00:00 08:00"
            })
    void shouldTakeATimeWithItsZone(String asOf) throws Exception {
        HttpResponse<String> nothing = live.get(edge, path("idle", asOf));

        assertThat(nothing.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "1969-12-31T23:59:59Z, must not be before 1970",
        "0001-01-01T00:00:00Z, must not be before 1970",
        "-999999999-01-01T00:00:00+18:00, must not be before 1970",
        "2999-01-01T00:00:00Z, must not be in the future",
        "+999999999-12-31T23:59:59-18:00, must not be in the future",
        "10000-01-01T00:00:00Z, must be a time with its zone"
    })
    void shouldRefuseAReportOfATimeThatCannotBe(String asOf, String why) throws Exception {
        HttpResponse<String> refused = report("idle", "1.00", asOf);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("{\"field\":\"asOf\",\"detail\":\"" + why);
        assertThat(live.received()).noneMatch(kept -> "idle".equals(kept.getAccount()));
    }

    private static HttpResponse<String> report(String account, String amount, String asOf) throws Exception {
        return live.post(edge, "/v1/accounts/" + account + "/balance", REPORT.formatted(amount, asOf));
    }

    private static HttpResponse<String> callBack(String path, String form) throws Exception {
        HttpRequest callback = HttpRequest.newBuilder(edge.uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return live.http.send(callback, BodyHandlers.ofString());
    }

    private static HttpResponse<String> awaitBalance(String account, String... texts) {
        return await().atMost(LiveEdges.PATIENCE)
                .until(
                        () -> live.get(edge, "/v1/accounts/" + account + "/balance"),
                        answer -> answer.statusCode() == 200
                                && Arrays.stream(texts).allMatch(answer.body()::contains));
    }

    private static String at(String account, String asOf) throws Exception {
        HttpResponse<String> answer = live.get(edge, path(account, asOf));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** The first column of the table under that heading. */
    private static List<String> names(String page, String heading) {
        int start = page.indexOf(heading);
        return Pattern.compile("(?m)^\\| `(\\w+)` \\| `\\w+` \\|")
                .matcher(page.substring(start, page.indexOf("\n## ", start + 1)))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static String path(String account, String asOf) {
        return "/v1/accounts/" + account + "/balance?asOf=" + URLEncoder.encode(asOf, StandardCharsets.UTF_8);
    }
}
