package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quittance.config.Account;
import io.quittance.config.SettingsFile;
import io.quittance.gatewayclient.Requests;
import io.quittance.gateways.Acceptance;
import io.quittance.gateways.DialectDefinition.RequestRole;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RawMessage;
import io.quittance.gateways.Report;
import io.quittance.gateways.ReportStatus;
import io.quittance.gateways.SignedRequest;
import io.quittance.gateways.Verdict;
import io.quittance.gateways.Verified;
import io.quittance.sandbox.LedgerEntry;
import io.quittance.sandbox.Mischief;
import io.quittance.sandbox.PayerPlan;
import io.quittance.sandbox.SandboxAccounts;
import io.quittance.sandbox.SandboxOptions;
import io.quittance.sandbox.SandboxServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialects and the sandbox were written apart, from the same documents; here they talk to each other. */
@Timeout(60)
class SandboxConversationTest {
    private static final String ORDER = "T20261121-0001";
    private static final Set<String> IN_FEN = Set.of("zonghe");

    @TempDir
    private Path folder;

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer merchant;

    /** What came to one of our addresses, and what the dialect makes of it. */
    private record Heard(String path, MessageType type, Verdict verdict) {}

    @BeforeEach
    void listen() throws IOException {
        merchant = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        merchant.createContext("/", this::hear);
        merchant.start();
    }

