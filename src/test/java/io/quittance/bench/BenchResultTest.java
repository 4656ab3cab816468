package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.bench.Figure.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchResultTest {
    private static final Machine MACHINE = new Machine("2026-01-02T03:04:05Z", 2, "Linux 6 amd64", "Eclipse 25");

    @TempDir
    Path folder;

    @Test
    void shouldGiveBackWhatItHasWritten() throws IOException {
        Path file = folder.resolve("result.json");
        BenchResult result = result(true, 0.85, 0.86, 0.87);

        result.write(file);

        assertThat(BenchResult.read(file)).isEqualTo(result);
        assertThat(Files.readString(file))
                .contains("\"verdict\" : \"good\"", "\"ratio\" : 0.86", "\"unit\" : \"callbacks/s\"");
    }

    @Test
    void shouldPrintEachRatioWithItsGoalAndVerdict() {
        List<String> lines = result(true, 0.85, 0.86, 0.87).table(null);

        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .containsSubsequence(
                                "1 ",
                                "edge / bare edge",
                                "0.9 callbacks/s",
                                "0.86",
                                "0.85..0.87",
                                ">= 0.80 -> 0.92",
                                "good"));
        assertThat(lines).noneSatisfy(line -> assertThat(line).contains("decide nothing"));
    }

    @Test
    void shouldSayThatAShortRunDecidesNothing() {
        assertThat(result(false, 0.85, 0.86, 0.87).table(null))
                .anySatisfy(line -> assertThat(line).contains("0.85..0.87").endsWith("not decided"))
                .anySatisfy(line -> assertThat(line).contains("its figures decide nothing"));
    }

    @Test
    void shouldTellAChangeFromTheSpread() {
        BenchResult earlier = result(true, 0.80, 0.81, 0.82);

        assertThat(result(true, 0.90, 0.91, 0.92).table(earlier))
                .anySatisfy(line ->
                        assertThat(line).contains("0.81 -> 0.91", "+12.3 %").doesNotContain("within"));
        assertThat(result(true, 0.79, 0.82, 0.83).table(earlier))
                .anySatisfy(line -> assertThat(line).contains("0.81 -> 0.82", "(within the spread)"));
    }

    @Test
    void shouldSayWhatToGiveInPlaceOfAnotherFile() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"version\": 7}");
        Path text = Files.writeString(folder.resolve("notes.txt"), "ratios were fine");

        assertThatThrownBy(() -> BenchResult.read(other)).hasMessageContaining("give a file that --json has written");
        assertThatThrownBy(() -> BenchResult.read(text)).hasMessageContaining("is not a result");
        assertThatThrownBy(() -> BenchResult.read(folder.resolve("none.json"))).hasMessageContaining("does not exist");
    }

    @Test
    void shouldRefuseToReadWhatWasDamaged() throws IOException {
        Path whole = folder.resolve("result.json");
        result(true, 0.85, 0.86, 0.87).write(whole);
        String text = Files.readString(whole);
        Path empty = Files.writeString(
                folder.resolve("empty.json"), text.replaceFirst("\"ours\" : \\[[^]]*]", "\"ours\" : []"));
        Path uneven = Files.writeString(
                folder.resolve("uneven.json"), text.replaceFirst("\"limit\" : \\[[^]]*]", "\"limit\" : [1.0]"));
        Path binary = Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xff, (byte) 0xfe});

        for (Path damaged : List.of(empty, uneven, binary)) {
            assertThatThrownBy(() -> BenchResult.read(damaged)).hasMessageContaining(damaged + " is not a result");
        }
        assertThatThrownBy(() -> BenchResult.read(folder)).hasMessageContaining(folder + " cannot be read");
    }

    private static BenchResult result(boolean decides, Double... ours) {
        Figure figure = new Figure(
                1, "edge / bare edge", "callbacks/s", List.of(ours), List.of(1.0, 1.0, 1.0), new Goal(0.80, 0.92), 0);
        return new BenchResult(MACHINE, decides, List.of(figure));
    }
}
