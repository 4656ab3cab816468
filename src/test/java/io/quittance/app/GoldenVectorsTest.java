package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quittance.config.DialectFiles;
import io.quittance.gateways.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoldenVectorsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /** Made from gateways/README.md rule by rule, with tools of their own; one case for each way in which a rule can be met or missed. */
    private static final Path FURTHER = Path.of("src/test/resources/golden-more");

    private static final List<String> GATEWAYS = List.of("yijuhe", "jings", "zonghe", "juhe", "lianhe");

    private final Map<String, Dialect> dialects = DialectFiles.load(null);

    private GatewayVectors vectors(String name) {
        return new GatewayVectors(Objects.requireNonNull(dialects.get(name)));
    }

    @TestFactory
    Stream<DynamicTest> shouldPassEveryVector() {
        return tests(GOLDEN);
    }

    @TestFactory
    Stream<DynamicTest> shouldPassEveryFurtherVector() {
        return tests(FURTHER);
    }

    private Stream<DynamicTest> tests(Path folder) {
        return GATEWAYS.stream()
                .flatMap(name -> vectors(name).run(folder.resolve(name + ".json")).stream()
                        .map(result -> dynamicTest(
                                name + " " + result.message() + " " + result.name(),
                                () -> assertThat(result.difference()).isNull())));
    }

    @Test
    void shouldHaveAllVectors() {
        long vectors = GATEWAYS.stream()
                .mapToLong(name ->
                        vectors(name).run(GOLDEN.resolve(name + ".json")).size())
                .sum();

        assertThat(vectors).isEqualTo(141);
    }
}
