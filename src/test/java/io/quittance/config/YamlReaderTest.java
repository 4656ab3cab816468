package io.quittance.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    private final Faults faults = new Faults("file.yaml");

    @Test
    void shouldKeepTheTextAsWrittenAndItsLine() {
        Yaml.Mapping root = read("""
                # a comment
                merchant: 0123
                within: 0.990
                from: 2026-01-01T00:00:00Z
                nothing:
                list: [a, 1_000]
                deep:
                  create: yes
                """);

        assertThat(text(root, "merchant")).isEqualTo("0123");
        assertThat(text(root, "within")).isEqualTo("0.990");
        assertThat(text(root, "from")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(entry(root, "nothing").value()).isEqualTo(new Yaml.Scalar(5, null));
        assertThat(((Yaml.Sequence) entry(root, "list").value()).items()).hasSize(2);
        assertThat(entry((Yaml.Mapping) entry(root, "deep").value(), "create").line())
                .isEqualTo(8);
        assertThat(faults.all().faults()).isEmpty();
    }

    @Test
    void shouldTellANameThatIsThereTwice() {
        Yaml.Mapping root = read("http:\n  port: 1\n  host: a\n  port: 2\n");

        assertThat(text((Yaml.Mapping) entry(root, "http").value(), "port")).isEqualTo("1");
        assertThat(faults.all().faults())
                .containsExactly("file.yaml:4: the name port is there twice, first on line 2; keep one");
    }

    @ParameterizedTest
    @CsvSource({
        "'a: \"secretword', file.yaml:1: not YAML",
        "'a: 1\nb: @secretword', file.yaml:2: not YAML",
        "'a: 1\nb: secretword: c', file.yaml:2: not YAML",
        "'? [secretword]\n: 1', file.yaml:1: not YAML",
        "'- secretword', 'file.yaml:1: the file must hold names with values'",
        "'a: 1\n---\nb: secretword', file.yaml:3: a second YAML document",
    })
    void shouldTellWhatIsNotReadableWithoutQuotingIt(String text, String fault) {
        Yaml.Mapping root = new YamlReader(faults).read(text);

        assertThat(root).isNull();
        assertThat(faults.all().faults())
                .singleElement()
                .asString()
                .startsWith(fault)
                .doesNotContain("secretword");
    }

    @Test
    void shouldRefuseAliases() {
        read("a: &x 1\nb: *x\n");

        assertThat(faults.all().faults()).singleElement().asString().startsWith("file.yaml:2: aliases");
    }

    @Test
    void shouldReadAnEmptyFileAsNoNames() {
        assertThat(read("").entries()).isEmpty();
        assertThat(read("# nothing yet\n").entries()).isEmpty();
    }

    private Yaml.Mapping read(String text) {
        return requireNonNull(new YamlReader(faults).read(text));
    }

    private static Yaml.Entry entry(Yaml.Mapping mapping, String name) {
        return requireNonNull(mapping.find(name));
    }

    private static String text(Yaml.Mapping mapping, String name) {
        return requireNonNull(((Yaml.Scalar) entry(mapping, name).value()).text());
    }
}
