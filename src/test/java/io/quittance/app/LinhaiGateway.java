package io.quittance.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The invented gateway of docs/add-a-gateway.md, after the words of its document there, with signing code of its own. */
final class LinhaiGateway implements AutoCloseable {
    static final String SECRET = "linhai-test-secret";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Questions that were answered, {@code GET /v1/orders A-1}. */
    final List<String> answered = new CopyOnWriteArrayList<>();
    /** Requests whose signature or merchant was wrong. */
    final List<String> refused = new CopyOnWriteArrayList<>();

    private final Map<String, Map<String, String>> placed = new ConcurrentHashMap<>();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    LinhaiGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on that order or payout is in that state. */
    void is(String number, String state) {
        states.put(number, state);
    }

    /** The callback of a payment, signed with that secret, sent to the address that its order gave. */
    HttpResponse<String> callBack(String order, String secret) throws Exception {
        Map<String, Object> fields = orderFields(order);
        fields.put("attach", given(order, "attach"));
        fields.put("nonce", "cb-" + order);
        return send(order, fields, secret);
    }

    /** The callback of a payout. */
    HttpResponse<String> callBackPayout(String payout) throws Exception {
        Map<String, Object> fields = payoutFields(payout);
        fields.put("nonce", "cb-" + payout);
        return send(payout, fields, SECRET);
    }

    private HttpResponse<String> send(String number, Map<String, Object> fields, String secret) throws Exception {
        fields.put("signType", "HMAC-SHA256");
        fields.put("sign", signature(fields, secret));
        HttpRequest callback = HttpRequest.newBuilder(URI.create(given(number, "notifyUrl")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(fields)))
                .build();
        return http.send(callback, BodyHandlers.ofString());
    }

    /** What the placing of that number said; blank where it said nothing. */
    private String given(String number, String name) {
        return placed.getOrDefault(number, Map.of()).getOrDefault(name, "");
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Map<String, String> fields =
                body.isEmpty() ? query(exchange.getRequestURI().getRawQuery()) : json(body);
        byte[] answer = JSON.writeValueAsBytes(answer(call, fields));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private Map<String, Object> answer(String call, Map<String, String> fields) {
        if (!"M2026".equals(fields.get("mchId"))
                || !signature(new TreeMap<>(fields), SECRET).equals(fields.get("sign"))) {
            refused.add(call + " " + fields);
            return Map.of("code", 4002, "msg", "wrong signature");
        }
        String number = fields.getOrDefault("outTradeNo", fields.getOrDefault("outPayoutNo", ""));
        answered.add(call + " " + number);
        if (call.startsWith("POST")) {
            placed.put(number, fields);
        } else if (!call.endsWith("/balance") && !placed.containsKey(number)) {
            return Map.of("code", 4004, "msg", "no such order");
        }
        Map<String, Object> data = switch (call) {
            case "POST /v1/orders" -> order(number, "payUrl", "https://pay.linhai.example/" + number);
            case "POST /v1/payouts" -> payout(number);
            case "GET /v1/orders" -> orderFields(number);
            case "GET /v1/payouts" -> payoutFields(number);
            case "GET /v1/balance" -> balance(fields.getOrDefault("time", ""));
            default -> throw new AssertionError("the document has no " + call);
        };
        return Map.of("code", 0, "msg", "ok", "data", data, "sign", signature(data, SECRET));
    }

    private static Map<String, Object> order(String number, String name, Object value) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("mchId", "M2026");
        data.put("outTradeNo", number);
        data.put("tradeNo", "L-" + number);
        data.put(name, value);
        return data;
    }

    private Map<String, Object> orderFields(String number) {
        long amount = Long.parseLong(given(number, "amount"));
        String state = states.getOrDefault(number, "WAIT");
        boolean paid = state.equals("SUCCESS");
        Map<String, Object> data = order(number, "amount", amount);
        data.put("received", paid ? amount : "");
        data.put("state", state);
        data.put("paidAt", paid ? 1_772_334_153L : "");
        data.put("way", given(number, "way"));
        return data;
    }

    private static Map<String, Object> payout(String number) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("mchId", "M2026");
        data.put("outPayoutNo", number);
        data.put("payoutNo", "LP-" + number);
        return data;
    }

    private Map<String, Object> payoutFields(String number) {
        Map<String, Object> data = payout(number);
        data.put("amount", Long.parseLong(given(number, "amount")));
        data.put("state", states.getOrDefault(number, "RUNNING"));
        data.put("doneAt", 1_772_334_153L);
        return data;
    }

    private static Map<String, Object> balance(String time) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("mchId", "M2026");
        data.put("available", 1_234_567L);
        data.put("frozen", 0L);
        data.put("time", Long.parseLong(time));
        return data;
    }

    private static String signature(Map<String, ?> fields, String secret) {
        String text = new TreeMap<String, Object>(fields)
                .entrySet().stream()
                        .filter(field -> !field.getKey().equals("sign")
                                && !field.getKey().equals("signType"))
                        .filter(field -> field.getValue() != null
                                && !field.getValue().toString().isEmpty())
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().withUpperCase().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> json(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : JSON.readTree(body).properties()) {
            fields.put(field.getKey(), field.getValue().asString());
        }
        return fields;
    }

    private static Map<String, String> query(String query) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            fields.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
