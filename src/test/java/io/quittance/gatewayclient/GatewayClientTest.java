package io.quittance.gatewayclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quittance.config.Account;
import io.quittance.events.Transport;
import io.quittance.gatewayclient.Answer.Answered;
import io.quittance.gatewayclient.Answer.Unanswered;
import io.quittance.gatewayclient.Answer.Why;
import io.quittance.gateways.SignedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SignedRequest QUERY =
            new SignedRequest("GET", "/q.action", null, Map.of("orderid", "A 1"), new byte[0], "orderid=A%201&key=0f");
    private static final SignedRequest FORM = new SignedRequest(
            "POST",
            "/pay",
            "application/x-www-form-urlencoded",
            Map.of("a", "b"),
            "a=b&sign=0f".getBytes(StandardCharsets.UTF_8),
            "");

    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private Account account;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        account = Accounts.at("http://127.0.0.1:" + server.getAddress().getPort() + "/base");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldSendTheRequestAsItWasSignedAndGiveTheRawAnswer() throws Exception {
        answering(200, "application/json;charset=UTF-8", "{\"status\": \"0\"} ");

        try (GatewayClient client = GatewayClient.open(CallLimits.usual())) {
            Answer queried = client.call(account, QUERY, PATIENCE);
            Answer posted = client.call(account, FORM, PATIENCE);

            assertThat(queried).isInstanceOfSatisfying(Answered.class, answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"status\": \"0\"} ");
                assertThat(answer.contentType()).isEqualTo("application/json;charset=UTF-8");
                assertThat(answer.transport()).isEqualTo(Transport.LOOPBACK);
            });
            assertThat(posted).isInstanceOf(Answered.class);
            assertThat(asked)
                    .containsExactly(
                            "GET /base/q.action?orderid=A%201&key=0f null ",
                            "POST /base/pay application/x-www-form-urlencoded a=b&sign=0f");
        }
    }

    @Test
    void shouldFollowNoRedirectAndKeepNoCookie() throws Exception {
        server.createContext("/base", exchange -> {
            asked.add(exchange.getRequestURI().getPath()
                    + exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.getResponseHeaders().add("Set-Cookie", "a=b");
            respond(exchange, 302, "");
        });

        try (GatewayClient client = GatewayClient.open(CallLimits.usual())) {
            Answer first = client.call(account, QUERY, PATIENCE);
            client.call(account, QUERY, PATIENCE);

            assertThat(first)
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answer -> assertThat(answer.status()).isEqualTo(302));
            assertThat(asked).containsExactly("/base/q.action[]", "/base/q.action[]");
        }
    }

    @Test
    void shouldCutOffAnAnswerOverTheLimit() throws Exception {
        server.createContext("/base/pay", exchange -> respond(exchange, 200, "x".repeat(1024)));
        server.createContext("/base/q.action", exchange -> respond(exchange, 200, "x".repeat(1025)));

        try (GatewayClient client = GatewayClient.open(limits(4, 1024, 5))) {
            assertThat(client.call(account, FORM, PATIENCE))
                    .isInstanceOfSatisfying(
                            Answered.class, answer -> assertThat(answer.body()).hasSize(1024));
            assertThat(client.call(account, QUERY, PATIENCE))
                    .isEqualTo(new Unanswered(Why.TOO_LONG, "the answer has more than 1024 bytes"));
        }
    }

    @Test
    void shouldGiveUpOnAnAnswerThatNeverEnds() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/base", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            waitFor(over);
            exchange.close();
        });

        try (GatewayClient client = GatewayClient.open(CallLimits.usual())) {
            assertThat(client.call(account, QUERY, Duration.ofMillis(300)))
                    .isEqualTo(new Unanswered(Why.NO_ANSWER, "no answer in time"));
        } finally {
            over.countDown();
        }
    }

    /** {@code java.net.http} by itself would send a GET again. */
    @Test
    void shouldAskOnceWhereTheGatewayHangsUp() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                GatewayClient client = GatewayClient.open(CallLimits.usual())) {
            Thread.ofVirtual().start(() -> readAndHangUp(socket, connections));
            Account there = Accounts.at("http://127.0.0.1:" + socket.getLocalPort());

            Answer queried = client.call(there, QUERY, PATIENCE);
            Answer posted = client.call(there, FORM, PATIENCE);

            assertThat(List.of(queried, posted))
                    .allSatisfy(answer -> assertThat(answer)
                            .isInstanceOfSatisfying(
                                    Unanswered.class,
                                    none -> assertThat(none.why()).isEqualTo(Why.NO_ANSWER)));
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void shouldSayThatNothingWasSentWhereNobodyListens() throws Exception {
        server.stop(0);

        try (GatewayClient client = GatewayClient.open(CallLimits.usual())) {
            assertThat(client.call(account, QUERY, PATIENCE))
                    .isEqualTo(new Unanswered(Why.NOT_SENT, "the gateway refuses the connection"));
            assertThat(client.call(Accounts.at("http://gateway.invalid"), QUERY, PATIENCE))
                    .isEqualTo(new Unanswered(Why.NOT_SENT, "no address is known for the gateway's name"));
        }
    }

    @Test
    void shouldSayThatNothingWasSentWhereThereIsNoAddress() throws Exception {
        Account without = Accounts.of("""
                gateway: jings
                merchant: "1"
                keys: [{id: k1, token: t}]
                """);
        SignedRequest broken = new SignedRequest("GET", "/a b", null, Map.of(), new byte[0], "sign=secret");

        try (GatewayClient client = GatewayClient.open(CallLimits.usual())) {
            assertThat(client.call(without, QUERY, PATIENCE))
                    .isEqualTo(new Unanswered(Why.NOT_SENT, "the account has no baseUrl in the settings"));
            assertThat(client.call(account, broken, PATIENCE))
                    .isEqualTo(new Unanswered(Why.NOT_SENT, "baseUrl and the path /a b make no address"));
        }
    }

    @Test
    void shouldLetASlowGatewayTakeNothingFromAnother() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger waiting = new AtomicInteger();
        server.createContext("/base", exchange -> {
            waiting.incrementAndGet();
            waitFor(over);
            respond(exchange, 200, "late");
        });
        server.createContext("/quick", exchange -> respond(exchange, 200, "quick"));
        Account quick = Accounts.of("quick", """
                gateway: juhe
                merchant: "1"
                baseUrl: "http://127.0.0.1:%d/quick"
                keys: [{id: k1, key: t}]
                """.formatted(server.getAddress().getPort()));

        try (GatewayClient client = GatewayClient.open(limits(2, 1024, 5))) {
            Future<Answer> first = inBackground(client, account);
            Future<Answer> second = inBackground(client, account);
            await().until(() -> waiting.get() == 2);
            Answer third = client.call(account, QUERY, Duration.ofMillis(200));
            Answer meanwhile = client.call(quick, QUERY, PATIENCE);
            over.countDown();

            assertThat(meanwhile).isInstanceOf(Answered.class);
            assertThat(third)
                    .isEqualTo(new Unanswered(Why.NOT_SENT, "all 2 calls at a time to this gateway were taken"));
            assertThat(first.get()).isInstanceOf(Answered.class);
            assertThat(second.get()).isInstanceOf(Answered.class);
        }
    }

    @Test
    void shouldOpenTheCircuitAfterFailuresInARowAndTryAgainLater() throws Exception {
        AtomicInteger status = new AtomicInteger(500);
        server.createContext("/base", exchange -> {
            asked.add("asked");
            respond(exchange, status.get(), "");
        });

        try (GatewayClient client = GatewayClient.open(limits(2, 1024, 2))) {
            client.call(account, QUERY, PATIENCE);
            Circuit afterOne = client.circuit("main");
            client.call(account, QUERY, PATIENCE);
            Circuit afterTwo = client.circuit("main");
            Answer third = client.call(account, QUERY, PATIENCE);

            assertThat(afterOne.state()).isEqualTo(Circuit.State.CLOSED);
            assertThat(afterTwo.isOpen()).isTrue();
            assertThat(third)
                    .isEqualTo(new Unanswered(Why.NOT_SENT, "the gateway failed 2 times; it is tried again soon"));
            assertThat(asked).hasSize(2);
            assertThat(client.circuit("another").state()).isEqualTo(Circuit.State.CLOSED);

            status.set(200);
            await().until(() -> client.circuit("main").state() == Circuit.State.TRYING);
            assertThat(client.call(account, QUERY, PATIENCE)).isInstanceOf(Answered.class);
            assertThat(client.circuit("main").state()).isEqualTo(Circuit.State.CLOSED);
        }
    }

    private static CallLimits limits(int concurrency, int maxAnswerBytes, int failures) {
        return new CallLimits(concurrency, Duration.ofSeconds(2), maxAnswerBytes, failures, Duration.ofMillis(400));
    }

    private static Future<Answer> inBackground(GatewayClient client, Account account) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(client.call(account, QUERY, PATIENCE));
            } catch (InterruptedException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private void answering(int status, String contentType, String body) {
        server.createContext("/base", exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " " + sent);
            exchange.getResponseHeaders().add("Content-Type", contentType);
            respond(exchange, status, body);
        });
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void readAndHangUp(ServerSocket socket, AtomicInteger connections) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connections.incrementAndGet();
                byte[] bytes = new byte[4096];
                assertThat(connection.getInputStream().read(bytes)).isPositive();
            } catch (IOException e) {
                return;
            }
        }
    }
}
