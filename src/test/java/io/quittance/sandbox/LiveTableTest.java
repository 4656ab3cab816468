package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTableTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    private final List<LiveRow> rows = List.of(
            new LiveRow("juhe", 120, 110, 90, 12, 10, 3, 0, 90, 61_499, 187_500),
            new LiveRow("all", 1_000_000, 999_999, 999_998, 0, 1, 0, 0, 0, 0, 0));

    @Test
    void shouldDrawTheTableAgainInItsPlaceOnATerminal() {
        LiveTable table = new LiveTable(out, true);

        table.show(rows);
        table.show(rows);

        String once = "gateway   received  verified   settled   dupl.   quar.  confl. p50 ms p99 ms\u001b[K\n"
                + "juhe           120       110        90      12      10       3     61    188\u001b[K\n"
                + "all        1000000    999999    999998       0       1       0      -      -\u001b[K\n";
        assertThat(printed()).isEqualTo(once + "\u001b[3A" + once);
        assertThat(once.lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80 + "\u001b[K".length()));
    }

    @Test
    void shouldPrintPlainLinesElsewhere() {
        LiveTable table = new LiveTable(out, false);

        table.show(rows);

        assertThat(printed())
                .startsWith(
                        "juhe received=120 verified=110 settled=90 duplicates=12 quarantined=10 conflicts=3 p50_ms=61"
                                + " p99_ms=188")
                .contains("all received=1000000")
                .contains("p50_ms=- p99_ms=-")
                .doesNotContain("\u001b");
    }

    @Test
    void shouldEndWithATableEverywhere() {
        LiveTable table = new LiveTable(out, false);

        table.showLast(rows);

        assertThat(printed().lines())
                .containsExactly(
                        "gateway   received  verified   settled   dupl.   quar.  confl. p50 ms p99 ms",
                        "juhe           120       110        90      12      10       3     61    188",
                        "all        1000000    999999    999998       0       1       0      -      -");
    }

    @Test
    void shouldSayWhatCouldNotBeDecoded() {
        List<LiveRow> broken = List.of(new LiveRow("juhe", 0, 0, 0, 0, 0, 0, 2, 0, 0, 0));

        new LiveTable(out, false).showLast(broken);
        new LiveTable(out, false).show(broken);

        assertThat(printed()).contains("2 records could not be decoded").contains(" unreadable=2");
    }

    private String printed() {
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
