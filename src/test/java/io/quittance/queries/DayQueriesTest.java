package io.quittance.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.books.DayRows;
import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.events.Break;
import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The books of a day over real HTTP, asked of two instances of which one keeps the account. */
@TestMethodOrder(OrderAnnotation.class)
class DayQueriesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOOKS = "/v1/accounts/yi-main/reconciliation";
    private static final String DAY = BOOKS + "?date=2026-03-01";
    private static final String HEAD =
            "account,date,row,kind,channel,what,order,report,count,amount,fees,ours,theirs,detail\r\n";
    private static final List<Break> BREAKS = IntStream.range(0, 1_001)
            .mapToObj(i -> DayRows.difference("yi-main", BreakType.HERE_NOT_THERE, EventKind.PAYMENT, "A" + i)
                    .build())
            .toList();

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;
    private static Topics topics;
    private static final List<KnownDays> BOTH_BOOKS = new ArrayList<>();
    private static final List<Instance> BOTH = new ArrayList<>();

    @BeforeAll
    static void startTwo() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        topics = Topics.create(broker.bootstrapServers(), "days.", OrderQueriesTest.PARTITIONS);
        for (String name : List.of("one", "two")) {
            KnownDays books = new KnownDays();
            books.write(
                    "yi-main",
                    DayRows.DATE,
                    List.of(
                            DayRows.line("yi-main", EventKind.PAYMENT, "支付宝", 60_000, 300),
                            DayRows.balance("yi-main", name)),
                    BREAKS);
            BOTH_BOOKS.add(books);
            BOTH.add(Instance.start(broker.bootstrapServers(), "days.", folder.resolve(name), books));
        }
        await().atMost(PATIENCE)
                .until(() -> BOTH.stream()
                        .allMatch(instance -> instance.tasks() == 2
                                && instance.queries().readiness().stream()
                                        .allMatch(part -> part.check().ready())));
    }

    @AfterAll
    static void close() {
        BOTH.forEach(Instance::close);
        topics.close();
        broker.close();
    }

    @Test
    @Order(1)
    void shouldAnswerFromTheOwnerWhoeverIsAsked() throws Exception {
        HttpResponse<String> first = BOTH.getFirst().get(DAY);
        HttpResponse<String> second = BOTH.getLast().get(DAY);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(second.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(first.body())
                .startsWith("{\"account\":\"yi-main\",\"gateway\":null,\"merchant\":null,\"date\":\"2026-03-01\","
                        + "\"currency\":\"CNY\",\"payments\":{\"placed\":{\"count\":10,\"amount\":\"1000.00\"},"
                        + "\"settled\":{\"count\":8,\"amount\":\"600.00\",\"fees\":\"3.00\"},")
                .contains("\"byChannel\":[{\"channel\":\"支付宝\",")
                .isEqualTo(second.body());
        assertThat(BOTH)
                .extracting(instance -> instance.getAsPeer(DAY).statusCode())
                .containsExactlyInAnyOrder(200, 503);
    }

    @Test
    @Order(2)
    void shouldListAThousandBreaksAndCountThemAll() throws Exception {
        for (Instance instance : BOTH) {
            String json = instance.get(DAY).body();
            String csv = instance.get(DAY + "&format=csv").body();

            assertThat(json).contains("\"breakCount\":1001,\"breaks\":[{").containsOnlyOnce("\"order\":\"A999\"");
            assertThat(json.split("HERE_NOT_THERE", -1)).hasSize(1_001);
            assertThat(csv)
                    .contains("yi-main,2026-03-01,breaks,,,open,,,1001,,,,,\r\n")
                    .doesNotContain("A1000");
        }
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | ",
                "text/csv, application/json;q=0.5 | ",
                "application/json | &format=csv",
                "*/* | &format=csv"
            })
    void shouldWriteCsvWhereThatIsAskedFor(String accept, String format) throws Exception {
        for (Instance instance : BOTH) {
            HttpResponse<String> csv = instance.getAccepting(accept, DAY + (format == null ? "" : format));

            assertThat(csv.statusCode()).isEqualTo(200);
            assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
            assertThat(csv.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"reconciliation-yi-main-2026-03-01.csv\"");
            assertThat(csv.body())
                    .startsWith(HEAD
                            + "yi-main,2026-03-01,total,PAYMENT,支付宝,placed,,,10,1000.00,,,,\r\n"
                            + "yi-main,2026-03-01,total,PAYMENT,支付宝,settled,,,8,600.00,3.00,,,\r\n");
        }
    }

    @ParameterizedTest
    @Order(4)
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json, text/csv | ",
                "*/* | ",
                "text/html | ",
                "text/csv | &format=json",
            })
    void shouldWriteJsonWhereNothingElseIsAskedFor(String accept, String format) throws Exception {
        HttpResponse<String> json = BOTH.getFirst().getAccepting(accept, DAY + (format == null ? "" : format));

        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(json.body()).startsWith("{\"account\":\"yi-main\",");
    }

    @Test
    @Order(5)
    void shouldHaveEmptyBooksOfADayOfWhichNothingIsKnown() throws Exception {
        for (Instance instance : BOTH) {
            HttpResponse<String> other = instance.get(BOOKS + "?date=2026-03-02");

            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(other.body())
                    .contains("\"date\":\"2026-03-02\"")
                    .endsWith("\"byChannel\":[]},\"balance\":null,\"statements\":{\"payment\":null,\"payout\":null},"
                            + "\"breakCount\":0,\"breaks\":[]}");
        }
    }

    @Test
    @Order(6)
    void shouldShowTodayInBeijingWhereNoDayIsNamed() throws Exception {
        String before = BookDay.of(Instant.now()).toString();

        String json = BOTH.getFirst().get(BOOKS).body();

        assertThat(List.of(before, BookDay.of(Instant.now()).toString()))
                .anySatisfy(today -> assertThat(json).contains("\"date\":\"" + today + "\""));
    }

    @ParameterizedTest
    @Order(7)
    @ValueSource(strings = {"", "today", "2026-02-29", "2026-03-01T00:00:00Z", "1969-12-31", "2969-01-01"})
    void shouldRefuseADayThatIsNone(String date) throws Exception {
        HttpResponse<String> refused = BOTH.getFirst().get(BOOKS + "?date=" + date);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body())
                .contains("date is a day in Beijing in the years 1970 to 2968, for example 2026-03-01.");
    }

    @Test
    @Order(8)
    void shouldRefuseAFormatThatItDoesNotWrite() throws Exception {
        HttpResponse<String> refused = BOTH.getFirst().get(DAY + "&format=xlsx");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("format is json or csv.");
    }

    @Test
    @Order(9)
    void shouldKnowNoAccountThatTheSettingsDoNotHave() throws Exception {
        assertThat(BOTH.getFirst()
                        .get("/v1/accounts/nobody/reconciliation?date=2026-03-01")
                        .statusCode())
                .isEqualTo(404);
    }

    /** The last one, since the books are gone after it. */
    @Test
    @Order(10)
    void shouldSayThatTheAccountsAreBeingMoved() throws Exception {
        BOTH_BOOKS.forEach(KnownDays::loseThem);

        for (Instance instance : BOTH) {
            HttpResponse<String> moving = instance.get(DAY);

            assertThat(moving.statusCode()).isEqualTo(503);
            assertThat(moving.headers().firstValue("Retry-After")).contains("1");
            assertThat(moving.body()).contains("The accounts are just being moved between instances; try again.");
        }
    }
}
