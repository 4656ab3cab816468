package io.quittance.app.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.Break;
import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.Reconciliation;
import io.quittance.events.Topic;
import io.quittance.queries.DayBook;
import io.quittance.queries.DayPart;
import io.quittance.queries.DayReport;
import io.quittance.queries.DayReportCsv;
import io.quittance.queries.DayReportJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds {@code docs/reconciliation.md} to what is written. */
class ReconciliationDocTest {
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private final String page = read();

    @Test
    void shouldExplainEveryNameOfTheAnswer() {
        JsonNode json = JsonMapper.shared().readTree(DayReportJson.of(report()));

        List<String> names = names("## Ask for them");

        assertThat(names)
                .startsWith(json.propertyNames().toArray(String[]::new))
                .containsSubsequence(Arrays.stream(DayPart.What.values())
                        .map(DayPart.What::word)
                        .toList())
                .endsWith(json.path("balance").propertyNames().toArray(String[]::new))
                .hasSize(json.size()
                        + DayPart.What.values().length
                        + json.path("balance").size());
    }

    @Test
    void shouldExplainEveryTypeOfBreak() {
        assertThat(names("## Breaks"))
                .containsExactlyElementsOf(Arrays.stream(BreakType.values())
                        .filter(type -> type != BreakType.UNSPECIFIED)
                        .map(Enum::name)
                        .toList());
        JsonNode row = JsonMapper.shared()
                .readTree(DayReportJson.of(report()))
                .path("breaks")
                .get(0);
        assertThat(row.propertyNames()).allMatch(name -> section("## Breaks").contains("`" + name + "`"));
    }

    @Test
    void shouldExplainEveryColumnAndRowOfTheTable() {
        String csv = DayReportCsv.of(List.of(report()));

        assertThat(section("## As a table for spreadsheets")).contains(String.join(",", DayReportCsv.COLUMNS));
        assertThat(names("## As a table for spreadsheets"))
                .containsExactlyElementsOf(csv.lines()
                        .skip(1)
                        .map(line -> line.split(",", -1)[2])
                        .distinct()
                        .toList());
    }

    @Test
    void shouldShowWhatTheCommandShows() {
        String shown = String.join("\n", DayTable.of(List.of(report())));

        assertThat(section("## On the command line")).contains("\n```\n" + shown + "\n```\n");
    }

    @Test
    void shouldNameTheTopicsAndTheirKeys() {
        assertThat(names("## The topics")).containsExactly(Topic.RECONCILIATION.suffix(), Topic.BREAKS.suffix());
    }

    private static DayReport report() {
        Reconciliation payments = DayRows.unfinished("lianhe-main", EventKind.PAYMENT, "2", 80_000, 304)
                .setHeldCount(1)
                .setHeldMinor(900)
                .setUnresolvedCount(0)
                .setUnresolvedMinor(0)
                .build();
        Reconciliation balance = DayRows.balance("lianhe-main", "5f2c0d9a");
        Break held = DayRows.difference("lianhe-main", BreakType.AMOUNT_DIFFERS, EventKind.PAYMENT, "A1")
                .setOursMinor(1_000L)
                .setTheirsMinor(900L)
                .setDetail("held: paid and ordered amount differ")
                .build();
        Break dropped = DayRows.difference("lianhe-main", BreakType.DROP_WITHOUT_PAYOUT, "r-9")
                .setOursMinor(180_500L)
                .setTheirsMinor(179_000L)
                .setDetail("the balance dropped by 15.00")
                .build();
        DayBook book = new DayBook(List.of(payments, balance), List.of(held, dropped), 2);
        return new DayReport("lianhe-main", "lianhe", "shop", LocalDate.parse(DayRows.DATE), book);
    }

    /** What the first cells of the tables under that heading name. */
    private List<String> names(String heading) {
        return FIRST_CELL
                .matcher(section(heading))
                .results()
                .flatMap(row -> QUOTED.matcher(row.group(1)).results())
                .map((MatchResult name) -> name.group(1))
                .toList();
    }

    private String section(String heading) {
        int start = page.indexOf(heading + "\n");
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    private static String read() {
        try {
            return Files.readString(Path.of(System.getProperty("quittance.basedir", "."), "docs", "reconciliation.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
