package io.quittance.app.books;

import static io.quittance.app.books.WrittenBooks.NINE;
import static io.quittance.app.books.WrittenBooks.NOON;
import static io.quittance.app.books.WrittenBooks.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.OrderStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Books over a real broker; every test has an account of its own. Amounts in fen. */
class BooksCheckTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final List<String> ACCOUNTS = List.of(
            "agreeing",
            "ever",
            "missing",
            "doubled",
            "twins",
            "one-fen",
            "fees",
            "flight",
            "contrary",
            "rowless",
            "behind");

    @TempDir
    private static Path folder;

    private static WrittenBooks books;

    @BeforeAll
    static void start() throws Exception {
        books = new WrittenBooks(folder, ACCOUNTS);
    }

    @AfterAll
    static void close() {
        books.close();
    }

    @Test
    void shouldAgreeWhereEverythingSinceTheReportIsInTheTable() throws Exception {
        books.paidIn("agreeing", "before", 70_000, TEN.minusMillis(1), NOON);
        books.heldAndPaidIn("agreeing", "held-before", 80_000, TEN.minusMillis(1), NOON);
        books.paidIn("agreeing", "with", 10_000, TEN, NOON);
        books.paidIn("agreeing", "from-the-future", 10_050, NOON.plusSeconds(60), NOON);
        books.paidOut("agreeing", "out", 4_000, NOON);
        books.neverPaidIn("agreeing", "aborted", 1_000_000);
        books.payout("agreeing", "open", 3_000, OrderStatus.ACCEPTED, false);
        books.payout("agreeing", "out", 4_000, OrderStatus.PLACED, false);
        books.payout("agreeing", "out", 4_000, OrderStatus.PAID, true);
        books.row("agreeing", 50_000L, TEN, 20_050, 4_000, 100 + 101 + 100, 3_100);

        AccountBook book = books.check("agreeing", AT_ONCE);

        assertThat(book.differences()).isEmpty();
        assertThat(book.faults()).isEmpty();
        assertThat(book.settled()).isEqualTo(new Movement(20_050, 4_000, 301));
        assertThat(book.inFlightMinor()).isEqualTo(3_100);
        assertThat(book.agrees()).isTrue();
    }

    @Test
    void shouldCountEverythingWhereNoBalanceWasEverReported() throws Exception {
        books.paidIn("ever", "a", 10_000, NINE, NINE);
        books.paidIn("ever", "b", 20_000, null, NOON);
        books.row("ever", null, null, 30_000, 0, 300, 0);

        AccountBook book = books.check("ever", AT_ONCE);

        assertThat(book.agrees()).isTrue();
        assertThat(book.settled()).isEqualTo(new Movement(30_000, 0, 300));
    }

    @Test
    void shouldFindASettlementThatIsMissingInTheTable() throws Exception {
        books.paidIn("missing", "a", 10_000, null, NOON);
        books.paidIn("missing", "b", 5_000, null, NOON);
        books.row("missing", 0L, TEN, 10_000, 0, 100, 0);

        AccountBook book = books.check("missing", AT_ONCE);

        assertThat(book.agrees()).isFalse();
        assertThat(book.differences())
                .satisfiesExactly(
                        in -> assertThat(in)
                                .startsWith("settled in since 2026-03-01T10:00:00Z: settlements come to 150.00,"
                                        + " the table says 100.00, 50.00 too little: "),
                        fees -> assertThat(fees)
                                .startsWith("fees since 2026-03-01T10:00:00Z: the rules in the settings come to 1.50,"
                                        + " the table says 1.00, 0.50 too little: "));
    }

    @Test
    void shouldFindAnOrderThatSettledTwiceAndCountItOnce() throws Exception {
        books.paidIn("doubled", "a", 10_000, null, NOON);
        books.paidIn("doubled", "a", 10_000, null, NOON);
        books.row("doubled", 0L, TEN, 10_000, 0, 100, 0);

        AccountBook book = books.check("doubled", AT_ONCE);

        assertThat(book.agrees()).isFalse();
        assertThat(book.differences()).isEmpty();
        assertThat(book.faults())
                .singleElement()
                .asString()
                .startsWith("payment a has settled before, again with 100.00 in b.settlements, partition ");
    }

    @Test
    void shouldLetAPayoutHaveThePaymentsNumber() throws Exception {
        books.paidIn("twins", "a", 10_000, null, NOON);
        books.paidOut("twins", "a", 2_000, NOON);
        books.row("twins", 0L, TEN, 10_000, 2_000, 200, 0);

        assertThat(books.check("twins", AT_ONCE).agrees()).isTrue();
    }

    @Test
    void shouldFindOneFen() throws Exception {
        books.paidOut("one-fen", "a", 10_000, NOON);
        books.row("one-fen", 20_000L, TEN, 0, 10_001, 100, 0);

        AccountBook book = books.check("one-fen", AT_ONCE);

        assertThat(book.differences())
                .singleElement()
                .asString()
                .startsWith("paid out since 2026-03-01T10:00:00Z: settlements come to 100.00, the table says 100.01,"
                        + " 0.01 too much: ");
    }

    @Test
    void shouldFindFeesThatTheSettingsNoLongerExplain() throws Exception {
        books.paidIn("fees", "a", 10_000, null, NOON);
        books.row("fees", 0L, TEN, 10_000, 0, 38, 0);
        books.paidIn("gone", "a", 10_000, null, NOON);
        books.row("gone", 0L, TEN, 10_000, 0, 38, 0);

        AccountBook changed = books.check("fees", AT_ONCE);
        AccountBook gone = books.check("gone", AT_ONCE);

        assertThat(changed.differences())
                .singleElement()
                .asString()
                .contains("come to 1.00, the table says 0.38, 0.62 too little", "put the old one back");
        assertThat(gone.differences())
                .singleElement()
                .asString()
                .contains("come to 0.00, the table says 0.38", "the settings no longer have this account");
    }

    @Test
    void shouldFindPayoutsInFlightThatTheTableDoesNotKnow() throws Exception {
        books.payout("flight", "a", 3_000, OrderStatus.HELD, false);
        books.payout("flight", "b", 500, OrderStatus.FAILED, true);
        books.row("flight", 10_000L, TEN, 0, 0, 0, 3_600);

        AccountBook book = books.check("flight", AT_ONCE);

        assertThat(book.differences())
                .singleElement()
                .asString()
                .startsWith(
                        "in flight: payouts that are not final come to 31.00, the table says 36.00, 5.00 too much: ");
    }

    @Test
    void shouldFindARowThatContradictsItself() throws Exception {
        books.paidIn("contrary", "a", 10_000, null, NOON);
        books.row("contrary", 5_000L, TEN, 10_000, 0, 100, 14_901L, 0);

        AccountBook book = books.check("contrary", AT_ONCE);

        assertThat(book.differences())
                .singleElement()
                .asString()
                .startsWith(
                        "projected of contrary is 149.01 in the table, but reported + in - out - fees of the same row is"
                                + " 149.00: ");
    }

    @Test
    void shouldFindAnAccountWithoutARow() throws Exception {
        books.paidIn("rowless", "a", 10_000, null, NOON);

        AccountBook book = books.check("rowless", AT_ONCE);

        assertThat(book.row()).isNull();
        assertThat(book.differences())
                .singleElement()
                .asString()
                .startsWith("there is no row of this account in the table, though 100.00 came in");
    }

    @Test
    void shouldReadOnWhileTheTableIsBehindAndFollowItToAnotherReport() throws Exception {
        books.paidIn("behind", "a", 10_000, NINE, NINE);
        books.paidIn("behind", "b", 5_000, null, TEN);
        books.row("behind", 0L, NINE, 10_000, 0, 100, 0);
        Instant now = Instant.now();

        try (ExecutorService checking = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<AccountBook> check = checking.submit(() -> books.check("behind", Duration.ofMinutes(2)));
            Awaitility.await().during(Duration.ofSeconds(2)).until(() -> !check.isDone());
            books.row("behind", 100L, TEN, 5_000, 0, 49, 0);
            Awaitility.await().during(Duration.ofSeconds(1)).until(() -> !check.isDone());
            books.paidIn("behind", "c", 7_000, null, now);
            books.row("behind", 200L, now, 7_000, 0, 70, 0);

            AccountBook book = check.get(90, TimeUnit.SECONDS);

            assertThat(book.agrees()).as(book.toString()).isTrue();
            assertThat(book.settled()).isEqualTo(new Movement(7_000, 0, 70));
        }
    }
}
