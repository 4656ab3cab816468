package io.quittance.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    private Path folder = Path.of("");

    private final Process process = sleeper();

    @AfterEach
    void endProcess() {
        process.destroyForcibly();
    }

    @Test
    void shouldEndALeftoverThatDoesNotEndByItself() throws Exception {
        PidFile file = new PidFile(folder.resolve("pid"));
        file.remember(process.toHandle());

        file.endLeftover();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldLeaveAloneAnotherProcessThatGotTheNumber() throws Exception {
        PidFile file = new PidFile(folder.resolve("pid"));
        file.remember(process.toHandle());
        Files.write(folder.resolve("pid"), List.of(String.valueOf(process.pid()), "2020-01-01T00:00:00Z"));

        file.endLeftover();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void shouldNotWaitForWhatHasEnded() throws Exception {
        PidFile file = new PidFile(folder.resolve("pid"));
        file.remember(process.toHandle());
        process.destroyForcibly().waitFor();

        long before = System.nanoTime();
        file.endLeftover();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void shouldOverlookAFileThatACrashHasCutShort() throws Exception {
        Files.writeString(folder.resolve("pid"), "12");

        new PidFile(folder.resolve("pid")).endLeftover();
        new PidFile(folder.resolve("none")).endLeftover();

        assertThat(process.isAlive()).isTrue();
    }

    private static Process sleeper() {
        try {
            return new ProcessBuilder("sleep", "60").start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
