package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.LiveEdges.Node;
import io.quittance.app.StubGateway.Call;
import io.quittance.config.Account;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.events.Topic;
import io.quittance.gatewayclient.Answer;
import io.quittance.gatewayclient.CallLimits;
import io.quittance.gatewayclient.GatewayClient;
import io.quittance.gateways.DialectDefinition.Outbound;
import io.quittance.gateways.DialectDefinition.RequestField;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RefusedRequest;
import io.quittance.gateways.SignedRequest;
import io.quittance.gateways.Signing;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The golden vectors over real HTTP on both sides: a gateway that says what a vector says and notes what it is sent, an edge, and the
 * topology behind it. Each vector has an account of its own, so that none stands in another's way.
 */
final class GoldenExchange {
    private static final List<String> GATEWAYS = List.of("yijuhe", "jings", "zonghe", "juhe", "lianhe");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration CALL_TIME = Duration.ofSeconds(10);

    /** Placements that the gateways' documents call complete, by gateway and kind. */
    private static final Map<String, String> PLACEMENTS =
            Map.of("yijuhe orders", """
            {"order": "%s", "amount": "100.00", "channel": "wxwap", "description": "商品", "fields": {"userId": "878", "ip": "1.1.1.1"}}""", "zonghe orders", """
            {"order": "%s", "amount": "100.00", "channel": "901", "description": "onlinepay"}""", "lianhe orders", """
            {"order": "%s", "amount": "100.00", "channel": "2"}""", "lianhe payouts", """
            {"order": "%s", "amount": "500", "bankName": "工商银行", "accountName": "张三", "accountNumber": "6222020200012345678"}""");

    /** Started by the first test that needs it, ended with the process. */
    private static final GoldenExchange RUNNING = open();

    private final List<Case> cases;
    private final StubGateway gateway;
    private final LiveEdges live;
    private final Node edge;

    /** A vector and the account that it has for itself. */
    private record Case(String account, JsonNode vector) {
        String message() {
            return vector.get("message").asString();
        }

        JsonNode expect() {
            return vector.get("expect");
        }

        String text(String name) {
            return vector.path(name).asString("");
        }

        boolean verified() {
            return expect().path("verdict").asString("").equals("VERIFIED");
        }
    }

    private GoldenExchange(List<Case> cases, StubGateway gateway, LiveEdges live, Node edge) {
        this.cases = cases;
        this.gateway = gateway;
        this.live = live;
        this.edge = edge;
    }

    static GoldenExchange running() {
        return RUNNING;
    }

