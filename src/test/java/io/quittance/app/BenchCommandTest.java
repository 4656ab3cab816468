package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is said before any server starts; the short run itself is run with the other commands of the README. */
class BenchCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldNameTheRowsThatThereAre() {
        CommandRun run = CommandRun.of("bench", "--rows", "1,3");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--rows takes [1, 2, 5, 7], separated by commas, not 3");
    }

    @Test
    void shouldRefuseToCompareWithWhatIsNoResult() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "fast");

        CommandRun run = CommandRun.of("bench", "--short", "--compare", file.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--compare: " + file + " is not a result");
    }
}
