package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.edge.EdgeRig.Kept;
import io.quittance.edge.statements.StatementEndpoints;
import io.quittance.events.EventKind;
import io.quittance.events.Source;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements handed in over real HTTP, and what is then in {@code received}, byte for byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementImportTest {
    private static final String PATH = "/v1/accounts/li/statements?date=2026-03-01";
    private static final String OWN = "/v1/accounts/own/statements?date=2026-03-01";
    private static final String OFFICE = "office-token";
    private static final String HEADINGS = "appKey,mrn,originAmount,amount,channel,status";
    private static final String STATEMENT =
            "\uFEFF" + HEADINGS + "\r\nak1,A1,100.00,99.98,2,1\r\nak1,\"A,2\",5.00,,1,0\r\n";

    /** Chinese headings and three rows in GBK, with tabs behind the long digits. */
    private static final byte[] GBK = HexFormat.of()
            .parseHex("c9ccbba7b6a9b5a5bac52cb6a9b5a5bdf0b6ee2cd7b4ccac0d0a"
                    + "3230323630333031303030303030303030303031092c3130302e30302cd6a7b8b6b3c9b9a60d0a"
                    + "3230323630333031303030303030303030303032092c35302e30302cceb4d6a7b8b60d0a"
                    + "3230323630333031303030303030303030303033092c312e30302cd2d1b9fdc6da0d0a");

    private static final String OWN_DIALECT = """
            gateway: mine
            credentials: {key: secret}
            recipes:
              md5: {names: sorted, blanks: skip, secret: {credential: key, as: suffix}, digest: md5}
            messages:
              payment-statement:
                body: csv
                fields: {商户订单号: order, 订单金额: [ordered, paid], 状态: text}
                status:
                  - {when: {状态: 支付成功}, is: paid}
                  - {when: {状态: 未支付}, is: pending}
                  - {when: {状态: 已过期}, is: expired}
            """;

    private EdgeRig rig;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        rig = startOn(TestBroker.bootstrapServers(), "statements.", folder);
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @Test
    void shouldKeepEachRowAndThenWhatEndsThem() throws Exception {
        int before = rig.received().size();

        HttpResponse<String> answer = hand(PATH, STATEMENT);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"id\":\"fefca8fe216e925e9aaccf23e325367d\",\"date\":\"2026-03-01\",\"kind\":\"payment\",\"lines\":2,\"orders\":2,"
                                + "\"reconciliation\":\"/v1/accounts/li/reconciliation?date=2026-03-01\"}");
        List<Kept> kept = keptSince(before);
        assertThat(kept).extracting(Kept::key).containsExactly("li/A1", "li/A,2", "li");
        assertThat(kept)
                .extracting(StatementImportTest::text)
                .containsExactly(HEADINGS + "\nak1,A1,100.00,99.98,2,1", HEADINGS + "\nak1,\"A,2\",5.00,,1,0", "");
        assertThat(kept)
                .extracting(record -> record.value().getHeaders())
                .containsExactly(
                        headers("fefca8fe216e925e9aaccf23e325367d", Map.of("statement-line", "2")),
                        headers("fefca8fe216e925e9aaccf23e325367d", Map.of("statement-line", "3")),
                        headers(
                                "fefca8fe216e925e9aaccf23e325367d",
                                Map.of("statement-orders", "2", "statement-lines", "2")));
        assertThat(kept).allSatisfy(record -> {
            assertThat(record.value().getSource()).isEqualTo(Source.STATEMENT);
            assertThat(record.value().getKind()).isEqualTo(EventKind.PAYMENT);
            assertThat(record.value().getMessage()).isEqualTo("payment-statement");
            assertThat(record.value().getPrincipal()).isEqualTo("office");
        });
        assertThat(kept.getFirst().value().getContentType()).isEqualTo("text/csv; charset=utf-8");
        assertThat(kept.getLast().value().getOrder()).isNull();
    }

    @Test
    void shouldKeepTheBytesOfAFileInGbk() throws Exception {
        int before = rig.received().size();

        HttpResponse<String> answer = hand(OWN, GBK, "text/csv");

        assertThat(answer.statusCode()).isEqualTo(202);
        List<Kept> kept = keptSince(before);
        assertThat(kept).extracting(Kept::key).startsWith("own/20260301000000000001", "own/20260301000000000002");
        assertThat(kept.getFirst().body())
                .isEqualTo(HexFormat.of()
                        .parseHex("c9ccbba7b6a9b5a5bac52cb6a9b5a5bdf0b6ee2cd7b4ccac0a"
                                + "3230323630333031303030303030303030303031092c3130302e30302cd6a7b8b6b3c9b9a6"));
        assertThat(kept.getFirst().value().getContentType()).isEqualTo("text/csv; charset=gbk");
        assertThat(kept.getLast().value().getHeaders()).containsEntry("statement-lines", "3");
    }

    @Test
    void shouldKeepNoCellOfAPayoutThatTheDialectDoesNotName() throws Exception {
        int before = rig.received().size();
        String headings = "mrn,accountNumber,amount,accountName,appKey,status";

        HttpResponse<String> answer =
                hand(PATH + "&kind=payout", headings + "\nW1,6222020200112233,500,\"李 雷\",ak1,1\n");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"kind\":\"payout\"");
        List<Kept> kept = keptSince(before);
        assertThat(text(kept.getFirst())).isEqualTo(headings + "\nW1,,500,,ak1,1");
        assertThat(kept).allSatisfy(record -> {
            assertThat(record.value().getKind()).isEqualTo(EventKind.PAYOUT);
            assertThat(record.value().getMessage()).isEqualTo("payout-statement");
        });
    }

    @Test
    void shouldTakeAnEmptyStatementForNothingHavingHappened() throws Exception {
        int before = rig.received().size();

        HttpResponse<String> answer = hand(PATH, HEADINGS + "\n");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(keptSince(before)).singleElement().satisfies(end -> {
            assertThat(end.key()).isEqualTo("li");
            assertThat(end.value().getHeaders()).containsEntry("statement-lines", "0");
        });
    }

    @Test
    void shouldGiveTheSameFileTheSameIdAndForAnotherDayOrKindAnother() throws Exception {
        String both = "appKey,mrn,originAmount,amount,channel,status\nak1,S1,1.00,1.00,1,1\n";

        String first = id(hand(PATH, both));

        assertThat(id(hand(PATH, both))).isEqualTo(first);
        assertThat(id(hand(PATH.replace("03-01", "03-02"), both))).isNotEqualTo(first);
        assertThat(id(hand(PATH + "&kind=payout", both))).isNotEqualTo(first);
        assertThat(id(hand(PATH, both + "\n"))).isNotEqualTo(first);
    }

    @Test
    void shouldTellEveryFaultAtOnceAndKeepNothing() throws Exception {
        int before = rig.received().size();
        String rows = "ak1,A1,1.00,1.00,2,1\nak1,,1.00,1.00,2,1\nak1,A3,1.00,1.001,2,1\n\nak1,A4,1.00,1.00,2\n"
                + "ak2,A5,1.00,1.00,2,1\nak1,A6,1.00,1.00,2,退款\nak1," + "9".repeat(257) + ",1.00,1.00,2,1\n"
                + "ak1,A8,1.00,1.00,2,1," + "x".repeat(EdgeLimits.MAX_STATEMENT_ROW_BYTES) + "\n";

        HttpResponse<String> answer = hand(PATH, HEADINGS + "\n" + rows);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains(
                        "{\"field\":\"line 3\",\"detail\":\"cannot be taken: no order\"}",
                        "{\"field\":\"line 4\",\"detail\":\"cannot be taken: an amount that is none, or finer than a fen\"}",
                        "{\"field\":\"line 6\",\"detail\":\"cannot be taken: 5 cells under 6 headings\"}",
                        "{\"field\":\"line 7\",\"detail\":\"cannot be taken: another merchant, or none\"}",
                        "{\"field\":\"line 8\",\"detail\":\"has a status that no line of the dialect's status table knows;"
                                + " add a line that says what it means\"}",
                        "{\"field\":\"line 9\",\"detail\":\"has an order of more than 256 characters\"}",
                        "{\"field\":\"line 10\",\"detail\":\"has more than 16384 bytes; is a quote left open?\"}]")
                .doesNotContain("line 2", "退款");
        assertThat(rig.received()).hasSize(before);
    }

    @Test
    void shouldTellTheFirstTwentyFaultsAndCountTheOthers() throws Exception {
        HttpResponse<String> answer = hand(PATH, HEADINGS + "\n" + "ak1,,,,,\n".repeat(33));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"line 21\"", "{\"field\":\"file\",\"detail\":\"has 13 more lines like these\"}]")
                .doesNotContain("\"line 22\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/accounts/li/statements | date must be the day of the statement, such as ?date=2026-03-01",
                "/v1/accounts/li/statements?date=2026-3-1&kind=refund | date must be the day of the statement, such as"
                        + " ?date=2026-03-01; kind must be payment, which it is where it is left out, or payout",
                "/v1/accounts/li/statements?date=2999-01-01 | date must not be in the future, as it is in Beijing",
                "/v1/accounts/li/statements?date=1969-12-31 | date must not be before 1970",
                OWN
                        + "&kind=payout | kind has no columns: the account's gateway has no payout-statement; its dialect must"
                        + " say what the columns mean",
                OWN + " | headings cannot be taken: there is no column 商户订单号, nor 订单金额, nor 状态",
            })
    void shouldSayWhatTheRequestLacks(String path, String detail) throws Exception {
        HttpResponse<String> answer = hand(path, HEADINGS + "\n");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"detail\":\"" + detail + "\",\"errors\":[");
    }

    @Test
    void shouldRefuseWhatIsInNoCharset() throws Exception {
        HttpResponse<String> answer = hand(PATH, new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0}, "text/csv");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("file is text of neither UTF-8 nor GBK");
    }

    @ParameterizedTest
    @CsvSource({"reader-token, li, 403", "nobody, li, 401", "office-token, other, 403", "office-token, nowhere, 403"})
    void shouldTakeStatementsFromThoseWhoMay(String token, String account, int status) throws Exception {
        int before = rig.received().size();

        HttpResponse<String> answer = send(
                rig,
                token,
                PATH.replace("/li/", "/" + account + "/"),
                STATEMENT.getBytes(StandardCharsets.UTF_8),
                "text/csv");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(rig.received()).hasSize(before);
    }

    @Test
    void shouldKeepToItsLimits() throws Exception {
        String tooMany = HEADINGS + "\n" + "x\n".repeat(EdgeLimits.MAX_STATEMENT_ROWS + 1);
        String tooWide = HEADINGS + "," + "x".repeat(EdgeLimits.MAX_STATEMENT_HEADINGS_BYTES);

        assertThat(hand(PATH, "x".repeat(EdgeLimits.MAX_STATEMENT_BYTES + 1)).statusCode())
                .isEqualTo(413);
        assertThat(hand(PATH, tooMany).body()).contains("file has more than 50000 rows");
        assertThat(hand(PATH, tooWide).body()).contains("headings cannot be taken: they have more than 4096 bytes");
    }

    @Test
    void shouldKeepAllOfAStatementThatIsLargerThanWhatMayBeOnItsWay() throws Exception {
        int before = rig.received().size();
        int rows = 3_000;
        StringBuilder file = new StringBuilder(HEADINGS + ",memo\n");
        for (int i = 0; i < rows; i++) {
            file.append("ak1,L")
                    .append(i / 2)
                    .append(",1.00,1.00,1,1,")
                    .append("x".repeat(2_000))
                    .append('\n');
        }
        assertThat(file.length()).isGreaterThan(EdgeLimits.BATCH_BYTES_IN_FLIGHT);

        HttpResponse<String> answer = hand(PATH, file.toString());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"lines\":3000,\"orders\":1500,");
        List<Kept> kept = keptSince(before);
        assertThat(kept).hasSize(rows + 1);
        assertThat(kept.getLast().key()).isEqualTo("li");
        assertThat(kept.getLast().value().getHeaders())
                .containsEntry("statement-lines", "3000")
                .containsEntry("statement-orders", "1500");
    }

    @Test
    void shouldSayThatSomeOfItMayBeKeptWhileTheBrokerIsAway(@TempDir Path data) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(data);
        try (EdgeRig away = startOn(broker.bootstrapServers(), "statements-away.", data)) {
            broker.close();

            HttpResponse<String> answer =
                    send(away, OFFICE, PATH, STATEMENT.getBytes(StandardCharsets.UTF_8), "text/csv");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.body())
                    .contains("some of it may have been kept; send it again: what is there already changes nothing");
        } finally {
            broker.close();
        }
    }

    private static EdgeRig startOn(String bootstrapServers, String prefix, Path folder) throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("gateways")).resolve("mine.yaml"), OWN_DIALECT);
        Settings settings = SettingsFile.parse("""
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "%s"}
                registry: {url: "http://localhost:1"}
                topics: {prefix: "%s", partitions: 3, unsafeSingleBroker: true}
                gateways: ./gateways
                tokens:
                  - {name: office, token: "%s", scopes: [operate], accounts: [li, own]}
                  - {name: reader, token: "reader-token", scopes: [read, place, relay]}
                accounts:
                  li: {gateway: lianhe, merchant: ak1, keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]}
                  other: {gateway: lianhe, merchant: ak3, keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]}
                  own: {gateway: mine, merchant: M1, keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]}
                """.formatted(bootstrapServers, prefix, OFFICE), folder, Map.of());
        return EdgeRig.startOn(settings, edge -> StatementEndpoints.routes(settings.accounts(), edge.log()));
    }

    private HttpResponse<String> hand(String path, String file) throws Exception {
        return hand(path, file.getBytes(StandardCharsets.UTF_8), "text/csv; charset=utf-8");
    }

    private HttpResponse<String> hand(String path, byte[] file, String contentType) throws Exception {
        return send(rig, OFFICE, path, file, contentType);
    }

    private static HttpResponse<String> send(EdgeRig rig, String token, String path, byte[] file, String contentType)
            throws Exception {
        return rig.send(HttpRequest.newBuilder(rig.uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(file)));
    }

    private List<Kept> keptSince(int before) throws Exception {
        List<Kept> all = rig.received();
        return all.subList(before, all.size());
    }

    private static String text(Kept kept) {
        return new String(kept.body(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(String id, Map<String, String> own) {
        Map<String, String> headers = new HashMap<>(own);
        headers.put("statement", id);
        headers.put("statement-date", "2026-03-01");
        return headers;
    }

    private static String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(202);
        return answer.body().substring(7, 39);
    }
}
