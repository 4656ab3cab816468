package io.quittance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Over these sizes a thing is two things (style.md, habit 19). */
class SizesTest {
    private static final Path SOURCES = Path.of(System.getProperty("quittance.basedir", "."), "src", "main");

    @Test
    void shouldKeepClassesWithin250Lines() {
        List<Path> classes = files(SOURCES.resolve("java"), ".java");

        assertThat(classes)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(250));
    }

    @Test
    void shouldKeepDialectsWithin80Lines() {
        List<Path> dialects = files(SOURCES.resolve("resources/gateways"), ".yaml");

        assertThat(dialects)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(80));
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
