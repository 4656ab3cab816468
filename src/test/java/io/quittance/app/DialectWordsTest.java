package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quittance.config.DialectFiles;
import io.quittance.gateways.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Invented gateways, one for each corner of the vocabulary; their vectors were computed outside, with other tools. */
class DialectWordsTest {
    private static final Path FOLDER = Path.of("src/test/resources/dialects");

    @TestFactory
    Stream<DynamicTest> shouldSpeakEveryInventedDialect() throws IOException {
        return files().stream().flatMap(file -> {
            Dialect dialect = DialectFiles.loadFile(file).values().iterator().next();
            return new GatewayVectors(dialect)
                    .run(FOLDER.resolve("vectors/" + dialect.name() + ".json")).stream()
                            .map(result -> dynamicTest(
                                    dialect.name() + " " + result.message() + " " + result.name(),
                                    () -> assertThat(result.difference()).isNull()));
        });
    }

    @Test
    void shouldLoadThemAsAFolderOfOnesOwn() throws IOException {
        List<String> names = files().stream()
                .map(file -> String.valueOf(file.getFileName()).replace(".yaml", ""))
                .toList();

        assertThat(DialectFiles.load(FOLDER)).containsKeys(names.toArray(String[]::new));
        assertThat(DialectFiles.load(FOLDER)).containsKeys("juhe", "yijuhe", "yijuhe-md5-only");
    }

    @Test
    void shouldKnowTheRefusalsThatSpeakOfTheBalance() {
        Dialect invented = Objects.requireNonNull(
                DialectFiles.loadFile(FOLDER.resolve("balance-refusals.yaml")).get("balance-refusals"));
        Dialect lianhe = Objects.requireNonNull(DialectFiles.load(null).get("lianhe"));
        Dialect without = Objects.requireNonNull(DialectFiles.load(null).get("juhe"));

        assertThat(Stream.of("E51", "E52", "E1", "E9", "e51", "ok", "").filter(code -> says(invented, code)))
                .containsExactly("E51", "E52");
        assertThat(Stream.of("insufficient_balance", "invalid_data", "success").filter(code -> says(lianhe, code)))
                .containsExactly("insufficient_balance");
        assertThat(says(without, "insufficient_balance")).isFalse();
    }

    private static boolean says(Dialect dialect, String code) {
        return dialect.saysInsufficientBalance(code, 1_772_334_153_000L);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
