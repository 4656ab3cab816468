package io.quittance.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.events.Order;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderQueriesTest {
    static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final String ORDERS = "/v1/accounts/yi-main/orders/";

    @TempDir
    private static Path brokerFolder;

    private static EmbeddedBroker broker;

    @TempDir
    private Path states;

    private final String prefix = "t" + TESTS.incrementAndGet() + ".";
    private final List<Instance> instances = new ArrayList<>();
    private Topics topics;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(brokerFolder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopics() throws Exception {
        topics = Topics.create(broker.bootstrapServers(), prefix, PARTITIONS);
    }

    @AfterEach
    void close() {
        instances.forEach(Instance::close);
        topics.close();
    }

    @Test
    void shouldServeCommittedRowsAlone() throws Exception {
        topics.commit(Rows.pending("yi-main", "A1"));
        topics.abort(Rows.paid("yi-main", "A1"), Rows.paid("yi-main", "A2"));
        Instance instance = start("one");

        HttpResponse<String> known = instance.get(ORDERS + "A1");
        HttpResponse<String> takenBack = instance.get(ORDERS + "A2");

        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(known.body()).contains("\"status\":\"PENDING\"").contains("\"final\":false");
        assertThat(known.headers().firstValue("Quittance-Position").orElseThrow())
                .matches("orders-[0-3]@[1-9][0-9]*");
        assertThat(takenBack.statusCode()).isEqualTo(404);
        assertThat(takenBack.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void shouldTellTheHistoryOfAnOrder() throws Exception {
        Instance instance = start("one");
        topics.commit(Rows.paid("yi-main", "A1"));
        topics.commit(
                "yi-main/A1",
                Rows.outcome("id-paid", 3).build(),
                Rows.conflict("id-later").build());

        String json = await().atMost(PATIENCE)
                .until(() -> instance.get(ORDERS + "A1").body(), body -> body.contains("id-later"));

        assertThat(json).contains("\"evidence\":[\"id-paid\"],\"evidenceCount\":1,\"duplicates\":0,\"conflicts\":[{");
    }

    @Test
    void shouldAnswerAWaitWhenTheRowBecomesFinal() throws Exception {
        Instance instance = start("one");
        CompletableFuture<HttpResponse<String>> answer = instance.begin(ORDERS + "A1?wait=60s");
        await().atMost(PATIENCE).until(() -> instance.queries().waiting() == 1);

        topics.commit(Rows.pending("yi-main", "A1"));
        topics.commit(Rows.paid("yi-main", "A1"));

        HttpResponse<String> response = answer.get(40, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"status\":\"PAID\"").contains("\"paidAmount\":\"100.00\"");
        assertThat(instance.queries().waiting()).isZero();
    }

    @Test
    void shouldAnswerWithWhatThereIsWhenTheWaitIsOver() throws Exception {
        topics.commit(Rows.pending("yi-main", "A1"), Rows.paid("yi-main", "A2"));
        Instance instance = start("one");

        HttpResponse<String> pending = instance.get(ORDERS + "A1?wait=1s");
        HttpResponse<String> unknown = instance.get(ORDERS + "A3?wait=1");
        HttpResponse<String> paid = instance.get(ORDERS + "A2?wait=60");

        assertThat(pending.statusCode()).isEqualTo(200);
        assertThat(pending.body()).contains("\"final\":false");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(paid.body()).contains("\"final\":true");
    }

    @Test
    void shouldForgetAWaitWhoseClientHasGone() throws Exception {
        Instance instance = start("one");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), instance.port())) {
            socket.getOutputStream()
                    .write(("GET " + ORDERS + "A1?wait=60s HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer "
                                    + Instance.TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(PATIENCE).until(() -> instance.queries().waiting() == 1);
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> instance.queries().waiting() == 0);
        assertThat(instance.queries().waiting()).isZero();
    }

    @Test
    void shouldFindOrdersOfAnyCharacters() throws Exception {
        List<String> orders = List.of("a/b", "订单-1", "50%", "a b+c", "?x=1#y", "..", "\"quoted\"");
        topics.commit(orders.stream().map(order -> Rows.paid("yi-main", order)).toArray(Order[]::new));
        Instance instance = start("one");

        for (String order : orders) {
            HttpResponse<String> found = instance.get(ORDERS + encoded(order));

            assertThat(found.statusCode()).as(order).isEqualTo(200);
            assertThat(found.body()).contains("\"order\":\"" + order.replace("\"", "\\\"") + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5s", ""})
    void shouldRefuseAWaitThatIsNoTime(String wait) throws Exception {
        Instance instance = start("one");

        HttpResponse<String> refused = instance.get(ORDERS + "A1?wait=" + wait);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("wait=20s");
    }

    @Test
    void shouldNeverSayUnknownWhileAWipedViewComesBack() throws Exception {
        Order[] rows = IntStream.range(0, 2_000)
                .mapToObj(i -> Rows.paid("yi-main", "A" + i))
                .toArray(Order[]::new);
        topics.commit(rows);
        topics.abort(Rows.paid("yi-main", "B1"));
        start("one").close();
        instances.clear();
        delete(states.resolve("one"));
        topics.commit(Rows.paid("yi-main", "late"));
        topics.abort(Rows.paid("yi-main", "B2"));

        Instance again = begin("one");
        List<Integer> statuses = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            statuses.add(again.get(ORDERS + "A7").statusCode());
            statuses.add(again.get(ORDERS + "late").statusCode());
            return statuses.subList(statuses.size() - 2, statuses.size()).equals(List.of(200, 200));
        });

        assertThat(statuses).containsOnly(503, 200);
        awaitReady(again);
        assertThat(again.get(ORDERS + "B2").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldAskTheOwnerWhoeverIsAsked() throws Exception {
        Order[] rows = IntStream.range(0, 20)
                .mapToObj(i -> Rows.paid("yi-main", "订/" + i))
                .toArray(Order[]::new);
        topics.commit(rows);
        List<Instance> both = startTwo();

        for (Order row : rows) {
            String path = ORDERS + encoded(row.getOrder());
            HttpResponse<String> first = both.getFirst().get(path);
            HttpResponse<String> second = both.getLast().get(path);

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(second.body()).isEqualTo(first.body()).contains(row.getOrder());
            assertThat(second.headers().firstValue("Quittance-Position"))
                    .isEqualTo(first.headers().firstValue("Quittance-Position"));
        }
        assertThat(both.getFirst().get(ORDERS + "none").statusCode()).isEqualTo(404);
        assertThat(both.getLast().get(ORDERS + "none").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldWaitAtTheOwnerAndNeverAskOn() throws Exception {
        List<Instance> both = startTwo();
        Instance other = both.stream().filter(at -> !owns(at, "A1")).findFirst().orElseThrow();
        CompletableFuture<HttpResponse<String>> answer = other.begin(ORDERS + "A1?wait=60s");
        await().atMost(PATIENCE)
                .until(() ->
                        both.stream().mapToInt(at -> at.queries().waiting()).sum() == 1);

        topics.commit(Rows.paid("yi-main", "A1"));

        assertThat(answer.get(40, TimeUnit.SECONDS).body()).contains("\"status\":\"PAID\"");
        assertThat(other.getAsPeer(ORDERS + "A1").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldSaySoWhenTheOwnerIsAway() throws Exception {
        topics.commit(Rows.paid("yi-main", "A1"));
        List<Instance> both = startTwo();
        Instance other = both.stream().filter(at -> !owns(at, "A1")).findFirst().orElseThrow();
        Instance owner = both.stream().filter(at -> at != other).findFirst().orElseThrow();

        owner.stopListening();

        HttpResponse<String> answer = other.get(ORDERS + "A1");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    /** Only the owner answers a peer. */
    private static boolean owns(Instance instance, String order) {
        try {
            return instance.getAsPeer(ORDERS + order).statusCode() != 503;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<Instance> startTwo() throws IOException {
        Instance first = begin("one");
        Instance second = begin("two");
        await().atMost(PATIENCE).until(() -> first.tasks() == 2 && second.tasks() == 2);
        awaitReady(first);
        awaitReady(second);
        return List.of(first, second);
    }

    private Instance start(String name) throws IOException {
        Instance instance = begin(name);
        awaitReady(instance);
        return instance;
    }

    private Instance begin(String name) throws IOException {
        Instance instance = Instance.start(broker.bootstrapServers(), prefix, states.resolve(name));
        instances.add(instance);
        return instance;
    }

    private static void awaitReady(Instance instance) {
        await().atMost(PATIENCE)
                .until(() -> instance.tasks() > 0
                        && instance.queries().readiness().stream()
                                .allMatch(part -> part.check().ready()));
    }

    private static String encoded(String order) {
        return URLEncoder.encode(order, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
