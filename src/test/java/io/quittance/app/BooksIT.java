package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.embedded.FreePort;
import io.quittance.queries.BookDay;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code books check} and {@code books reconcile} beside a whole application that has taken payments, payouts and balances. */
@TestMethodOrder(OrderAnnotation.class)
class BooksIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Golden vectors juhe payment-callback and lianhe payout-callback. */
    private static final String PAYMENT = "memberid=10023&orderid=20260301000000000001&amount=100.00"
            + "&transaction_id=T2026030111223344&datetime=20260301112233&returncode=00&attach="
            + "&sign=7683295F7B8FC6D5D0D2443F0B70C872";

    private static final String PAYOUT =
            "amount=500&appKey=ak_8cd572bc9d&mrn=P-M-20260301-0001&sign=0d05768aa19cefe6a10559ffd6ee7f43";

    @TempDir
    private static Path folder;

    private static StubGateway gateway;
    private static WholeQuittance quittance;
    private static int port;
    private static String today = "";

    @BeforeAll
    static void takeMoney() throws Exception {
        gateway = StubGateway.start(0);
        gateway.answer("/api/Payouts/Create", "{\"error\": \"success\", \"errorMessage\": \"\"}");
        port = FreePort.find();
        quittance = WholeQuittance.start(
                folder, "books", port, EnumSet.of(Role.EDGE, Role.TOPOLOGY), accounts("0.38"), Map.of());
        post("/v1/accounts/li/balance", "{\"amount\": \"2000.00\", \"asOf\": \"2026-03-01T12:00:00+08:00\"}", 202);
        today = BookDay.of(Instant.now()).toString();
        callBack("/callbacks/ju/payment", PAYMENT);
        callBack("/callbacks/li/payout", PAYOUT);
        post("/v1/accounts/li/payouts", """
                {"order": "PO-1", "amount": "30", "bankName": "ICBC", "accountName": "A", "accountNumber": "1234567890"}""", 200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> quittance.get("/v1/accounts/li/balance").contains("\"available\":\"1468.00\"")
                        && quittance.get("/v1/accounts/ju/balance").contains("\"settledIn\":\"100.00\""));
    }

    @AfterAll
    static void close() {
        quittance.close();
        gateway.close();
    }

    @Test
    @Order(1)
    void shouldAgreeWithWhatTheTopologyWrote() throws Exception {
        CommandRun run = check(settings("0.38"), "--wait", "60");

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        "account  currency      in     out  fees  movement  in the table  difference  verdict",
                        "ju       CNY       100.00    0.00  0.38     99.62         99.62        0.00  agrees",
                        "li       CNY         0.00  500.00  1.00   -501.00       -501.00        0.00  agrees",
                        "2 books, 2 settlements: they agree");
        assertThat(run.status()).isZero();
    }

    @Test
    @Order(2)
    void shouldSayTheSameToPrograms() throws Exception {
        CommandRun run = check(settings("0.38"), "--json", "--account", "li");

        assertThat(run.status()).as(run.err()).isZero();
        JsonNode result = JSON.readTree(run.out());
        assertThat(result.path("agrees").asBoolean()).isTrue();
        JsonNode book = result.path("books").get(0);
        assertThat(result.path("books")).hasSize(1);
        assertThat(book.path("account").asString()).isEqualTo("li");
        assertThat(book.path("reportedAt").asString()).isEqualTo("2026-03-01T04:00:00Z");
        assertThat(book.path("expected").path("out").asString()).isEqualTo("500.00");
        assertThat(book.path("expected").path("inFlight").asString()).isEqualTo("31.00");
        assertThat(book.path("table").path("projected").asString()).isEqualTo("1499.00");
        assertThat(book.path("table").path("available").asString()).isEqualTo("1468.00");
        assertThat(book.path("faults")).isEmpty();
    }

    @Test
    @Order(3)
    void shouldFindThatAFeeRuleWasRewritten() throws Exception {
        CommandRun run = check(settings("0.40"), "--wait", "0");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("0.02  DIFFERS", "fault     ju CNY: fees ever: the rules in the settings come to 0.40")
                .endsWith("2 books, 2 settlements: 1 does not agree\n");
    }

    @Test
    @Order(4)
    void shouldTellThatTheTopicsAreNotThere() throws Exception {
        Path other = Files.writeString(
                folder.resolve("other.yaml"),
                Files.readString(settings("0.38")).replace("prefix: \"books.\"", "prefix: \"elsewhere.\""));

        CommandRun run = check(other);
        CommandRun day = CommandRun.of("books", "reconcile", "--config", other.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(3).allMatch(line -> line.contains(": does not exist; is topics.prefix"));
        assertThat(day.status()).isEqualTo(1);
        assertThat(day.err().lines()).hasSize(2).allMatch(line -> line.contains(": does not exist; is topics.prefix"));
    }

    @Test
    @Order(5)
    void shouldShowTheBooksOfTheDay() throws Exception {
        CommandRun run = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> reconcile("--date", today), shown -> shown.out().contains("2 settled"));

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "ju on " + today + " in Beijing, in yuan",
                        "          channel  placed  yuan  settled    yuan  fees  held  yuan  failed  yuan  unresolved  yuan",
                        "payments  -             0  0.00        1  100.00  0.38     0  0.00       0  0.00           0  0.00",
                        "payments  in all        0  0.00        1  100.00  0.38     0  0.00       0  0.00           0  0.00",
                        "payouts   in all        0  0.00        0    0.00  0.00     0  0.00       0  0.00           0  0.00",
                        "balance     none was reported",
                        "statements  payments: none compared, payouts: none compared",
                        "",
                        "li on " + today + " in Beijing, in yuan",
                        "          channel  placed   yuan  settled    yuan  fees  held  yuan  failed  yuan  unresolved   yuan",
                        "payments  in all        0   0.00        0    0.00  0.00     0  0.00       0  0.00           0   0.00",
                        "payouts   -             1  30.00        1  500.00  1.00     0  0.00       0  0.00           1  30.00",
                        "payouts   in all        1  30.00        1  500.00  1.00     0  0.00       0  0.00           1  30.00",
                        "balance     none was reported",
                        "statements  payments: none compared, payouts: none compared",
                        "",
                        "2 books, 2 settled: no open break");
    }

    @Test
    @Order(6)
    void shouldShowThemToProgramsAndSpreadsheets() throws Exception {
        CommandRun json = reconcile("--date", "2026-03-01", "--json");
        CommandRun csv = reconcile("--date", "2026-03-01", "--csv", "--account", "li");

        assertThat(json.status()).as(json.err()).isZero();
        List<JsonNode> books = json.out().lines().map(JSON::readTree).toList();
        assertThat(books).extracting(book -> book.path("account").asString()).containsExactly("ju", "li");
        assertThat(books.getLast().path("gateway").asString()).isEqualTo("lianhe");
        assertThat(books.getLast().path("balance").path("closing").asString()).isEqualTo("2000.00");
        assertThat(csv.out().split("\r\n", -1))
                .contains("li,2026-03-01,balance,BALANCE,,closing,,,,2000.00,,,,2026-03-01T04:00:00Z")
                .endsWith("li,2026-03-01,breaks,,,open,,,0,,,,,", "");
    }

    @Test
    @Order(7)
    void shouldEndWithOneWhereABreakIsOpen() throws Exception {
        HttpResponse<String> taken = quittance.http.send(
                quittance
                        .request("/v1/accounts/li/statements?date=2026-03-01")
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString("""
                                appKey,mrn,originAmount,amount,channel,status
                                ak_8cd572bc9d,unknown-1,5.00,5.00,2,1
                                """))
                        .build(),
                BodyHandlers.ofString());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);

        CommandRun run = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> reconcile("--date", "2026-03-01"), shown -> shown.status() == 1);

        assertThat(run.out())
                .contains("break       PAID_THERE_NOT_HERE, payment unknown-1: ours not known, theirs 5.00: ")
                .endsWith("2 books, 0 settled: 1 open break\n");
    }

    /** The last one, since it spoils the books. */
    @Test
    @Order(8)
    void shouldFindASettlementThatSomebodyWroteAgain() throws Exception {
        writeAgain("books.settlements");

        CommandRun run = check(settings("0.38"), "--json");

        assertThat(run.status()).isEqualTo(1);
        JsonNode result = JSON.readTree(run.out());
        assertThat(result.path("agrees").asBoolean()).isFalse();
        assertThat(result.path("books").get(0).path("faults").toString())
                .contains("payment 20260301000000000001 has settled before, again with 100.00 in books.settlements");
        assertThat(result.path("books").get(1).path("faults").toString())
                .contains("payout P-M-20260301-0001 has settled before, again with 500.00 in books.settlements");
    }

    /** Repeats every record of the topic, byte for byte. */
    private static void writeAgain(String topic) throws Exception {
        String servers = servers();
        List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            int written = 0;
            while (written < 2) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    producer.send(new ProducerRecord<>(topic, record.partition(), record.key(), record.value()))
                            .get();
                    written++;
                }
            }
        }
    }

    private static String servers() throws Exception {
        String yaml = quittance.settings(port);
        int begin = yaml.indexOf("bootstrapServers: \"") + "bootstrapServers: \"".length();
        return yaml.substring(begin, yaml.indexOf('"', begin));
    }

    private static CommandRun check(Path settings, String... arguments) {
        List<String> words = new ArrayList<>(List.of("books", "check", "--config", settings.toString()));
        words.addAll(List.of(arguments));
        return CommandRun.of(words.toArray(String[]::new));
    }

    private static CommandRun reconcile(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("books", "reconcile", "--config", settings("0.38").toString()));
        words.addAll(List.of(arguments));
        return CommandRun.of(words.toArray(String[]::new));
    }

    private static Path settings(String percent) throws Exception {
        return Files.writeString(
                folder.resolve("fees-" + percent + ".yaml"), quittance.settings(port) + accounts(percent));
    }

    private static String accounts(String percent) {
        return """
                accounts:
                  ju:
                    gateway: juhe
                    merchant: "10023"
                    keys: [{id: k1, key: dd49b9c72368279245978f269c52b2ab}]
                    fees: [{percent: "%s"}]
                  li:
                    gateway: lianhe
                    merchant: ak_8cd572bc9d
                    baseUrl: "http://127.0.0.1:%d"
                    keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]
                    fees: [{kind: payout, fixed: "1.00"}]
                """.formatted(percent, gateway.port());
    }

    private static void post(String path, String json, int status) throws Exception {
        HttpResponse<String> answer = quittance.post(path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static void callBack(String path, String form) throws Exception {
        HttpResponse<String> answer = quittance.http.send(
                quittance
                        .request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
