package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BooksCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private String config = "";

    @BeforeEach
    void write() throws IOException {
        config = Files.writeString(folder.resolve("quittance.yaml"), """
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "127.0.0.1:1"}
                registry: {url: "http://127.0.0.1:1"}
                accounts:
                  juhe-main: {gateway: juhe, merchant: "1", keys: [{id: k1, key: canary-key}]}
                  juhe-two: {gateway: juhe, merchant: "2", keys: [{id: k1, key: canary-key}]}
                """).toString();
    }

    @Test
    void shouldTellThatKafkaIsAwayInOneLine() {
        CommandRun run = CommandRun.of("books", "check", "--config", config);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly("quittance books check: no answer from Kafka at 127.0.0.1:1 (more with --stacktrace)");
    }

    @Test
    void shouldRefuseAnAccountThatTheSettingsDoNotHave() {
        CommandRun run = CommandRun.of("books", "check", "--config", config, "--account", "juhe");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("--account juhe: " + config + " has no such account; it has juhe-main, juhe-two")
                .doesNotContain("canary");
    }

    @Test
    void shouldRefuseToWaitForLessThanNothing() {
        CommandRun run = CommandRun.of("books", "check", "--config", config, "--wait", "-1");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--wait is a number of seconds from 0 on");
    }

    @Test
    void shouldTellThatKafkaIsAwayWhateverTheDay() {
        CommandRun run = CommandRun.of("books", "reconcile", "--config", config);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly(
                        "quittance books reconcile: no answer from Kafka at 127.0.0.1:1 (more with --stacktrace)");
    }

    @Test
    void shouldReconcileNoAccountThatTheSettingsDoNotHave() {
        CommandRun run = CommandRun.of("books", "reconcile", "--config", config, "--account", "juhe");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("--account juhe: " + config + " has no such account; it has juhe-main, juhe-two")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-02-29", "1969-12-31", "2969-01-01"})
    void shouldRefuseADayThatIsNone(String date) {
        CommandRun run = CommandRun.of("books", "reconcile", "--config", config, "--date", date);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("--date " + date
                        + ": must be a day in Beijing in the years 1970 to 2968, for example 2026-03-01");
    }

    @Test
    void shouldWriteOneFormAtATime() {
        CommandRun run = CommandRun.of("books", "reconcile", "--config", config, "--json", "--csv");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--json or --csv, not both");
    }

    @Test
    void shouldTakeTheCommandsOfItsPage() throws IOException {
        Path page = Path.of(System.getProperty("quittance.basedir", "."), "docs", "reconciliation.md");
        List<String> commands = Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("./quittance "))
                .toList();

        assertThat(commands).hasSize(2).allSatisfy(command -> {
            String[] words = command.substring("./quittance ".length())
                    .replace("quittance.yaml", config)
                    .replace("lianhe-main", "juhe-main")
                    .split(" ");
            assertThat(CommandRun.of(words).err())
                    .startsWith("quittance books reconcile: no answer from Kafka at 127.0.0.1:1");
        });
    }
}
