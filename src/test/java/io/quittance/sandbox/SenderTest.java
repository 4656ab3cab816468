package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SenderTest {
    private static final int ORDERS = 200;
    private static final SendingLimits FAST =
            new SendingLimits(100_000, 16, Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofMillis(2));

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path data;

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final Set<String> forgeries = new HashSet<>();
    private final SendCounts counts = new SendCounts();
    private final CountDownLatch abandon = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private DemoAccounts accounts;
    private volatile BiFunction<Post, Integer, Answer> edge = (post, before) -> rightAnswer(post);

    private record Post(String account, String flow, String body) {}

    @BeforeEach
    void startTheEdge() throws IOException {
        accounts = DemoAccounts.open(data);
        Scenario scenario = new Scenario(new Run(1, 42, NOW.instant()));
        for (long i = 0; i < ORDERS; i++) {
            DemoOrder order = scenario.order(i);
            order.messages().stream()
                    .filter(message -> !message.genuine())
                    .map(message -> accounts.writer().body(message, scenario.freshness(order, message, 0)))
                    .forEach(forgeries::add);
        }
        ConcurrentMap<String, Integer> genuineSoFar = new ConcurrentHashMap<>();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/callbacks/", exchange -> {
            Post post = read(exchange);
            posts.add(post);
            int before = genuine(post) ? genuineSoFar.merge(orderOf(post), 1, Integer::sum) - 1 : 0;
            write(exchange, edge.apply(post, before));
        });
        server.start();
    }

    @AfterEach
    void stopTheEdge() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void shouldSendEveryMessageOnceToAnEdgeThatAnswersRight() throws Exception {
        Scenario scenario = run(ORDERS);

        long expected = 0;
        for (long i = 0; i < ORDERS; i++) {
            expected += scenario.order(i).messages().size();
        }
        assertThat(posts).hasSize((int) expected);
        assertThat(counts.complaints()).isEmpty();
        assertThat(posts).extracting(Post::account).contains("yi-main", "jings-main", "zonghe-main", "juhe-main");
        assertThat(posts).extracting(Post::flow).contains("payment", "payout");
        try (Journal journal = Journal.open(data, 42, NOW)) {
            assertThat(journal.runs().getFirst().ended()).isTrue();
        }
    }

    @Test
    void shouldTryAgainUntilItIsAcknowledged() throws Exception {
        edge = (post, before) -> before < 3 && genuine(post) ? new Answer(503, "again later") : rightAnswer(post);

        run(ORDERS);

        assertThat(counts.complaints()).isEmpty();
        long retries = 0;
        for (Gateway gateway : Gateway.values()) {
            retries += counts.of(gateway).retries.sum();
            assertThat(counts.of(gateway).acknowledged.sum()).isPositive();
        }
        assertThat(retries).isGreaterThan(ORDERS);
    }

    @Test
    void shouldSignEveryTryOfYijuheAnew() throws Exception {
        edge = (post, before) -> before < 1 && genuine(post) ? new Answer(503, "again later") : rightAnswer(post);

        run(20);

        assertThat(posts).filteredOn(post -> post.account().equals("yi-main")).doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveUpOnAnEdgeThatAnswersWrongly() throws Exception {
        edge = (post, before) ->
                post.account().equals("zonghe-main") && genuine(post) ? new Answer(200, "success") : rightAnswer(post);

        run(50);

        assertThat(counts.of(Gateway.ZONGHE).acknowledged.sum()).isZero();
        assertThat(counts.complaints())
                .isNotEmpty()
                .allMatch(
                        complaint -> complaint.matches("payment zonghe-main/ZH1-\\d+: callback \\d was not acknowledged"
                                + " after 6 tries; the last answer was 200"));
        try (Journal journal = Journal.open(data, 42, NOW)) {
            assertThat(journal.current().number()).isEqualTo(1);
        }
    }

    @Test
    void shouldComplainOfAnAcknowledgedForgery() throws Exception {
        edge = (post, before) -> new Answer(200, ack(post));

        run(ORDERS);

        assertThat(counts.complaints())
                .isNotEmpty()
                .allMatch(complaint -> complaint.contains("a forged callback ("))
                .allMatch(complaint -> complaint.endsWith("was acknowledged with 200"));
    }

    @Test
    void shouldSendOnlyWhatIsNotDoneAfterAnotherStart() throws Exception {
        edge = (post, before) -> post.account().equals("juhe-main") ? new Answer(400, "refused") : rightAnswer(post);
        run(ORDERS);
        posts.clear();
        edge = (post, before) -> rightAnswer(post);

        run(ORDERS);

        assertThat(posts).isNotEmpty().extracting(Post::account).containsOnly("juhe-main");
    }

    @Test
    void shouldLeaveTheRestForTheNextStartWhenStopped() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        edge = (post, before) -> {
            arrived.countDown();
            return new Answer(503, "again later");
        };
        try (Journal journal = Journal.open(data, 42, NOW);
                CallbackClient client = client()) {
            Sender sender = sender(journal, client, OptionalLong.empty());
            sender.start();
            arrived.await();

            sender.stop(Duration.ZERO);

            sender.awaitDone();
            assertThat(journal.runs().getFirst().doneCount()).isZero();
            assertThat(journal.begun()).isPositive();
        }
        assertThat(counts.complaints()).isEmpty();
    }

    private Scenario run(int orders) throws Exception {
        try (Journal journal = Journal.open(data, 42, NOW);
                CallbackClient client = client()) {
            Sender sender = sender(journal, client, OptionalLong.of(orders));
            sender.start();
            sender.awaitDone();
            return new Scenario(journal.runs().getFirst().run());
        }
    }

    private CallbackClient client() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new CallbackClient(base, FAST.answerTimeout());
    }

    private Sender sender(Journal journal, CallbackClient client, OptionalLong orders) {
        Scenario scenario = new Scenario(journal.current());
        Delivery delivery = new Delivery(client, scenario, accounts.writer(), FAST, new Departures(), counts, abandon);
        return new Sender(scenario, journal, delivery, counts, FAST, orders, abandon);
    }

    /** What an edge answers that knows every body which the imitated gateways may send. */
    private Answer rightAnswer(Post post) {
        return genuine(post) ? new Answer(200, ack(post)) : new Answer(400, "refused");
    }

    private static String orderOf(Post post) {
        String field = Gateway.ofAccount(post.account()).orElseThrow().orderField() + "=";
        int start = ("&" + post.body()).indexOf("&" + field) + field.length();
        int end = post.body().indexOf('&', start);
        return post.flow() + post.body().substring(start, end);
    }

    private static String ack(Post post) {
        return switch (Gateway.ofAccount(post.account()).orElseThrow()) {
            case YIJUHE, LIANHE -> "success";
            case JINGS -> "";
            case ZONGHE -> "SUCCESS";
            case JUHE -> "OK";
        };
    }

    private boolean genuine(Post post) {
        return !forgeries.contains(post.body());
    }

    private static Post read(HttpExchange exchange) throws IOException {
        Path path = Path.of(exchange.getRequestURI().getPath());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Post(path.getName(1).toString(), path.getName(2).toString(), body);
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