    @AfterEach
    void stop() {
        merchant.stop(0);
        http.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yi-main", "jings-main", "zonghe-main", "juhe-main", "lianhe-main"})
    void shouldPlaceHearAndAskAboutAPayment(String name) throws Exception {
        try (SandboxServer sandbox = serve(options -> options)) {
            Account account = account(name);

            place(sandbox, account);
            await().until(() -> entry(sandbox, account).traffic().callbacksAcked() == 1);
            Report asked = asked(account, MessageType.PAYMENT_QUERY_REQUEST, MessageType.PAYMENT_QUERY_RESPONSE, ORDER);

            Report told = report(MessageType.PAYMENT_CALLBACK);
            assertThat(told.order()).isEqualTo(ORDER);
            assertThat(told.status()).isEqualTo(ReportStatus.PAID);
            assertThat(told.paidMinor()).isEqualTo(10_000L);
            assertThat(asked.status()).isEqualTo(ReportStatus.PAID);
            assertThat(asked.paidMinor()).isEqualTo(asked.amountField() ? 10_000L : null);
            assertThat(entry(sandbox, account).truth()).isEqualTo(LedgerEntry.Truth.PAID);
            assertThat(sandbox.ledger().summary().account(name).violations()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yi-main", "jings-main", "zonghe-main", "juhe-main", "lianhe-main"})
    void shouldBelieveNothingThatWasForgedOrChanged(String name) throws Exception {
        try (SandboxServer sandbox = serve(options -> options.with(Mischief.FORGED, 100)
                .with(Mischief.TAMPERED, 100)
                .withPlan(new PayerPlan(0, 0, 0, 0, Duration.ZERO)))) {
            place(sandbox, account(name));
            await().until(() -> sandbox.ledger().summary().pending() == 0);

            assertThat(heard).hasSize(2).noneMatch(message -> message.verdict() instanceof Verified);
            LedgerEntry entry = entry(sandbox, account(name));
            assertThat(entry.traffic().forgeriesSent()).isEqualTo(2);
            assertThat(entry.traffic().forgeriesAcked()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yi-main", "zonghe-main", "juhe-main"})
    void shouldNotTakeAnotherStatusForPaid(String name) throws Exception {
        try (SandboxServer sandbox = serve(
                options -> options.with(Mischief.ODD_STATUS, 100).withPlan(new PayerPlan(0, 0, 0, 0, Duration.ZERO)))) {
            place(sandbox, account(name));
            await().until(() -> sandbox.ledger().summary().pending() == 0);

            assertThat(report(MessageType.PAYMENT_CALLBACK).status()).isIn(ReportStatus.UNKNOWN, ReportStatus.PENDING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zonghe-main", "juhe-main"})
    void shouldHearTheBrowserReturnWithItsSignature(String name) throws Exception {
        PayerPlan returning = new PayerPlan(100, 0, 0, 100, Duration.ZERO);
        try (SandboxServer sandbox = serve(options -> options.withPlan(returning))) {
            place(sandbox, account(name));
            await().until(() -> sandbox.ledger().summary().pending() == 0);

            assertThat(heard).anySatisfy(message -> {
                assertThat(message.type()).isEqualTo(MessageType.BROWSER_RETURN);
                assertThat(message.verdict())
                        .isInstanceOfSatisfying(
                                Verified.class,
                                verified -> assertThat(verified.signed()).isTrue());
            });
        }
    }

    @Test
    void shouldPayOutAndAskAboutIt() throws Exception {
        try (SandboxServer sandbox = serve(options -> options)) {
            Account account = account("lianhe-main");
            Map<RequestRole, String> payout = Map.of(
                    RequestRole.ORDER,
                    ORDER,
                    RequestRole.AMOUNT,
                    "500",
                    RequestRole.BANK_NAME,
                    "工商银行",
                    RequestRole.ACCOUNT_NAME,
                    "张三",
                    RequestRole.ACCOUNT_NUMBER,
                    "6222020200012345678");

            HttpResponse<byte[]> answer = call(account, MessageType.PAYOUT_REQUEST, payout, Map.of());
            await().until(() -> entry(sandbox, account).traffic().callbacksAcked() == 1);

            assertThat(read(account, MessageType.PAYOUT_RESPONSE, answer, ORDER).acceptance())
                    .isEqualTo(Acceptance.ACCEPTED);
            assertThat(report(MessageType.PAYOUT_CALLBACK).paidMinor()).isEqualTo(50_000L);
            assertThat(asked(account, MessageType.PAYOUT_QUERY_REQUEST, MessageType.PAYOUT_QUERY_RESPONSE, ORDER)
                            .status())
                    .isEqualTo(ReportStatus.PAID);
        }
    }

    @Test
    void shouldAskForTheBalance() throws Exception {
        try (SandboxServer sandbox = serve(options -> options)) {
            Account account = account("jings-main");
            place(sandbox, account);
            await().until(() -> entry(sandbox, account).traffic().callbacksAcked() == 1);

            Report balance = asked(account, MessageType.BALANCE_QUERY_REQUEST, MessageType.BALANCE_QUERY_RESPONSE, "");
            Report tooSoon = asked(account, MessageType.BALANCE_QUERY_REQUEST, MessageType.BALANCE_QUERY_RESPONSE, "");

            assertThat(balance.balanceMinor()).isEqualTo(100_010_000L);
            assertThat(tooSoon.errorAnswer()).isTrue();
            assertThat(sandbox.ledger().summary().account("jings-main").violations())
                    .isOne();
        }
    }

    private SandboxServer serve(UnaryOperator<SandboxOptions> choice) throws Exception {
        SandboxAccounts opened =
                SandboxAccounts.open(folder.resolve("secrets"), SandboxAccounts.Wanted.usual(), 100_000_000);
        SandboxServer sandbox = SandboxServer.start(
                choice.apply(SandboxOptions.of(opened.list()).withSpeed(60).withPlan(PayerPlan.prompt())));
        Path config = folder.resolve("quittance.yaml");
        Files.writeString(config, opened.settings(sandbox.address(), config));
        accounts.putAll(SettingsFile.load(config).accounts());
        return sandbox;
    }

    private Account account(String name) {
        Account account = accounts.get(name);
        if (account == null) {
            throw new AssertionError("the settings have no account " + name);
        }
        return account;
    }

    /** Places an order of 100.00 the way that the gateway offers, and reads the answer. */
    private void place(SandboxServer sandbox, Account account) throws Exception {
        String gateway = account.gateway().dialect().name();
        Map<RequestRole, String> order = Map.of(
                RequestRole.ORDER,
                ORDER,
                RequestRole.AMOUNT,
                IN_FEN.contains(gateway) ? "10000" : "100.00",
                RequestRole.CHANNEL,
                switch (gateway) {
                    case "jings" -> "11";
                    case "lianhe" -> "2";
                    default -> "901";
                },
                RequestRole.DESCRIPTION,
                "会员",
                RequestRole.PAYER_IP,
                "203.0.113.7");
        Map<String, String> named = gateway.equals("yijuhe") ? Map.of("userId", "878") : Map.of();
        if (!Requests.offers(account, MessageType.PAYMENT_REQUEST, System.currentTimeMillis())) {
            assertThat(call(account, MessageType.PAYMENT_PAGE, order, named).statusCode())
                    .isEqualTo(303);
            return;
        }
        HttpResponse<byte[]> answer = call(account, MessageType.PAYMENT_REQUEST, order, named);
        Report report = read(account, MessageType.PAYMENT_RESPONSE, answer, ORDER);
        assertThat(report.acceptance()).isEqualTo(Acceptance.ACCEPTED);
        assertThat(report.payUrl()).startsWith(sandbox.address() + "/" + gateway + "/");
        HttpResponse<String> page = http.send(
                HttpRequest.newBuilder(URI.create(report.payUrl())).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(ORDER);
    }

    private Report asked(Account account, MessageType question, MessageType answer, String order) throws Exception {
        Map<RequestRole, String> ours = order.isEmpty() ? Map.of() : Map.of(RequestRole.ORDER, order);
        return read(account, answer, call(account, question, ours, Map.of()), order);
    }

    private HttpResponse<byte[]> call(
            Account account, MessageType type, Map<RequestRole, String> ours, Map<String, String> named)
            throws Exception {
        URI own = URI.create("http://127.0.0.1:" + merchant.getAddress().getPort());
        var signing = new Requests(own).make(account, type, ours, named, System.currentTimeMillis());
        assertThat(signing).isInstanceOf(SignedRequest.class);
        SignedRequest request = (SignedRequest) signing;
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        HttpRequest.Builder call =
                HttpRequest.newBuilder(URI.create(account.gateway().baseUrl() + request.path() + query));
        String contentType = request.contentType();
        if (contentType != null) {
            call.header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        }
        return http.send(call.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Report read(Account account, MessageType type, HttpResponse<byte[]> answer, String order) {
        RawMessage raw = new RawMessage(
                type,
                answer.body(),
                answer.headers().firstValue("Content-Type").orElse(null),
                order.isEmpty() ? null : order);
        Verdict verdict = verdict(account, raw);
        assertThat(verdict).isInstanceOf(Verified.class);
        return account.gateway().dialect().read((Verified) verdict);
    }

    private static Verdict verdict(Account account, RawMessage raw) {
        long now = System.currentTimeMillis();
        return account.gateway().dialect().verify(raw, account.gateway(), now, now);
    }

    /** The one verified message of that type. */
    private Report report(MessageType type) {
        Verified verified = heard.stream()
                .filter(message -> message.type() == type)
                .map(Heard::verdict)
                .filter(Verified.class::isInstance)
                .map(Verified.class::cast)
                .findFirst()
                .orElseThrow();
        String account = heard.getFirst().path().split("/", -1)[2];
        return account(account).gateway().dialect().read(verified);
    }

    private static LedgerEntry entry(SandboxServer sandbox, Account account) {
        return sandbox.ledger().find(account.gateway().dialect().name(), ORDER).getFirst();
    }

    /** Answers as the edge does: the dialect's own word, but only for what verifies. */
    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String[] parts = path.split("/", -1);
            MessageType type = parts[1].equals("returns")
                    ? MessageType.BROWSER_RETURN
                    : MessageType.ofWireName(parts[3] + "-callback").orElseThrow();
            Account account = account(parts[2]);
            byte[] body = exchange.getRequestBody().readAllBytes();
            String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
            Verdict verdict = verdict(account, new RawMessage(type, body, contentType, null));
            heard.add(new Heard(path, type, verdict));
            String ack = verdict instanceof Verified
                    ? account.gateway().dialect().ack(type, System.currentTimeMillis())
                    : "no";
            byte[] answer = ack.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    verdict instanceof Verified ? 200 : 401, answer.length == 0 ? -1 : answer.length);
            if (answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
        }
    }
}
