package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

        assertThat(refusedJson(file)).contains("cannot be written; make the folder " + file.getParent() + " first");
    }

    @Test
    void shouldRefuseToWriteTheResultBelowAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "fast");

        assertThat(refusedJson(file.resolve("bench.json"))).contains(file + " is no folder in which files can be made");
    }

    @Test
    void shouldRefuseToWriteTheResultOverAFolder() {
        assertThat(refusedJson(folder)).contains("is a folder; name a file in it");
    }

    @Test
    void shouldRefuseToWriteTheResultToWhatIsNoFile() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("last.json"), folder.resolve("gone.json"));

        assertThat(refusedJson(link)).contains("is a link to a file that is not there; name a file");
        assertThat(refusedJson(Path.of("/dev/null"))).contains("is no regular file; name one");
    }

    @Test
    void shouldRefuseATemporaryFolderThatIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "fast");

        assertThat(refusedTemp(file))
                .contains("--temp: " + file
                        + " is no folder in which files can be made; name another folder with --temp");
    }

    @Test
    void shouldRefuseATemporaryFolderThatIsNotThere() {
        Path none = folder.resolve("none");

        assertThat(refusedTemp(none)).contains("--temp: " + none + " is not there; make it, or name another folder");
    }

    @Test
    void shouldRefuseATemporaryFolderInWhichNothingCanBeMade() {
        Path system = Path.of("/proc");
        assumeTrue(Files.isDirectory(system), "a folder that even root cannot write to");

        assertThat(refusedTemp(system)).contains("--temp: /proc is no folder in which files can be made");
    }

    @Test
    void shouldRefuseATemporaryFolderThatABrokerTakesForTwo() throws IOException {
        Path two = Files.createDirectory(folder.resolve("here,there"));

        assertThat(refusedTemp(two)).contains("--temp: " + two + " has a comma or a semicolon in its path");
    }

    @Test
    void shouldNotBeginWhatDoesNotFitOnTheDisk() {
        BenchPlace place = BenchPlace.of(folder);
        long needed = 1_860_000_000L;
        long total = 10_000_000_000L;

        assertThat(place.tooLittle(needed, total, needed - 1, List.of("--rows", "--short")))
                .isEqualTo("bench keeps what it sends until it ends, up to 2 GB, and " + folder
                        + " has 1.8 GB free; name another folder with --temp, or measure less with --rows or --short");
        assertThat(place.tooLittle(needed, total, 0, List.of()))
                .endsWith("has 0 GB free; name another folder with --temp");
        assertThat(place.tooLittle(needed, total, needed, List.of())).isNull();
        assertThat(place.tooLittle(needed, 0, 0, List.of()))
                .as("a file system that does not tell")
                .isNull();
    }

    private static String refusedJson(Path file) {
        CommandRun run = CommandRun.of("bench", "--short", "--json", file.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--json: " + file);
        return run.err();
    }

    private static String refusedTemp(Path named) {
        CommandRun run = CommandRun.of("bench", "--short", "--temp", named.toString());
        assertThat(run.status()).isEqualTo(2);
        return run.err();
    }
}
