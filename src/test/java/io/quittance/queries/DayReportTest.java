package io.quittance.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.books.DayRows;
import io.quittance.events.Break;
import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.Reconciliation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayReportTest {
    private static final String HEAD =
            "account,date,row,kind,channel,what,order,report,count,amount,fees,ours,theirs,detail\r\n";

    @Test
    void shouldWriteJson() {
        DayReport report = report(
                List.of(
                        DayRows.line("yi-main", EventKind.PAYMENT, "wechat", 20_000, 100),
                        DayRows.line("yi-main", EventKind.PAYMENT, "", 60_000, 300),
                        DayRows.balance("yi-main", "st-1")),
                List.of(
                        DayRows.difference("yi-main", BreakType.UNEXPLAINED_GAIN, "r-9")
                                .setTheirsMinor(600L)
                                .build(),
                        DayRows.difference("yi-main", BreakType.AMOUNT_DIFFERS, EventKind.PAYMENT, "A\"1")
                                .setOursMinor(10_000L)
                                .setTheirsMinor(9_900L)
                                .build()),
                1_002);

        String json = new String(DayReportJson.of(report), StandardCharsets.UTF_8);

        assertThat(json)
                .isEqualTo("{\"account\":\"yi-main\",\"gateway\":\"juhe\",\"merchant\":\"1\",\"date\":\"2026-03-01\","
                        + "\"currency\":\"CNY\",\"payments\":{\"placed\":{\"count\":20,\"amount\":\"2000.00\"},"
                        + "\"settled\":{\"count\":16,\"amount\":\"800.00\",\"fees\":\"4.00\"},"
                        + "\"held\":{\"count\":0,\"amount\":\"0.00\"},\"failed\":{\"count\":2,\"amount\":\"200.00\"},"
                        + "\"unresolved\":{\"count\":2,\"amount\":\"0.10\"},\"byChannel\":[{\"channel\":null,"
                        + "\"placed\":{\"count\":10,\"amount\":\"1000.00\"},"
                        + "\"settled\":{\"count\":8,\"amount\":\"600.00\",\"fees\":\"3.00\"},"
                        + "\"held\":{\"count\":0,\"amount\":\"0.00\"},\"failed\":{\"count\":1,\"amount\":\"100.00\"},"
                        + "\"unresolved\":{\"count\":1,\"amount\":\"0.05\"}},{\"channel\":\"wechat\","
                        + "\"placed\":{\"count\":10,\"amount\":\"1000.00\"},"
                        + "\"settled\":{\"count\":8,\"amount\":\"200.00\",\"fees\":\"1.00\"},"
                        + "\"held\":{\"count\":0,\"amount\":\"0.00\"},\"failed\":{\"count\":1,\"amount\":\"100.00\"},"
                        + "\"unresolved\":{\"count\":1,\"amount\":\"0.05\"}}]},"
                        + "\"payouts\":{\"placed\":{\"count\":0,\"amount\":\"0.00\"},"
                        + "\"settled\":{\"count\":0,\"amount\":\"0.00\",\"fees\":\"0.00\"},"
                        + "\"held\":{\"count\":0,\"amount\":\"0.00\"},\"failed\":{\"count\":0,\"amount\":\"0.00\"},"
                        + "\"unresolved\":{\"count\":0,\"amount\":\"0.00\"},\"byChannel\":[]},"
                        + "\"balance\":{\"opening\":\"1000.00\",\"openingAt\":\"2026-02-28T15:50:00Z\","
                        + "\"closing\":\"1790.00\",\"closingAt\":\"2026-03-01T15:50:00Z\",\"moved\":\"796.00\","
                        + "\"unsettled\":\"9.00\",\"difference\":\"-15.00\"},\"statements\":{\"payment\":\"st-1\",\"payout\":null},"
                        + "\"breakCount\":1002,\"breaks\":[{\"type\":\"AMOUNT_DIFFERS\",\"kind\":\"PAYMENT\","
                        + "\"order\":\"A\\\"1\",\"report\":null,\"ours\":\"100.00\",\"theirs\":\"99.00\","
                        + "\"detail\":\"statement st-1, line 7\"},{\"type\":\"UNEXPLAINED_GAIN\",\"kind\":\"BALANCE\","
                        + "\"order\":null,\"report\":\"r-9\",\"ours\":null,\"theirs\":\"6.00\","
                        + "\"detail\":\"nothing explains it\"}]}");
    }

    @Test
    void shouldWriteEmptyBooks() {
        DayReport nothing = report(List.of(), List.of(), 0);
        DayReport onlyStatement = report(List.of(DayRows.statement("yi-main", "st-1")), List.of(), 0);

        assertThat(new String(DayReportJson.of(nothing), StandardCharsets.UTF_8))
                .endsWith(
                        "\"balance\":null,\"statements\":{\"payment\":null,\"payout\":null},\"breakCount\":0,\"breaks\":[]}");
        assertThat(new String(DayReportJson.of(onlyStatement), StandardCharsets.UTF_8))
                .contains("\"balance\":null,\"statements\":{\"payment\":\"st-1\",\"payout\":null},");
        assertThat(DayReportCsv.of(List.of(nothing))).isEqualTo(HEAD + "yi-main,2026-03-01,breaks,,,open,,,0,,,,,\r\n");
    }

    @Test
    void shouldWriteCsv() {
        DayReport report = report(
                List.of(
                        DayRows.line("yi-main", EventKind.PAYOUT, "bank", 20_000, 100),
                        DayRows.balance("yi-main", "st-1")),
                List.of(DayRows.difference("yi-main", BreakType.AMOUNT_DIFFERS, EventKind.PAYMENT, "A1")
                        .setOursMinor(10_000L)
                        .setTheirsMinor(9_900L)
                        .build()),
                1);

        assertThat(DayReportCsv.of(List.of(report)))
                .isEqualTo(HEAD
                        + "yi-main,2026-03-01,total,PAYOUT,bank,placed,,,10,1000.00,,,,\r\n"
                        + "yi-main,2026-03-01,total,PAYOUT,bank,settled,,,8,200.00,1.00,,,\r\n"
                        + "yi-main,2026-03-01,total,PAYOUT,bank,held,,,0,0.00,,,,\r\n"
                        + "yi-main,2026-03-01,total,PAYOUT,bank,failed,,,1,100.00,,,,\r\n"
                        + "yi-main,2026-03-01,total,PAYOUT,bank,unresolved,,,1,0.05,,,,\r\n"
                        + "yi-main,2026-03-01,balance,BALANCE,,opening,,,,1000.00,,,,2026-02-28T15:50:00Z\r\n"
                        + "yi-main,2026-03-01,balance,BALANCE,,closing,,,,1790.00,,,,2026-03-01T15:50:00Z\r\n"
                        + "yi-main,2026-03-01,balance,BALANCE,,moved,,,,796.00,,,,\r\n"
                        + "yi-main,2026-03-01,balance,BALANCE,,unsettled,,,,9.00,,,,\r\n"
                        + "yi-main,2026-03-01,balance,BALANCE,,difference,,,,-15.00,,,,\r\n"
                        + "yi-main,2026-03-01,statement,PAYMENT,,compared,,,,,,,,st-1\r\n"
                        + "yi-main,2026-03-01,breaks,,,open,,,1,,,,,\r\n"
                        + "yi-main,2026-03-01,break,PAYMENT,,AMOUNT_DIFFERS,A1,,,,,100.00,99.00,"
                        + "\"statement st-1, line 7\"\r\n");
    }

    @Test
    void shouldQuoteWhatWouldBreakATable() {
        Break row = DayRows.difference("yi-main", BreakType.HERE_NOT_THERE, EventKind.PAYMENT, "a,\"b\"\r\nc")
                .setDetail("plain")
                .build();

        assertThat(DayReportCsv.of(List.of(report(List.of(), List.of(row), 1))))
                .endsWith("break,PAYMENT,,HERE_NOT_THERE,\"a,\"\"b\"\"\r\nc\",,,,,,,plain\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=HYPERLINK(1) | '=HYPERLINK(1)",
                "+1 | '+1",
                "-1 | '-1",
                "@SUM(A1) | '@SUM(A1)",
                "＝1 | '＝1",
                "1=1 | 1=1"
            },
            quoteCharacter = '`')
    void shouldLetNoForeignTextBecomeAFormula(String foreign, String cell) {
        Reconciliation line = DayRows.line("yi-main", EventKind.PAYMENT, foreign, 1, 0);
        Break row = DayRows.difference("yi-main", BreakType.HERE_NOT_THERE, EventKind.PAYMENT, foreign)
                .setOursMinor(-5L)
                .setDetail(foreign)
                .build();

        String csv = DayReportCsv.of(List.of(report(List.of(line), List.of(row), 1)));

        assertThat(csv)
                .contains("total,PAYMENT," + cell + ",placed,")
                .endsWith("HERE_NOT_THERE," + cell + ",,,,,-0.05,," + cell + "\r\n");
    }

    @Test
    void shouldLetNoTabBeginACell() {
        Break row = DayRows.difference("yi-main", BreakType.HERE_NOT_THERE, EventKind.PAYMENT, "\t=1")
                .build();

        assertThat(DayReportCsv.of(List.of(report(List.of(), List.of(row), 1)))).contains("HERE_NOT_THERE,'\t=1,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01", "2026-03-01", "2968-12-31", "2024-02-29"})
    void shouldReadADay(String text) {
        assertThat(BookDay.parse(text)).isEqualTo(LocalDate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-02-29",
                "2026-3-1",
                "20260301",
                "2026-03-01T00:00:00Z",
                "1969-12-31",
                "2969-01-01",
                "+12026-03-01",
                "-2026-03-01",
                "２０２６-03-01"
            })
    void shouldReadNoOtherDay(String text) {
        assertThat(BookDay.parse(text)).isNull();
    }

    @Test
    void shouldBeginTheDayAtMidnightInBeijing() {
        assertThat(BookDay.of(Instant.parse("2026-02-28T15:59:59.999Z"))).isEqualTo("2026-02-28");
        assertThat(BookDay.of(Instant.parse("2026-02-28T16:00:00Z"))).isEqualTo("2026-03-01");
    }

    private static DayReport report(List<Reconciliation> lines, List<Break> breaks, long breakCount) {
        DayBook book = new DayBook(lines, breaks, breakCount);
        return new DayReport("yi-main", "juhe", "1", LocalDate.parse(DayRows.DATE), book);
    }
}
