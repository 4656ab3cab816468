package io.quittance.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sandbox with the accounts of the golden vectors, and a merchant who receives its callbacks. */
final class SandboxRig implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    static final KeyPair PLATFORM = RsaKeys.pair(RsaKeys.SHORT_BITS);
    static final JsonMapper JSON = new JsonMapper();

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer merchant;
    private final SandboxServer server;
    private volatile Function<Post, Answer> reply = post -> new Answer(404, "");

    /** A callback, or a browser that returns. */
    record Post(String method, String path, String body) {
        String field(String name) {
            return WebParameters.ofForm(body.getBytes(StandardCharsets.UTF_8)).text(name);
        }
    }

    private SandboxRig(UnaryOperator<SandboxOptions> choice) throws IOException {
        merchant = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        merchant.setExecutor(threads);
        merchant.createContext("/", this::receive);
        merchant.start();
        SandboxOptions options = SandboxOptions.of(accounts())
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                .withPlan(PayerPlan.prompt())
                .withCallbacksTo(merchantUrl())
                .withPublicUrl(URI.create("https://gw.example"));
        server = SandboxServer.start(choice.apply(options));
    }

    /** As the tests want it: payers pay at once, the clock stands still. */
    static SandboxRig start(UnaryOperator<SandboxOptions> choice) throws IOException {
        return new SandboxRig(choice);
    }

    /** Everybody decides by hand. */
    static SandboxRig waiting() throws IOException {
        return start(options -> options.withPlan(new PayerPlan(0, 0, 0, 0, Duration.ZERO)));
    }

    static List<SandboxAccount> accounts() {
        return List.of(
                yijuhe("yi-main", "yijuhe", "20000"),
                SandboxAccount.sharing("jings-main", Gateway.JINGS, "123", "10665CF54E90822951FE80330E9CF715"),
                SandboxAccount.sharing(
                        "zonghe-main", Gateway.ZONGHE, "gpu10000000", "c794ab6969a7a25ebe1328a230c045f4"),
                SandboxAccount.sharing("juhe-main", Gateway.JUHE, "10023", "dd49b9c72368279245978f269c52b2ab"),
                SandboxAccount.sharing(
                        "lianhe-main", Gateway.LIANHE, "ak_8cd572bc9d", "9297961f608377f62b8a6db2207a21b2"));
    }

    /** The account of yijuhe in the golden vectors of that merchant; the platform's key is made here. */
    static SandboxAccount yijuhe(String name, String vectors, String merchant) {
        for (JsonNode vector : SandboxVectors.of(vectors)) {
            JsonNode account = vector.get("account");
            if (account.get("merchant").asString().equals(merchant)) {
                return SandboxAccount.yijuhe(
                        name,
                        merchant,
                        account.get("md5Key").asString(),
                        publicKey(account.get("merchantPrivateKey").asString()),
                        Base64.getEncoder().encodeToString(PLATFORM.getPrivate().getEncoded()));
            }
        }
        throw new IllegalArgumentException("no vector of " + merchant);
    }

    SandboxServer server() {
        return server;
    }

    URI merchantUrl() {
        return URI.create("http://127.0.0.1:" + merchant.getAddress().getPort());
    }

    /** What the merchant has received so far, in the order of arrival. */
    List<Post> posts() {
        return List.copyOf(posts);
    }

    /** From now on the merchant answers like that. */
    void answering(Function<Post, Answer> other) {
        reply = other;
    }

    /** Sends the request of a golden vector, with some fields changed; null takes a field out. */
    HttpResponse<String> send(JsonNode vector, Map<String, String> changes) {
        Map<String, String> fields = SandboxVectors.fields(vector);
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                fields.remove(name);
            } else {
                fields.put(name, value);
            }
        });
        return send(
                vector.get("method").asString(),
                vector.get("gateway").asString() + vector.get("path").asString(),
                vector.has("contentType") ? vector.get("contentType").asString() : "",
                fields);
    }

    /** Sends the request of a golden vector as it is. */
    HttpResponse<String> send(JsonNode vector) {
        return send(vector, Map.of());
    }

    HttpResponse<String> send(String method, String path, String type, Map<String, String> fields) {
        Form form = new Form();
        fields.forEach(form::with);
        if (method.equals("GET")) {
            return exchange(
                    HttpRequest.newBuilder(at(path + "?" + form.encoded())).GET());
        }
        String body = type.equals("application/json") ? JSON.writeValueAsString(new HashMap<>(fields)) : form.encoded();
        return exchange(HttpRequest.newBuilder(at(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String path, String form) {
        return exchange(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    HttpResponse<String> get(String path) {
        return exchange(HttpRequest.newBuilder(at(path)).GET());
    }

    /** The one entry of that order. */
    LedgerEntry entry(Gateway gateway, String order) {
        List<LedgerEntry> found = server.ledger().find(gateway.dialect(), order);
        if (found.size() != 1) {
            throw new AssertionError("there are " + found.size() + " entries of " + order);
        }
        return found.getFirst();
    }

    @Override
    public void close() {
        server.close();
        merchant.stop(0);
        http.shutdownNow();
        threads.shutdownNow();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + "/" + path);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("the sandbox did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Post post = new Post(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
            posts.add(post);
            Answer answer = reply.apply(post);
            byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
            if (text.length > 0) {
                exchange.getResponseBody().write(text);
            }
        }
    }

    private static String publicKey(String privateKey) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey));
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.generatePrivate(spec);
            var ofPublic = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return Base64.getEncoder()
                    .encodeToString(rsa.generatePublic(ofPublic).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the vectors' keys are RSA keys", e);
        }
    }
}
