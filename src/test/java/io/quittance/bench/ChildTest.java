package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChildTest {
    @Test
    void shouldRunWithTheOptionsOfTheLauncher() throws IOException {
        assertThat(Files.readString(Path.of("quittance")).split("\\s+")).containsAll(Child.OPTIONS);
    }
}
