package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.PlainReader.Read;
import io.quittance.app.embedded.FreePort;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running application with the gateway of docs/add-a-gateway.md: every one of its interfaces, over real HTTP on both sides. */
class AddAGatewayIT {
    private static final String ORDERS = "/v1/accounts/linhai-main/orders";
    private static final String PAYOUTS = "/v1/accounts/linhai-main/payouts";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static LinhaiGateway gateway;
    private static WholeQuittance quittance;

    @BeforeAll
    static void startAll() throws Exception {
        gateway = new LinhaiGateway();
        AddAGateway.writeGateway(folder);
        String account = AddAGateway.settings()
                .replace("https://api.linhai.example", gateway.address().toString());
        quittance = WholeQuittance.start(
                folder,
                "sixth",
                FreePort.find(),
                EnumSet.allOf(Role.class),
                account,
                Map.of("LINHAI_SECRET", LinhaiGateway.SECRET));
    }

    @AfterAll
    static void closeAll() {
        quittance.close();
        gateway.close();
    }

    @Test
    void shouldPlaceAnOrderAndSettleItWhenTheGatewayCallsBack() throws Exception {
        HttpResponse<String> placed = quittance.post(ORDERS, """
                {"order": "A-1001", "amount": "100.00", "channel": "alipay", "description": "两杯咖啡", "attach": "table 7 & more=1"}""");
        gateway.is("A-1001", "SUCCESS");
        HttpResponse<String> answer = gateway.callBack("A-1001", LinhaiGateway.SECRET);

        assertThat(placed.statusCode()).isEqualTo(200);
        assertThat(placed.body())
                .contains("\"state\":\"ACCEPTED\"", "\"payUrl\":\"https://pay.linhai.example/A-1001\"")
                .contains("\"gatewayOrder\":\"L-A-1001\"", "\"orderedAmount\":\"100.00\"");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"result\":\"OK\"}");
        assertThat(quittance.get(ORDERS + "/A-1001?wait=20s"))
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
        quittance.post(
                ORDERS,
                "{\"order\": \"A-1002\", \"amount\": \"1.00\", \"channel\": \"alipay\", \"description\": \"x\"}");
        gateway.is("A-1002", "SUCCESS");
        HttpResponse<String> answer = gateway.callBack("A-1002", "another secret");
        gateway.is("A-1002", "WAIT");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContainIgnoringCase("ok");
        assertThat(quittance.get(ORDERS + "/A-1002")).contains("\"status\":\"PENDING\"", "\"settled\":false");
    }

    @Test
    void shouldAskAboutAnOrderWhoseCallbackWasLost() throws Exception {
        quittance.post(
                ORDERS,
                "{\"order\": \"A-1003\", \"amount\": \"0.05\", \"channel\": \"wechat\", \"description\": \"x\"}");
        gateway.is("A-1003", "SUCCESS");

        await().atMost(PATIENCE)
                .until(() -> quittance.get(ORDERS + "/A-1003?wait=20s").contains("\"status\":\"PAID\""));

        assertThat(quittance.get(ORDERS + "/A-1003")).contains("\"paidAmount\":\"0.05\"", "\"settled\":true");
        assertThat(gateway.answered).contains("GET /v1/orders A-1003");
        assertThat(received("POLLED")).anySatisfy(read -> assertThat(read.key()).isEqualTo("linhai-main/A-1003"));
        assertThat(gateway.refused).isEmpty();
    }

    @Test
    void shouldPayOutAndAskWhetherItArrived() throws Exception {
        HttpResponse<String> placed = quittance.post(PAYOUTS, """
                {"order": "P-1", "amount": "500.00", "bankName": "工商银行", "accountName": "张三", "accountNumber": "6222020200012345678"}""");
        gateway.is("P-1", "DONE");

        await().atMost(PATIENCE)
                .until(() -> quittance.get(PAYOUTS + "/P-1?wait=20s").contains("\"status\":\"PAID\""));

        assertThat(placed.body())
                .contains("\"state\":\"ACCEPTED\"", "\"gatewayOrder\":\"LP-P-1\"", "\"kind\":\"PAYOUT\"");
        assertThat(quittance.get(PAYOUTS + "/P-1")).contains("\"paidAmount\":\"500.00\"", "\"settled\":true");
        assertThat(gateway.answered).contains("GET /v1/payouts P-1");
        assertThat(gateway.refused).isEmpty();
    }

    @Test
    void shouldHearThatAPayoutCameBack() throws Exception {
        quittance.post(PAYOUTS, """
                {"order": "P-2", "amount": "7.00", "bankName": "工商银行", "accountName": "张三", "accountNumber": "6222020200012345678"}""");
        gateway.is("P-2", "RETURNED");

        HttpResponse<String> answer = gateway.callBackPayout("P-2");

        assertThat(answer.body()).isEqualTo("{\"result\":\"OK\"}");
        assertThat(quittance.get(PAYOUTS + "/P-2?wait=20s")).contains("\"status\":\"FAILED\"", "\"settled\":false");
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
        try (PlainReader reader = quittance.reader()) {
            return reader.all("sixth.outcomes").stream()
                    .anyMatch(outcome -> outcome.text("id").equals(balance.text("id"))
                            && outcome.text("verdict").equals("VERIFIED"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<Read> received(String source) throws Exception {
        try (PlainReader reader = quittance.reader()) {
            return reader.all("sixth.received").stream()
                    .filter(read -> read.text("source").equals(source))
                    .toList();
        }
    }
}
