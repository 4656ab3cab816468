package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

    @Test
    void shouldRefuseToWriteTheResultWhereNoFolderIs() {
        Path file = folder.resolve("results").resolve("bench.json");

        CommandRun run = CommandRun.of("bench", "--short", "--json", file.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--json: " + file + " cannot be written; name a file in a folder that is there");
    }

    @Test
    void shouldRefuseToWriteTheResultOverAFolder() {
        CommandRun run = CommandRun.of("bench", "--short", "--json", folder.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--json: " + folder + " cannot be written");
    }

    @Test
    void shouldRefuseATemporaryFolderThatIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "fast");

        CommandRun run = CommandRun.of("bench", "--short", "--temp", file.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(file + " is no folder in which files can be made; name another one with --temp");
    }

    @Test
    void shouldNotBeginWhatDoesNotFitOnTheDisk() {
        Path full = Path.of("/proc");
        assumeTrue(Files.isDirectory(full), "a file system that never has room");

        CommandRun run = CommandRun.of("bench", "--short", "--temp", full.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "bench keeps what it sends until it ends, up to 1.9 GB, and /proc has 0.0 GB free: name another folder with --temp, or measure less with --rows or --short");
    }
}
