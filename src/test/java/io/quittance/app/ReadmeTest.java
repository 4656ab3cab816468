package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the README to its word: its commands run, its paths exist. */
class ReadmeTest {
    private static final Path HOME = Path.of(System.getProperty("quittance.basedir", "."));

    /** Commands that need servers, a user's own files or a whole build; where each is run instead. */
    private static final Set<String> RUN_ELSEWHERE = Set.of(
            "mvn -B verify", // .ci/run, itself
            "./quittance demo --orders 2000", // .ci/run, with fewer orders
            "./quittance bench --short", // .ci/run, itself
            "./quittance run --config quittance.yaml"); // RunIT, with settings of its own

    static Stream<String> commandsToRun() throws IOException {
        return commands().stream().filter(command -> !RUN_ELSEWHERE.contains(command));
    }

    @ParameterizedTest
    @MethodSource("commandsToRun")
    void shouldNameCommandsThatRun(String command) {
        assertThat(command).startsWith("./quittance ");

        CommandRun run =
                CommandRun.of(words(command.substring("./quittance ".length())).toArray(String[]::new));

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).isNotBlank();
    }

    @Test
    void shouldRunItsTwoCommandsWhereChangesLand() throws IOException {
        String ci = Files.readString(HOME.resolve(".ci/run"));

        assertThat(commands()).containsAll(RUN_ELSEWHERE);
        assertThat(ci)
                .contains(
                        "mvn -B --no-transfer-progress verify",
                        "./quittance demo --orders ",
                        "./quittance bench --short");
    }

    @Test
    void shouldNamePathsThatExist() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String word : words(Files.readString(HOME.resolve("README.md")))) {
            boolean isPath = word.startsWith("src/")
                    || word.startsWith("schemas/")
                    || word.startsWith("docs/")
                    || word.startsWith("topology-docs/")
                    || word.equals("quittance.example.yaml");
            if (isPath && !Files.exists(HOME.resolve(word.replaceAll("[.,;:]$", "")))) {
                missing.add(word);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> words(String text) {
        return Pattern.compile("[^`()\\s]+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(HOME.resolve("README.md"))) {
            if (line.startsWith("```")) {
                inside = line.equals("```sh");
            } else if (inside && !line.isBlank()) {
                commands.add(line.strip());
            }
        }
        return commands;
    }
}
