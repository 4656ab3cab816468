package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shop, before an API that answers as the tests want. */
@Timeout(60)
class ShopTest {
    private static final int ORDERS = 200;
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String ACCEPTED =
            "{\"status\":\"PENDING\",\"placing\":{\"state\":\"ACCEPTED\",\"form\":null}}";

    @TempDir
    private Path data;

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Complaints complaints = new Complaints();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> times = new ConcurrentHashMap<>();
    private HttpServer server;
    private volatile BiFunction<Post, Integer, Answer> api = (post, before) -> new Answer(200, ACCEPTED);

    private record Post(String path, String authorization, String body) {}

    @BeforeEach
    void startTheApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopTheApi() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void shouldPlaceEveryOrderOnceWithItsToken() throws Exception {
        place(OptionalLong.of(ORDERS));

        assertThat(posts).hasSize(ORDERS).extracting(Post::body).doesNotHaveDuplicates();
        assertThat(posts).extracting(Post::authorization).containsOnly("Bearer token-of-the-shop");
        assertThat(posts)
                .extracting(Post::path)
                .contains("/v1/accounts/lianhe-main/payouts", "/v1/accounts/yi-main/orders");
        assertThat(complaints.list()).isEmpty();
        try (Journal journal = Journal.open(data, 42, NOW)) {
            assertThat(journal.runs().getFirst().ended()).isTrue();
        }
    }

    @Test
    void shouldAskAgainWithTheSameRequestWhereQuittanceIsBusy() throws Exception {
        api = (post, before) -> before == 0 ? new Answer(503, "{}") : new Answer(202, ACCEPTED);

        place(OptionalLong.of(ORDERS));

        assertThat(times)
                .hasSize(ORDERS)
                .allSatisfy((body, count) -> assertThat(count).isEqualTo(2));
        assertThat(complaints.list()).isEmpty();
    }

    @Test
    void shouldBringAFormToTheGatewayAsABrowserDoes() throws Exception {
        String form = "{\"placing\":{\"state\":\"FORM\",\"form\":{\"action\":\"" + base()
                + "/gateway\",\"method\":\"POST\"," + "\"fields\":{\"order\":\"1\",\"note\":\"a&b=会员\"}}}}";
        api = (post, before) -> {
            if (!post.path().equals("/gateway")) {
                return new Answer(200, form);
            }
            return before == 0 ? new Answer(500, "") : new Answer(303, "");
        };

        place(OptionalLong.of(1));

        assertThat(posts)
                .filteredOn(post -> post.path().equals("/gateway"))
                .extracting(Post::body)
                .containsExactly("order=1&note=a%26b%3D%E4%BC%9A%E5%91%98", "order=1&note=a%26b%3D%E4%BC%9A%E5%91%98");
    }

    @Test
    void shouldComplainOfARefusalAndPlaceOnlyThatAfterAnotherStart() throws Exception {
        String refused = new ShopOrders(new Run(1, 42, NOW.instant())).order(3).body();
        api = (post, before) -> post.body().equals(refused) ? new Answer(409, "taken") : new Answer(200, ACCEPTED);
        place(OptionalLong.of(ORDERS));
        posts.clear();

        place(OptionalLong.of(ORDERS));

        assertThat(posts).extracting(Post::body).containsExactly(refused);
        assertThat(complaints.list()).hasSize(2).allMatch(complaint -> complaint.endsWith("was answered 409: taken"));
    }

    @ParameterizedTest
    @EnumSource(
            value = PlacingState.class,
            names = {"ACCEPTED", "REFUSED", "UNKNOWN"})
    void shouldKeepWhatAPlacingWasAnswered(PlacingState state) throws Exception {
        api = (post, before) -> new Answer(200, "{\"placing\":{\"state\":\"" + state + "\"}}");

        place(OptionalLong.of(1));

        assertThat(placed()).extracting(PlacedOrder::state).containsExactly(state);
    }

