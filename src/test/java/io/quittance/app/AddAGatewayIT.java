package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.PlainReader.Read;
import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.app.embedded.EmbeddedRegistry;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running application with the gateway of docs/add-a-gateway.md: every one of its interfaces, over real HTTP on both sides. */
class AddAGatewayIT {
    private static final String TOKEN = "a-token-of-the-test";
    private static final String ORDERS = "/v1/accounts/linhai-main/orders";
    private static final String PAYOUTS = "/v1/accounts/linhai-main/payouts";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;
    private static LinhaiGateway gateway;
    private static Application application;
    private static HttpClient http;

    @BeforeAll
    static void startAll() throws Exception {
        http = HttpClient.newHttpClient();
        gateway = new LinhaiGateway();
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        registry = EmbeddedRegistry.start(folder.resolve("registry"));
        application = Application.listen(settings(), EnumSet.allOf(Role.class));
        application.start(reason -> {});
        assertThat(application.awaitReady(new CompletableFuture<>())).isTrue();
    }

    @AfterAll
    static void closeAll() {
        application.close();
        registry.close();
        broker.close();
        gateway.close();
        http.close();
    }

    private static Settings settings() throws Exception {
        AddAGateway.writeGateway(folder);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String servers = """
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "%s"}
                registry: {url: "%s"}
                http: {host: "127.0.0.1", port: %d, publicUrl: "http://127.0.0.1:%d"}
                topics: {prefix: "sixth.", partitions: 2, unsafeSingleBroker: true}
                topology: {applicationId: sixth, stateDirectory: state}
                tokens: [{name: test, token: "%s", scopes: [read, place]}]
                """.formatted(broker.bootstrapServers(), registry.url(), port, port, TOKEN);
        String account = AddAGateway.settings()
                .replace("https://api.linhai.example", gateway.address().toString());
        return SettingsFile.parse(servers + account, folder, Map.of("LINHAI_SECRET", LinhaiGateway.SECRET));
    }

    @Test
    void shouldPlaceAnOrderAndSettleItWhenTheGatewayCallsBack() throws Exception {
        HttpResponse<String> placed = post(ORDERS, """
                {"order": "A-1001", "amount": "100.00", "channel": "alipay", "description": "两杯咖啡", "attach": "table 7 & more=1"}""");
        gateway.is("A-1001", "SUCCESS");
        HttpResponse<String> answer = gateway.callBack("A-1001", LinhaiGateway.SECRET);

        assertThat(placed.statusCode()).isEqualTo(200);
        assertThat(placed.body())
                .contains("\"state\":\"ACCEPTED\"", "\"payUrl\":\"https://pay.linhai.example/A-1001\"")
                .contains("\"gatewayOrder\":\"L-A-1001\"", "\"orderedAmount\":\"100.00\"");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"result\":\"OK\"}");
        assertThat(get(ORDERS + "/A-1001?wait=20s"))
                .contains(
                        "\"status\":\"PAID\"",
                        "\"paidAmount\":\"100.00\"",
                        "\"settled\":true",
                        "\"gateway\":\"linhai\"")
                .contains("\"paidAt\":\"2026-03-01T03:02:33");
        assertThat(gateway.refused).isEmpty();
    }

    @Test
    void shouldNotBelieveWhatSomebodyElseSigned() throws Exception {
        post(ORDERS, "{\"order\": \"A-1002\", \"amount\": \"1.00\", \"channel\": \"alipay\", \"description\": \"x\"}");
        gateway.is("A-1002", "SUCCESS");
        HttpResponse<String> answer = gateway.callBack("A-1002", "another secret");
        gateway.is("A-1002", "WAIT");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContainIgnoringCase("ok");
        assertThat(get(ORDERS + "/A-1002")).contains("\"status\":\"PENDING\"", "\"settled\":false");
    }

    @Test
    void shouldAskAboutAnOrderWhoseCallbackWasLost() throws Exception {
        post(ORDERS, "{\"order\": \"A-1003\", \"amount\": \"0.05\", \"channel\": \"wechat\", \"description\": \"x\"}");
        gateway.is("A-1003", "SUCCESS");

        await().atMost(PATIENCE).until(() -> get(ORDERS + "/A-1003?wait=20s").contains("\"status\":\"PAID\""));

        assertThat(get(ORDERS + "/A-1003")).contains("\"paidAmount\":\"0.05\"", "\"settled\":true");
        assertThat(gateway.answered).contains("GET /v1/orders A-1003");
        assertThat(received("POLLED")).anySatisfy(read -> assertThat(read.key()).isEqualTo("linhai-main/A-1003"));
        assertThat(gateway.refused).isEmpty();
    }

    @Test
    void shouldPayOutAndAskWhetherItArrived() throws Exception {
        HttpResponse<String> placed = post(PAYOUTS, """
                {"order": "P-1", "amount": "500.00", "bankName": "工商银行", "accountName": "张三", "accountNumber": "6222020200012345678"}""");
        gateway.is("P-1", "DONE");

        await().atMost(PATIENCE).until(() -> get(PAYOUTS + "/P-1?wait=20s").contains("\"status\":\"PAID\""));

        assertThat(placed.body())
                .contains("\"state\":\"ACCEPTED\"", "\"gatewayOrder\":\"LP-P-1\"", "\"kind\":\"PAYOUT\"");
        assertThat(get(PAYOUTS + "/P-1")).contains("\"paidAmount\":\"500.00\"", "\"settled\":true");
        assertThat(gateway.answered).contains("GET /v1/payouts P-1");
        assertThat(gateway.refused).isEmpty();
    }

    @Test
    void shouldHearThatAPayoutCameBack() throws Exception {
        post(PAYOUTS, """
                {"order": "P-2", "amount": "7.00", "bankName": "工商银行", "accountName": "张三", "accountNumber": "6222020200012345678"}""");
        gateway.is("P-2", "RETURNED");

        HttpResponse<String> answer = gateway.callBackPayout("P-2");

        assertThat(answer.body()).isEqualTo("{\"result\":\"OK\"}");
        assertThat(get(PAYOUTS + "/P-2?wait=20s")).contains("\"status\":\"FAILED\"", "\"settled\":false");
    }

    @Test
    void shouldAskForTheBalanceAndBelieveIt() throws Exception {
        await().atMost(PATIENCE).until(() -> gateway.answered.contains("GET /v1/balance "));
        await().atMost(PATIENCE).until(() -> balances().stream().anyMatch(AddAGatewayIT::isBelieved));

        assertThat(StandardCharsets.UTF_8
                        .decode(((ByteBuffer) balances().getFirst().value().get("body")).duplicate())
                        .toString())
                .contains("\"available\":1234567");
        assertThat(gateway.refused).isEmpty();
    }

    private static List<Read> balances() throws Exception {
        return received("POLLED").stream()
                .filter(read -> read.text("kind").equals("BALANCE"))
                .toList();
    }

    private static boolean isBelieved(Read balance) {
        try (PlainReader reader = new PlainReader(broker.bootstrapServers(), registry.url())) {
            return reader.all("sixth.outcomes").stream()
                    .anyMatch(outcome -> outcome.text("id").equals(balance.text("id"))
                            && outcome.text("verdict").equals("VERIFIED"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<Read> received(String source) throws Exception {
        try (PlainReader reader = new PlainReader(broker.bootstrapServers(), registry.url())) {
            return reader.all("sixth.received").stream()
                    .filter(read -> read.text("source").equals(source))
                    .toList();
        }
    }

    private static HttpResponse<String> post(String path, String json) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.port() + path))
                .header("Authorization", "Bearer " + TOKEN);
    }
}
