package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quittance.config.Settings;
import io.quittance.config.Settings.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final String READER = "reader-token";
    private static final String SHOP = "shop-token";
    private static final String OPERATOR = "operator-token";
    private static final String PEER = "peer-secret";

    private final Queue<Responder> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger hungUp = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile boolean ready = true;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        List<Route> routes = new ArrayList<>(List.of(
                Route.get("/v1/accounts/{account}/orders/{order}", Scope.READ, RoutesTest::tell),
                Route.get("/v1/accounts/{account}/orders", Scope.READ, RoutesTest::tell),
                Route.post("/v1/accounts/{account}/orders/{order}/release", Scope.OPERATE, RoutesTest::tell),
                Route.get("/v1/settlements", Scope.READ, RoutesTest::tell),
                Route.get("/v1/threads", Scope.READ, RoutesTest::tellThread).onItsOwnThread(),
                Route.get("/v1/broken", Scope.READ, (request, responder) -> {
                    throw new IOException("a secret");
                }),
                Route.get("/v1/wait", Scope.READ, (request, responder) -> {
                    responder.onHangUp(hungUp::incrementAndGet);
                    waiting.add(responder);
                })));
        routes.addAll(HealthEndpoints.routes(
                List.of(() -> new Readiness.Check("topology", ready, ready ? "RUNNING" : "REBALANCING"))));
        Tokens tokens = new Tokens(
                List.of(
                        new Settings.Token("reader", READER, Set.of(Scope.READ), Set.of()),
                        new Settings.Token("shop", SHOP, Set.of(Scope.READ), Set.of("shop-main")),
                        new Settings.Token("operator", OPERATOR, Set.of(Scope.OPERATE, Scope.READ), Set.of())),
                PEER);
        Routes table = new Routes(routes, tokens, Set.of("shop-main", "shop-other"));
        server = HttpServer.start(
                new Settings.Http("127.0.0.1", 0, null, List.of(), null, null), new Entrance(null, table));
    }

    @AfterEach
    void stop() {
        answerAll();
        client.close();
        server.close();
    }

    private static void tell(Request request, Responder responder) {
        String told = request.method() + " " + request.path() + " " + new TreeMap<>(request.pathValues()) + " "
                + new TreeMap<>(request.parameters()) + " " + new String(request.body(), StandardCharsets.UTF_8);
        responder.respond(Response.text(200, told));
    }

    private static void tellThread(Request request, Responder responder) {
        responder.respond(Response.text(200, Thread.currentThread().isVirtual() ? "virtual" : "platform"));
    }

    @Test
    void shouldHandThePathValuesOverDecoded() throws Exception {
        HttpResponse<String> answer =
                get("/v1/accounts/shop-main/orders/%E8%AE%A2%2F1%3Fa+b;c?wait=20s&x=a%20b+c", READER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("GET /v1/accounts/shop-main/orders/%E8%AE%A2%2F1%3Fa+b;c "
                        + "{account=shop-main, order=订/1?a+b;c} {wait=20s, x=a b c} ");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void shouldHandTheBodyOver() throws Exception {
        HttpResponse<String> answer = send(request("/v1/accounts/shop-main/orders/1/release", OPERATOR)
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"…\"}")));

        assertThat(answer.body()).endsWith("{\"reason\":\"…\"}");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/v1/accounts/shop-main/orders/1, reader-token, 200",
                "/v1/accounts/shop-main/orders/1, shop-token, 200",
                "/v1/accounts/shop-main/orders/1, peer-secret, 200",
                "/v1/accounts/shop-main/orders/1, -, 401",
                "/v1/accounts/shop-main/orders/1, reader-tokem, 401",
                "/v1/accounts/shop-main/orders/1, '', 401",
                "/v1/accounts/shop-other/orders/1, reader-token, 200",
                "/v1/accounts/shop-other/orders/1, shop-token, 403",
                "/v1/accounts/nobody/orders/1, shop-token, 403",
                "/v1/accounts/nobody/orders/1, reader-token, 404",
                "/v1/settlements, shop-token, 200",
                "/v1/settlements, -, 401",
                "/v1/nothing, reader-token, 404",
                "/v1/accounts/shop-main/orders/1/, reader-token, 404",
                "/v1/accounts//orders/1, reader-token, 404",
                "/v1/accounts/shop-main/orders/%ff, reader-token, 404",
                "/v1/settlements?a=1&a=2, reader-token, 400",
                "/v1/settlements?a=%ff, reader-token, 400",
                "/v1/accounts/shop-main/orders/1/release, operator-token, 405"
            })
    void shouldLetInWhoMayAndTellTheOthersWhy(String path, @Nullable String token, int status) throws Exception {
        HttpResponse<String> answer = get(path, token);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status != 200) {
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body())
                    .startsWith("{\"type\":\"about:blank\",\"title\":\"")
                    .contains("\"status\":" + status);
            assertThat(answer.body()).doesNotContain("token-").doesNotContain("peer-secret");
        }
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
                .isEqualTo(status == 401 || status == 403);
    }

    @Test
    void shouldRefuseATokenWithoutTheScope() throws Exception {
        HttpResponse<String> answer = send(
                request("/v1/accounts/shop-main/orders/1/release", READER).POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("the token reader lacks the scope operate");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("insufficient_scope");
    }

    @Test
    void shouldAnswerNoPageOfAnotherSite() throws Exception {
        HttpResponse<String> answer = send(request("/v1/settlements", READER).header("Sec-Fetch-Site", "cross-site"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void shouldAnswerHeadLikeGetWithoutABody() throws Exception {
        HttpResponse<String> answer =
                send(request("/v1/settlements", READER).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void shouldNameTheMethodsOfAPath() throws Exception {
        HttpResponse<String> answer = send(request("/v1/settlements", READER).DELETE());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void shouldCallAnEndpointThatMayBlockOnAThreadOfItsOwn() throws Exception {
        assertThat(get("/v1/threads", READER).body()).isEqualTo("virtual");
    }

    @Test
    void shouldTellNothingOfAnEndpointThatFails() throws Exception {
        HttpResponse<String> answer = get("/v1/broken", READER);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void shouldCarryAnAnswerThatIsGivenLaterFromAnotherThread() throws Exception {
        var asked = client.sendAsync(request("/v1/wait", READER).build(), HttpResponse.BodyHandlers.ofString());
        await().until(() -> !waiting.isEmpty());

        Responder responder = waiting.remove();
        boolean first = responder.respond(Response.text(200, "now"));
        boolean second = responder.respond(Response.text(200, "again"));

        assertThat(asked.get().body()).isEqualTo("now");
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(hungUp).hasValue(0);
        assertThat(get("/healthz", null).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTellOfABodyThatDoesNotArriveInAProblem() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.say("POST /v1/accounts/shop-main/orders/1/release HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + OPERATOR + "\r\nContent-Length: 10\r\n\r\n{");

            assertThat(client.listenToTheEnd())
                    .startsWith("HTTP/1.1 408 ")
                    .contains("application/problem+json", "within 5 s");
        }
    }

    @Test
    void shouldNoticeThatAWaitingClientHangsUp() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.say(rawGet("/v1/wait"));
            await().until(() -> !waiting.isEmpty());
        }

        await().untilAsserted(() -> assertThat(hungUp).hasValue(1));
        assertThat(waiting.remove().respond(Response.text(200, "too late"))).isFalse();
    }

    @Test
    void shouldTakeANextRequestOfAWaitingClientForPatience() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.say(rawGet("/v1/wait"));
            await().until(() -> !waiting.isEmpty());
            client.say(rawGet("/v1/settlements"));
            waiting.remove().respond(Response.text(200, "now"));

            assertThat(client.listenToOneAnswer()).endsWith("now");
            assertThat(client.listenToOneAnswer()).contains("GET /v1/settlements");
        }
        assertThat(hungUp).hasValue(0);
    }

    @Test
    void shouldBoundTheRequestsThatWait() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < EdgeLimits.MAX_WAITING_REQUESTS; i++) {
                clients.add(new RawClient(server.port()).say(rawGet("/v1/wait")));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> waiting.size() == EdgeLimits.MAX_WAITING_REQUESTS);

            HttpResponse<String> oneMore = get("/v1/wait", READER);
            HttpResponse<String> health = get("/healthz", READER);
            clients.removeLast().close();
            await().untilAsserted(() -> assertThat(hungUp).hasValue(1));

            assertThat(oneMore.statusCode()).isEqualTo(503);
            assertThat(oneMore.headers().firstValue("Retry-After")).contains("1");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(get("/v1/settlements", READER).statusCode()).isEqualTo(200);
        } finally {
            for (RawClient each : clients) {
                each.close();
            }
        }
    }

    @Test
    void shouldLetWaitingRequestsFinishWhenItCloses() throws Exception {
        var asked = client.sendAsync(request("/v1/wait", READER).build(), HttpResponse.BodyHandlers.ofString());
        await().until(() -> !waiting.isEmpty());
        int port = server.port();

        Thread closing = Thread.ofVirtual().start(server::close);
        await().untilAsserted(() ->
                assertThatThrownBy(() -> new RawClient(port).close()).isInstanceOf(IOException.class));
        waiting.remove().respond(Response.text(200, "at last"));

        assertThat(asked.get().body()).isEqualTo("at last");
        assertThat(closing.join(EdgeLimits.CLOSE_TIME)).isTrue();
    }

    @Test
    void shouldSayWhetherItIsAliveAndReady() throws Exception {
        assertThat(get("/healthz", null).body()).isEqualTo("{\"alive\":true}");
        HttpResponse<String> up = get("/readyz", null);
        ready = false;
        HttpResponse<String> down = get("/readyz", null);

        assertThat(up.statusCode()).isEqualTo(200);
        assertThat(up.body())
                .isEqualTo(
                        "{\"ready\":true,\"checks\":[{\"name\":\"topology\",\"ready\":true,\"detail\":\"RUNNING\"}]}");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body()).contains("\"ready\":false").contains("REBALANCING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/callbacks/shop-main/payment", "/nothing", "/healthz/"})
    void shouldSayShortlyWhatIsNotThere(String path) throws Exception {
        HttpResponse<String> answer = get(path, null);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(Refusal.NOT_FOUND.text());
    }

    @Test
    void shouldRefuseTwoRoutesForOnePath() {
        Route route = Route.open("/healthz", RoutesTest::tell);

        assertThatThrownBy(() -> new Routes(List.of(route, route), new Tokens(List.of(), null), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /healthz");
    }

    private String rawGet(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + READER + "\r\n\r\n";
    }

    private void answerAll() {
        Responder responder = waiting.poll();
        while (responder != null) {
            responder.respond(Response.text(200, "the end"));
            responder = waiting.poll();
        }
    }

    private HttpResponse<String> get(String path, @Nullable String token) throws IOException, InterruptedException {
        return send(request(path, token));
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(20));
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
