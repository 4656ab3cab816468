package io.quittance.app.books;

import static io.quittance.app.books.DayRows.balance;
import static io.quittance.app.books.DayRows.difference;
import static io.quittance.app.books.DayRows.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.Break;
import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.Reconciliation;
import io.quittance.queries.DayBook;
import io.quittance.queries.DayReport;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayTableTest {
    @Test
    void shouldShowEveryChannelTheBalanceAndTheOpenBreaks() {
        List<Reconciliation> lines = List.of(
                line("yi-main", EventKind.PAYMENT, "wechat", 20_000, 100),
                balance("yi-main", "st-1"),
                line("yi-main", EventKind.PAYMENT, "alipay", 60_000, 300),
                line("yi-main", EventKind.PAYOUT, "", 5_000, 100));
        List<Break> breaks = List.of(
                difference("yi-main", BreakType.UNEXPLAINED_GAIN, "r-9")
                        .setTheirsMinor(600L)
                        .build(),
                difference("yi-main", BreakType.PAYOUT_WITHOUT_DROP, EventKind.PAYOUT, "P-1")
                        .setOursMinor(2_500L)
                        .setReportId("r-10")
                        .setDetail("it did not drop")
                        .build(),
                difference("yi-main", BreakType.AMOUNT_DIFFERS, EventKind.PAYMENT, "A1")
                        .setOursMinor(10_000L)
                        .setTheirsMinor(9_900L)
                        .build());

        List<String> table = DayTable.of(List.of(report("yi-main", lines, breaks), report("zo", List.of(), List.of())));

        assertThat(table)
                .containsExactly(
                        "yi-main on 2026-03-01 in Beijing, in yuan",
                        "          channel  placed     yuan  settled    yuan  fees  held  yuan  failed    yuan  unresolved  yuan",
                        "payments  alipay       10  1000.00        8  600.00  3.00     0  0.00       1  100.00           1  0.05",
                        "payments  wechat       10  1000.00        8  200.00  1.00     0  0.00       1  100.00           1  0.05",
                        "payments  in all       20  2000.00       16  800.00  4.00     0  0.00       2  200.00           2  0.10",
                        "payouts   -            10  1000.00        8   50.00  1.00     0  0.00       1  100.00           1  0.05",
                        "payouts   in all       10  1000.00        8   50.00  1.00     0  0.00       1  100.00           1  0.05",
                        "balance     opening 1000.00 of 2026-02-28T15:50:00Z, closing 1790.00 of 2026-03-01T15:50:00Z,"
                                + " settlements come to 796.00, what is held or refused to 9.00, difference -15.00",
                        "statements  payments: st-1, payouts: none compared",
                        "break       AMOUNT_DIFFERS, payment A1: ours 100.00, theirs 99.00: statement st-1, line 7",
                        "break       PAYOUT_WITHOUT_DROP, payout P-1, balance r-10: ours 25.00, theirs not known: it did not drop",
                        "break       UNEXPLAINED_GAIN, balance r-9: ours not known, theirs 6.00: nothing explains it",
                        "",
                        "zo on 2026-03-01 in Beijing, in yuan",
                        "          channel  placed  yuan  settled  yuan  fees  held  yuan  failed  yuan  unresolved  yuan",
                        "payments  in all        0  0.00        0  0.00  0.00     0  0.00       0  0.00           0  0.00",
                        "payouts   in all        0  0.00        0  0.00  0.00     0  0.00       0  0.00           0  0.00",
                        "balance     none was reported",
                        "statements  payments: none compared, payouts: none compared",
                        "",
                        "2 books, 24 settled: 3 open breaks");
    }

    @Test
    void shouldShowNothingThatMovesTheCursor() {
        Reconciliation line = line("yi-main", EventKind.PAYMENT, "red\u001b[31m", 1, 0);
        Break row = difference("yi-main", BreakType.HERE_NOT_THERE, EventKind.PAYMENT, "A1\n\u202e支付")
                .build();

        List<String> table = DayTable.of(List.of(report("yi-main", List.of(line), List.of(row))));

        assertThat(table)
                .anyMatch(text -> text.startsWith("payments  red\\u001b[31m  "))
                .anyMatch(text -> text.startsWith("break       HERE_NOT_THERE, payment A1\\u000a\\u202e支付: ours "))
                .endsWith("1 book, 8 settled: 1 open break");
    }

    private static DayReport report(String account, List<Reconciliation> lines, List<Break> breaks) {
        DayBook book = new DayBook(lines, breaks, breaks.size());
        return new DayReport(account, "juhe", "1", LocalDate.parse(DayRows.DATE), book);
    }
}
