package io.quittance.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuiltInDialectsTest {
    @Test
    void shouldLoadEveryFileOfTheFolder() throws Exception {
        Path folder = Path.of(System.getProperty("quittance.basedir", "."), "src/main/resources/gateways");

        Set<String> loaded = DialectFiles.load(null).keySet();

        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .toList();
            assertThat(names).hasSize(5);
            assertThat(loaded).containsAll(names);
        }
    }
}