    @Test
    void shouldKeepThatAnUnknownPlacingHadNoAnswerBefore() throws Exception {
        String unknown = "{\"placing\":{\"state\":\"UNKNOWN\"}}";
        api = (post, before) -> before == 0 ? new Answer(503, "{}") : new Answer(202, unknown);

        place(OptionalLong.of(1));

        assertThat(placed()).extracting(PlacedOrder::state).containsExactly(PlacingState.BROKEN_OFF);
    }

    @Test
    void shouldKeepPlacingsByTheKeysOfTheirOrders() throws Exception {
        place(OptionalLong.of(ORDERS));

        assertThat(placed())
                .extracting(PlacedOrder::key)
                .containsExactlyElementsOf(orders(new Run(1, 42, NOW.instant())).stream()
                        .map(order -> new NewOrder.Key(order.gateway().account(), order.flow(), order.id()))
                        .toList());
    }

    @Test
    void shouldLeaveTheRestForTheNextStartWhenStopped() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        api = (post, before) -> {
            arrived.countDown();
            return new Answer(503, "{}");
        };
        try (Journal journal = Journal.open(data, 42, NOW);
                ShopClient client = client()) {
            Shop shop = shop(journal, client, OptionalLong.empty(), 1_000);
            shop.start();
            arrived.await();

            shop.stop(Duration.ZERO);

            shop.awaitDone();
            assertThat(journal.runs().getFirst().doneCount()).isZero();
            assertThat(journal.begun()).isPositive();
        }
        assertThat(complaints.list()).isEmpty();
    }

    @Test
    void shouldPlaceNoMoreThanTheGatewaysHaveRoomForAndSaySo() throws Exception {
        try (Journal journal = Journal.open(data, 42, NOW);
                ShopClient client = client()) {
            Shop shop = shop(journal, client, OptionalLong.empty(), 5);
            shop.start();
            await().until(() -> !said.isEmpty());

            shop.stop(Duration.ofSeconds(10));

            assertThat(posts).hasSize(5);
            assertThat(said)
                    .containsExactly("the sandbox keeps no more than 5 orders, so no more are placed; Ctrl-C ends");
        }
    }

    @Test
    void shouldOrderTheSameInEveryStartAndSomethingElseInEveryRun() {
        Run run = new Run(1, 42, NOW.instant());
        List<ShopOrder> orders = orders(run);

        assertThat(orders(run)).isEqualTo(orders).doesNotHaveDuplicates();
        assertThat(orders(new Run(2, 42, NOW.instant()))).doesNotContainAnyElementsOf(orders);
        assertThat(orders(new Run(1, 43, NOW.instant())))
                .extracting(ShopOrder::body)
                .doesNotContainAnyElementsOf(
                        orders.stream().map(ShopOrder::body).toList());
        assertThat(orders).extracting(ShopOrder::gateway).containsOnly(Gateway.values());
    }

    private static List<ShopOrder> orders(Run run) {
        return LongStream.range(0, 200).mapToObj(new ShopOrders(run)::order).toList();
    }

    private void place(OptionalLong size) throws Exception {
        try (Journal journal = Journal.open(data, 42, NOW);
                ShopClient client = client()) {
            Shop shop = shop(journal, client, size, ORDERS);
            shop.start();
            shop.awaitDone();
        }
    }

    private List<PlacedOrder> placed() throws IOException {
        try (Journal journal = Journal.open(data, 42, NOW)) {
            return journal.placed();
        }
    }

    private Shop shop(Journal journal, ShopClient client, OptionalLong size, long room) {
        return new Shop(journal, client, complaints, 10_000, size, room, said::add);
    }

    private ShopClient client() {
        return new ShopClient(URI.create(base()), "token-of-the-shop");
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Post post = new Post(
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                body);
        posts.add(post);
        Answer answer = api.apply(post, times.merge(body, 1, Integer::sum) - 1);
        byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }
}