    private static GoldenExchange open() {
        try {
            List<Case> cases = new ArrayList<>();
            for (String name : GATEWAYS) {
                Path file = AddAGateway.HOME.resolve("src/test/resources/golden/" + name + ".json");
                for (JsonNode vector : JSON.readTree(Files.readAllBytes(file))) {
                    cases.add(new Case(name + "-" + cases.size(), vector));
                }
            }
            StubGateway gateway = StubGateway.start(0);
            Path folder = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "golden-exchange");
            LiveEdges live = LiveEdges.start(folder, "golden", sections(cases, gateway.port()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                live.close();
                gateway.close();
            }));
            return new GoldenExchange(cases, gateway, live, live.edge());
        } catch (Exception e) {
            throw new IllegalStateException("the exchange does not start", e);
        }
    }

    private static String sections(List<Case> cases, int port) {
        ObjectNode accounts = JSON.createObjectNode();
        for (Case each : cases) {
            JsonNode given = each.vector().get("account");
            ObjectNode account = accounts.putObject(each.account());
            account.put("gateway", each.text("gateway"));
            account.put("merchant", given.get("merchant").asString());
            account.put("baseUrl", "http://127.0.0.1:" + port + "/" + each.account());
            account.put("returnUrl", "https://shop.example/back");
            ObjectNode key = account.putArray("keys").addObject().put("id", "k1");
            for (Map.Entry<String, JsonNode> credential : given.properties()) {
                if (!credential.getKey().equals("merchant")
                        && !credential.getKey().equals("baseUrl")) {
                    key.put(credential.getKey(), credential.getValue().asString());
                }
            }
        }
        return "http: {host: \"127.0.0.1\", port: 0, publicUrl: \"https://pay.example\"}\naccounts: " + accounts + "\n";
    }

    private List<Case> of(String gatewayName, String message) {
        List<Case> chosen = cases.stream()
                .filter(each -> each.text("gateway").equals(gatewayName))
                .filter(each -> each.message().equals(message))
                .toList();
        assertThat(chosen).as(gatewayName + " " + message).isNotEmpty();
        return chosen;
    }

    /** Every callback gets the dialect's own acknowledgement, or a refusal that no gateway takes for one, and is judged so. */
    void takeCallbacks(String gatewayName, String message) throws Exception {
        List<Case> callbacks = of(gatewayName, message);
        for (Case each : callbacks) {
            String path = "/callbacks/" + each.account() + "/" + message.replace("-callback", "");
            HttpResponse<String> answer = post(path, each);

            assertThat(answer.statusCode()).as(each.text("name")).isEqualTo(each.verified() ? 200 : 400);
            if (!each.verified()) {
                assertThat(answer.body()).doesNotContainIgnoringCase("ok").doesNotContainIgnoringCase("success");
            } else if (each.expect().has("ack")) {
                assertThat(answer.body()).isEqualTo(each.expect().get("ack").asString());
            }
        }
        assertJudged(callbacks, Source.CALLBACK);
    }

    /** Every return with fields is checked, and the payer sent on only where nothing is forged. */
    void takeReturns(String gatewayName) throws Exception {
        List<Case> returns = of(gatewayName, "browser-return");
        for (Case each : returns) {
            HttpResponse<String> answer = post("/returns/" + each.account(), each);

            assertThat(answer.statusCode()).as(each.text("name")).isEqualTo(each.verified() ? 303 : 400);
            assertThat(answer.headers().firstValue("Location").isPresent()).isEqualTo(each.verified());
        }
        assertJudged(returns, Source.RETURN);
    }

    /** The return of a gateway whose document gives it no fields: a hint, and the payer is sent on. */
    void takeABareReturn(String gatewayName) throws Exception {
        Case any = cases.stream()
                .filter(each -> each.text("gateway").equals(gatewayName))
                .findFirst()
                .orElseThrow();

        HttpResponse<String> answer = live.http.send(
                HttpRequest.newBuilder(edge.uri("/returns/" + any.account())).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("https://shop.example/back");
        assertThat(outcome(any, Source.RETURN).getVerdict()).isEqualTo(OutcomeVerdict.NOTED);
    }

    /** Every answer to a query, relayed, is judged as the vector says, and the order's row says so too. */
    void readAnswers(String gatewayName, String message) throws Exception {
        relay(of(gatewayName, message), message);
    }

    /** The answers that say that the question failed are believed, and no order is the other for it. */
    void readErrorAnswers(String gatewayName) throws Exception {
        String message = "payment-query-response";
        List<Case> errors = of(gatewayName, message).stream()
                .filter(each -> each.expect().path("status").asString("").equals("UNKNOWN"))
                .toList();
        assertThat(errors).isNotEmpty();
        relay(errors, message);
        for (Case each : errors) {
            HttpResponse<String> order =
                    live.get(edge, "/v1/accounts/" + each.account() + "/orders/" + each.text("queried"));
            assertThat(order.body()).doesNotContain("PAID", "FAILED", "\"settled\":true");
        }
    }

    private void relay(List<Case> answers, String message) throws Exception {
        for (Case each : answers) {
            String order = each.vector().has("queried") ? "?order=" + each.text("queried") : "";
            String path = "/v1/accounts/" + each.account() + "/answers/" + message.replace("-response", "") + order;

            HttpResponse<String> answer = post(path, each);

            assertThat(answer.statusCode()).as(each.text("name")).isEqualTo(each.verified() ? 202 : 422);
        }
        assertJudged(answers, Source.RELAYED);
    }

    /** Every answer to a placement leads to what the client is told. */
    void readPlacingAnswers(String gatewayName, String kind) throws Exception {
        String singular = kind.equals("orders") ? "payment" : "payout";
        for (Case each : of(gatewayName, singular + "-response")) {
            String url =
                    Objects.requireNonNull(account(each).gateway().baseUrl()).toString();
            MessageType request = MessageType.ofWireName(singular + "-request").orElseThrow();
            gateway.answer("/" + each.account() + definition(each, request).path(), each.text("body"));
            String placement = Objects.requireNonNull(PLACEMENTS.get(gatewayName + " " + kind));

            HttpResponse<String> answer = live.post(
                    edge, "/v1/accounts/" + each.account() + "/" + kind, placement.formatted(each.text("queried")));

            JsonNode order = JSON.readTree(answer.body());
            JsonNode placing = order.get("placing");
            JsonNode accepted = each.expect().get("accepted");
            String state = accepted.isNull() ? "UNKNOWN" : accepted.asBoolean() ? "ACCEPTED" : "REFUSED";
            assertThat(placing.get("state").asString()).as(each.text("name")).isEqualTo(state);
            assertSame(each, "code", placing);
            assertSame(each, "payPage", placing);
            assertSame(each, "gatewayOrder", order);
            if (each.expect().has("payUrl")) {
                String whole = each.expect().get("payUrl").asString("");
                String base = each.vector().get("account").path("baseUrl").asString("");
                assertThat(placing.get("payUrl").asString(""))
                        .isEqualTo(base.isEmpty() ? whole : whole.replace(base, url));
            }
        }
    }

    private static void assertSame(Case each, String name, JsonNode told) {
        if (each.expect().has(name)) {
            assertThat(told.get(name).asString(""))
                    .isEqualTo(each.expect().get(name).asString(""));
        }
    }

    /** Every request that we send reaches the gateway with the vector's method, path, fields and signature. */
    void send(String gatewayName, String message) throws Exception {
        MessageType type = MessageType.ofWireName(message).orElseThrow();
        try (GatewayClient client = GatewayClient.open(CallLimits.usual())) {
            for (Case each : of(gatewayName, message)) {
                Signing signing = sign(each, type);
                if (each.expect().has("refused")) {
                    assertThat(signing).as(each.text("name")).isInstanceOf(RefusedRequest.class);
                    continue;
                }
                int before = gateway.calls.size();

                Answer answer = client.call(account(each), (SignedRequest) signing, CALL_TIME);

                assertThat(answer).isInstanceOf(Answer.Answered.class);
                assertThat(gateway.calls).hasSize(before + 1);
                assertSent(each, type, gateway.lastCall());
            }
        }
    }

    private void assertSent(Case each, MessageType type, Call call) {
        assertThat(call.method()).isEqualTo(each.text("method"));
        assertThat(call.path()).isEqualTo("/" + each.account() + each.text("path"));
        assertThat(call.contentType()).isEqualTo(each.vector().has("contentType") ? each.text("contentType") : "null");
        Map<String, String> sent = each.text("contentType").equals("application/json")
                ? members(JSON.readTree(call.body()))
                : form(call.body());
        Outbound definition = definition(each, type);
        String signature = Objects.requireNonNull(definition.signature()).field();
        String sign = sent.remove(signature);
        Map<String, String> expected = members(each.expect().get("fields"));
        if (!definition.sendBlanks()) {
            expected.values().removeIf(String::isEmpty);
        }
        assertThat(sent).as(each.text("name")).isEqualTo(expected);
        assertThat(sign).isEqualTo(each.expect().path("sign").asString(sign));
    }

    /** The form that the payer's browser posts: the vector's names and values, to the vector's address. */
    void handOverPages(String gatewayName) throws Exception {
        for (Case each : of(gatewayName, "payment-page")) {
            Signing signing = sign(each, MessageType.PAYMENT_PAGE);
            if (each.expect().has("refused")) {
                assertThat(signing).as(each.text("name")).isInstanceOf(RefusedRequest.class);
                continue;
            }
            Outbound definition = definition(each, MessageType.PAYMENT_PAGE);
            Map<String, String> expected = members(each.expect().get("fields"));

            HttpResponse<String> answer =
                    live.post(edge, "/v1/accounts/" + each.account() + "/orders", placement(definition, expected));

            JsonNode form = JSON.readTree(answer.body()).path("placing").path("form");
            assertThat(form.path("action").asString(""))
                    .as(answer.body())
                    .isEqualTo("http://127.0.0.1:" + gateway.port() + "/" + each.account() + each.text("path"));
            assertThat(form.get("method").asString()).isEqualTo(each.text("method"));
            Map<String, String> handed = members(form.get("fields"));
            String signature = Objects.requireNonNull(definition.signature()).field();
            assertThat(handed.remove(signature)).isNotBlank();
            assertThat(definition.fields().keySet()).containsAll(handed.keySet());
            definition.fields().forEach((name, field) -> {
                if (!isOurs(field)) {
                    assertThat(handed.getOrDefault(name, "")).as(name).isEqualTo(expected.getOrDefault(name, ""));
                }
            });
            expected.put(signature, each.expect().path("sign").asString(""));
            assertThat(((SignedRequest) signing).fields()).containsAllEntriesOf(expected);
        }
    }

    /** What we fill in ourselves, so that it is not the vector's. */
    private static boolean isOurs(RequestField field) {
        return switch (field.role()) {
            case NOTIFY_URL, RETURN_URL, NONCE, TIME -> true;
            case MERCHANT, ORDER, AMOUNT, CHANNEL, DESCRIPTION, ATTACH, PAYER_IP -> false;
            case BANK_NAME, ACCOUNT_NAME, ACCOUNT_NUMBER, RESEND, TEXT -> false;
        };
    }

    private static String placement(Outbound definition, Map<String, String> values) {
        ObjectNode placement = JSON.createObjectNode();
        ObjectNode own = JSON.createObjectNode();
        definition.fields().forEach((name, field) -> {
            String value = values.getOrDefault(name, "");
            if (value.isEmpty()) {
                return;
            }
            switch (field.role()) {
                case ORDER -> placement.put("order", value);
                case AMOUNT -> placement.put("amount", value);
                case CHANNEL -> placement.put("channel", value);
                case DESCRIPTION -> placement.put("description", value);
                case ATTACH -> placement.put("attach", value);
                case TEXT, PAYER_IP -> own.put(name, value);
                case MERCHANT, NOTIFY_URL, RETURN_URL, NONCE, TIME -> {}
                case BANK_NAME, ACCOUNT_NAME, ACCOUNT_NUMBER, RESEND -> {}
            }
        });
        if (!own.isEmpty()) {
            placement.set("fields", own);
        }
        return placement.put("page", true).toString();
    }

    private Signing sign(Case each, MessageType type) {
        Account account = account(each);
        return account.gateway()
                .dialect()
                .sign(
                        type,
                        members(each.expect().get("fields")),
                        account.gateway(),
                        account.gateway().keys().getFirst());
    }

    private Outbound definition(Case each, MessageType type) {
        return Objects.requireNonNull(
                account(each).gateway().dialect().definition().outbound().get(type));
    }

    private Account account(Case each) {
        return Objects.requireNonNull(live.settings.accounts().get(each.account()));
    }

    private HttpResponse<String> post(String path, Case each) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(edge.uri(path))
                .header("Authorization", "Bearer " + LiveEdges.TOKEN)
                .header("Content-Type", each.text("contentType"))
                .POST(BodyPublishers.ofString(each.text("body")))
                .build();
        return live.http.send(request, BodyHandlers.ofString());
    }

    private void assertJudged(List<Case> sent, Source source) {
        for (Case each : sent) {
            Outcome outcome = outcome(each, source);
            OutcomeVerdict believed = source == Source.RETURN ? OutcomeVerdict.NOTED : OutcomeVerdict.VERIFIED;
            assertThat(outcome.getVerdict())
                    .as(each.text("name"))
                    .isEqualTo(each.verified() ? believed : OutcomeVerdict.REJECTED);
            if (!each.verified()) {
                assertThat(outcome.getReason().name())
                        .isEqualTo(each.expect().get("reason").asString());
            }
        }
        if (source != Source.RETURN) {
            assertRows(sent);
        }
    }

    /** Paid at an amount that is not the ordered one is held, as the account's policy is exact. */
    private void assertRows(List<Case> sent) {
        Map<String, String> rows = new TreeMap<>();
        live.read(Topic.ORDERS, live.events.orders())
                .forEach(row -> rows.put(row.getAccount(), row.getStatus().name()));
        live.read(Topic.PAYOUTS, live.events.payouts())
                .forEach(row -> rows.put(row.getAccount(), row.getStatus().name()));
        for (Case each : sent) {
            String row = rows.getOrDefault(each.account(), "");
            boolean payout = each.message().startsWith("payout");
            switch (each.verified() ? each.expect().path("status").asString("") : "REJECTED") {
                case "PAID" -> assertThat(row).as(each.text("name")).isIn("PAID", "HELD");
                case "PENDING" -> assertThat(row).as(each.text("name")).isEqualTo(payout ? "ACCEPTED" : "PENDING");
                case "FAILED", "EXPIRED" ->
                    assertThat(row)
                            .as(each.text("name"))
                            .isEqualTo(each.expect().get("status").asString());
                default -> assertThat(row).as(each.text("name")).isIn("", "UNKNOWN");
            }
        }
    }

    private Outcome outcome(Case each, Source source) {
        String id = await().atMost(LiveEdges.PATIENCE)
                .until(
                        () -> live.received().stream()
                                .filter(record -> record.getSource() == source)
                                .filter(record -> each.account().equals(record.getAccount()))
                                .map(Received::getId)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        return live.outcome(id);
    }

    private static Map<String, String> members(JsonNode object) {
        Map<String, String> members = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> members.put(field.getKey(), field.getValue().asString()));
        return members;
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            fields.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }
}
