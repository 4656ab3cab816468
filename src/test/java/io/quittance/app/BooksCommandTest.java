package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
