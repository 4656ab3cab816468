package io.quittance.app.books;

import static io.quittance.app.books.DayRows.balance;
import static io.quittance.app.books.DayRows.difference;
import static io.quittance.app.books.DayRows.key;
import static io.quittance.app.books.DayRows.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.Break;
import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.Reconciliation;
import io.quittance.queries.DayReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The books of a day over a real broker; every test has an account of its own. */
class DayReadingTest {
    private static final LocalDate DAY = LocalDate.parse(DayRows.DATE);
    private static final List<String> ACCOUNTS =
            List.of("last", "taken-back", "closed", "committed", "other-days", "none");

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
    void shouldKeepTheLastRowOfEachKey() throws Exception {
        Reconciliation slashed = line("last", EventKind.PAYMENT, "a/2026-03-01/b", 1, 0);
        write(line("last", EventKind.PAYMENT, "alipay", 70_000, 300));
        write(line("last", EventKind.PAYOUT, "alipay", 5_000, 100));
        write(slashed);
        write(balance("last", null));
        write(line("last", EventKind.PAYMENT, "alipay", 80_000, 400));

        DayReport report = read("last");

        assertThat(report.gateway()).isEqualTo("juhe");
        assertThat(report.merchant()).isEqualTo("1");
        assertThat(report.date()).isEqualTo(DAY);
        assertThat(report.lines(EventKind.PAYMENT))
                .containsExactly(slashed, line("last", EventKind.PAYMENT, "alipay", 80_000, 400));
        assertThat(report.lines(EventKind.PAYOUT))
                .containsExactly(line("last", EventKind.PAYOUT, "alipay", 5_000, 100));
        assertThat(report.balance()).contains(balance("last", null));
    }

    @Test
    void shouldForgetALineThatIsTakenBack() throws Exception {
        Reconciliation line = line("taken-back", EventKind.PAYMENT, "alipay", 70_000, 300);
        write(line);
        books.line(key(line), null);

        assertThat(read("taken-back").book().lines()).isEmpty();
    }

    @Test
    void shouldShowABreakAsLongAsItIsOpen() throws Exception {
        Break there = difference("closed", BreakType.PAID_THERE_NOT_HERE, EventKind.PAYMENT, "A1")
                .build();
        Break here = difference("closed", BreakType.HERE_NOT_THERE, EventKind.PAYMENT, "A2")
                .build();
        Break again = difference("closed", BreakType.UNEXPLAINED_GAIN, "r1").build();
        books.difference(there);
        books.difference(here);
        books.noDifference(there);
        books.noDifference(again);
        books.difference(again);

        DayReport report = read("closed");

        assertThat(report.breaks()).containsExactly(here, again);
        assertThat(report.book().breakCount()).isEqualTo(2);
    }

    @Test
    void shouldReadWhatIsCommittedAlone() throws Exception {
        books.neverDifferent(difference("committed", BreakType.DUPLICATE_PAYMENT, EventKind.PAYMENT, "A1")
                .build());

        assertThat(read("committed").breaks()).isEmpty();
    }

    @Test
    void shouldKeepToItsDay() throws Exception {
        write(Reconciliation.newBuilder(line("other-days", EventKind.PAYMENT, "alipay", 70_000, 300))
                .setDate("2026-03-02")
                .build());
        books.difference(difference("other-days", BreakType.STATUS_DIFFERS, EventKind.PAYOUT, "A1")
                .setDate("2026-02-28")
                .build());

        DayReport report = read("other-days");

        assertThat(report.book().lines()).isEmpty();
        assertThat(report.breaks()).isEmpty();
    }

    @Test
    void shouldHaveEmptyBooksOfAnAccountOfWhichNothingIsKnown() throws Exception {
        write(line("elsewhere", EventKind.PAYMENT, "alipay", 70_000, 300));

        List<DayReport> reports = books.day(DAY);

        assertThat(reports).extracting(DayReport::account).containsExactlyElementsOf(ACCOUNTS);
        assertThat(reports.getLast().book().lines()).isEmpty();
        assertThat(reports.getLast().book().breakCount()).isZero();
    }

    private static void write(Reconciliation line) throws Exception {
        books.line(key(line), line);
    }

    private static DayReport read(String account) throws Exception {
        return books.day(DAY).get(ACCOUNTS.indexOf(account));
    }
}
