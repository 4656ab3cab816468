package io.quittance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schema for editors says what the reader of settings says. */
class SettingsSchemaTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String text = read();
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text, InputFormat.JSON);

    @Test
    void shouldAcceptTheExample() throws Exception {
        JsonNode example = YAMLMapper.shared().readTree(Files.readString(ExampleSettings.file()));

        assertThat(schema.validate(example)).isEmpty();
    }

    @Test
    void shouldRefuseNamesAndValuesThatTheReaderRefuses() {
        JsonNode wrong = YAMLMapper.shared().readTree("""
                kafka: {bootstrapServers: "localhost:9092"}
                registry: {url: "http://localhost:8081"}
                http: {prot: 1}
                topology: {commitInterval: 100}
                accounts:
                  UP: {gateway: juhe, merchant: 1, keys: [], ack: later}
                """);

        assertThat(schema.validate(wrong))
                .extracting(error -> error.getInstanceLocation().toString())
                .contains("/http", "/topology/commitInterval", "/accounts", "/accounts/UP/keys", "/accounts/UP/ack");
    }

    /** An unknown name in each section makes the reader list the names that it knows; the schema lists the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/properties | ? {}",
                "/properties/http/properties | http: {? {}}",
                "/properties/topics/properties | topics: {? {}}",
                "/properties/edge/properties | edge: {? {}}",
                "/properties/topology/properties | topology: {? {}}",
                "/properties/poller/properties | poller: {? {}}",
                "/properties/asking/properties | asking: {? {}}",
                "/properties/balances/properties | balances: {? {}}",
                "/properties/metrics/properties | metrics: {? {}}",
                "/properties/tokens/items/properties | tokens: [{? {}}]",
                "/properties/webhooks/items/properties | webhooks: [{? {}}]",
                "/$defs/account/properties | accounts: {a: {gateway: juhe, ? {}}}",
                "/$defs/policy/properties | accounts: {a: {gateway: juhe, policies: [{? {}}]}}",
                "/$defs/fee/properties | accounts: {a: {gateway: juhe, fees: [{? {}}]}}",
                "/$defs/tolerance/properties | accounts: {a: {gateway: juhe, tolerances: [{? {}}]}}",
            })
    void shouldKnowTheNamesThatTheReaderKnows(String pointer, String yaml) {
        Set<String> inSchema = new TreeSet<>(JSON.readTree(text).at(pointer).propertyNames());

        Set<String> inReader = new TreeSet<>(knownNames(yaml.replace("? {}", "zzz: {}")));

        assertThat(inSchema).isEqualTo(inReader);
    }

    private static List<String> knownNames(String yaml) {
        InvalidSettings invalid =
                catchThrowableOfType(InvalidSettings.class, () -> SettingsFile.parse(yaml, Path.of(""), Map.of()));
        String fault = invalid.faults().stream()
                .filter(line -> line.contains("zzz: unknown name"))
                .findFirst()
                .orElseThrow();
        String known = "(known: ";
        return Arrays.asList(fault.substring(fault.indexOf(known) + known.length(), fault.length() - 1)
                .split(", ", -1));
    }

    private static String read() {
        try {
            return Files.readString(
                    Path.of(System.getProperty("quittance.basedir", "."), "schemas", "quittance.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
