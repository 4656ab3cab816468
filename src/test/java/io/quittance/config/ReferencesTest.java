package io.quittance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldPutInTheEnvironmentAndFiles() throws IOException {
        Files.writeString(folder.resolve("key.txt"), "from file\n");
        References references = new References(folder, Map.of("USER", "shop", "NESTED", "${env:USER}"));

        assertThat(references.resolve("plain")).isEqualTo("plain");
        assertThat(references.resolve("${env:USER}")).isEqualTo("shop");
        assertThat(references.resolve("u=\"${env:USER}\" p=\"${file:key.txt}\";"))
                .isEqualTo("u=\"shop\" p=\"from file\";");
        assertThat(references.resolve("${env:NESTED}")).isEqualTo("${env:USER}");
    }

    @Test
    void shouldDropOneLineEndOfAFileAndNothingElse() throws IOException {
        Files.writeString(folder.resolve("unix"), " a \n\n");
        Files.writeString(folder.resolve("dos"), "a\r\n");
        References references = new References(folder, Map.of());

        assertThat(references.resolve("${file:unix}")).isEqualTo(" a \n");
        assertThat(references.resolve("${file:" + folder.resolve("dos") + "}")).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "${env:MISSING}, the environment variable MISSING is not set",
        "${env:BLANK}, the environment variable BLANK is blank",
        "${file:missing}, the file missing cannot be read",
        "${file:.}, the file . cannot be read",
        "${file:latin}, the file latin is not UTF-8",
        "${file:blank}, the file blank is blank",
        "${file:large}, the file large has more than 65536 bytes",
        "${sys:user.home}, is no reference that is known",
        "${env:BLANK, is not closed",
    })
    void shouldSayWhichReferenceHasNoValue(String text, String fault) throws IOException {
        Files.write(folder.resolve("latin"), new byte[] {(byte) 0xE9});
        Files.writeString(folder.resolve("blank"), "\n");
        Files.writeString(folder.resolve("large"), "x".repeat(65_537));
        References references = new References(folder, Map.of("BLANK", " "));

        assertThatThrownBy(() -> references.resolve(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault);
    }
}
