package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quittance.config.DialectFiles;
import io.quittance.gateways.AccountKey;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.DialectDefinition.Inbound;
import io.quittance.gateways.DialectDefinition.SignatureUse;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RawMessage;
import io.quittance.gateways.Rejected;
import io.quittance.gateways.Verdict;
import io.quittance.gateways.Verified;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every vector that verifies, with one signed field or the signature changed: none of them may be believed. */
class MutatedVectorsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, Dialect> dialects = DialectFiles.load(null);

    private record Sample(
            String name,
            Dialect dialect,
            GatewayAccount account,
            MessageType type,
            String queried,
            Map<String, String> fields,
            SignatureUse signature) {

        Verdict verdict(Map<String, String> changed) {
            StringBuilder body = new StringBuilder();
            changed.forEach((field, value) -> body.append(body.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(field, StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            return dialect.verify(new RawMessage(type, bytes, FORM, queried.isEmpty() ? null : queried), account, 0, 0);
        }

        List<String> signed() {
            List<String> names = new ArrayList<>(signature.all() ? fields.keySet() : signature.over());
            names.remove(signature.field());
            return names;
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldRejectEveryChangedField() throws IOException {
        return samples().stream()
                .map(sample -> dynamicTest(sample.name(), () -> {
                    assertThat(sample.verdict(sample.fields())).isInstanceOf(Verified.class);

                    for (String field : sample.signed()) {
                        mutations(sample, field)
                                .forEach((what, changed) -> assertThat(sample.verdict(changed))
                                        .as(field + " " + what)
                                        .isInstanceOf(Rejected.class));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldRejectSixtyChangedSignatures() throws IOException {
        return samples().stream()
                .map(sample -> dynamicTest(sample.name(), () -> {
                    String field = sample.signature().field();
                    String signature = Objects.requireNonNull(sample.fields().get(field));

                    List<String> changed = changedSignatures(signature);
                    if (!sample.signature().required()) {
                        changed.remove(""); // a blank signature is none: an unsigned hint
                    }

                    assertThat(changed).hasSizeGreaterThanOrEqualTo(60).doesNotContain(signature);
                    for (String other : changed) {
                        assertThat(sample.verdict(with(sample.fields(), field, other)))
                                .as(other)
                                .isInstanceOf(Rejected.class);
                    }
                }));
    }

    private static Map<String, Map<String, String>> mutations(Sample sample, String field) {
        Map<String, Map<String, String>> mutations = new LinkedHashMap<>();
        String value = sample.fields().getOrDefault(field, "");
        mutations.put("with a character more", with(sample.fields(), field, value + "1"));
        mutations.put("with a blank behind", with(sample.fields(), field, value + " "));
        mutations.put("with a blank before", with(sample.fields(), field, " " + value));
        if (!value.isEmpty()) {
            char first = value.charAt(0) == '9' ? '8' : '9';
            mutations.put("with another first character", with(sample.fields(), field, first + value.substring(1)));
            mutations.put("emptied", with(sample.fields(), field, ""));
            Map<String, String> dropped = new LinkedHashMap<>(sample.fields());
            dropped.remove(field);
            mutations.put("dropped", dropped);
        }
        for (String other : sample.signed()) {
            String otherValue = sample.fields().getOrDefault(other, "");
            if (!otherValue.equals(value)) {
                mutations.put("swapped with " + other, with(with(sample.fields(), field, otherValue), other, value));
            }
        }
        return mutations;
    }

    private static Map<String, String> with(Map<String, String> fields, String field, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return changed;
    }

    private static List<String> changedSignatures(String signature) {
        List<String> changed = new ArrayList<>(List.of(
                "",
                " ",
                signature + " ",
                " " + signature,
                signature + "0",
                signature + "=",
                "0",
                signature + "\n",
                signature.substring(1),
                signature.substring(0, signature.length() - 1),
                signature + signature,
                signature.substring(0, 16),
                "null",
                "0x" + signature,
                "0".repeat(32),
                "0".repeat(signature.length())));
        int step = Math.max(1, signature.length() / 32);
        IntStream.range(0, signature.length())
                .filter(at -> at % step == 0)
                .limit(64)
                .forEach(at -> {
                    if (signature.charAt(at) != '=') {
                        changed.add(changedAt(signature, at, '1', '2'));
                        changed.add(changedAt(signature, at, 'g', '_'));
                    }
                });
        return changed;
    }

    private static String changedAt(String text, int at, char one, char other) {
        char next = text.charAt(at) == one ? other : one;
        return text.substring(0, at) + next + text.substring(at + 1);
    }

    private List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Map.Entry<String, Dialect> entry : dialects.entrySet()) {
            Path file = GOLDEN.resolve(entry.getKey() + ".json");
            if (Files.exists(file)) {
                for (JsonNode vector : JSON.readTree(Files.readString(file))) {
                    sample(entry.getValue(), vector, samples);
                }
            }
        }
        return samples;
    }

    private static void sample(Dialect dialect, JsonNode vector, List<Sample> samples) {
        MessageType type =
                MessageType.ofWireName(vector.path("message").asString()).orElseThrow();
        Inbound message = dialect.definition().inbound().get(type);
        boolean verifies = vector.path("expect").path("verdict").asString("").equals("VERIFIED");
        if (message == null || message.signature() == null || !verifies) {
            return;
        }
        Map<String, String> fields = fields(vector);
        if (fields.containsKey(message.signature().field())) {
            String name = dialect.name() + " " + type.wireName() + " "
                    + vector.path("name").asString();
            samples.add(new Sample(
                    name,
                    dialect,
                    account(dialect, vector.path("account")),
                    type,
                    vector.path("queried").asString(""),
                    fields,
                    message.signature()));
        }
    }

    private static GatewayAccount account(Dialect dialect, JsonNode account) {
        Map<String, String> credentials = new LinkedHashMap<>();
        dialect.credentialNames()
                .forEach(name -> credentials.put(name, account.path(name).asString()));
        AccountKey key =
                new AccountKey("k", Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, dialect.keyMaterial(credentials));
        return new GatewayAccount("a", dialect, account.path("merchant").asString(), null, List.of(key));
    }

    private static Map<String, String> fields(JsonNode vector) {
        Map<String, String> fields = new LinkedHashMap<>();
        String body = vector.path("body").asString();
        if (body.startsWith("{")) {
            JsonNode root = JSON.readTree(body);
            (root.has("data") ? root.get("data") : root)
                    .properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asString("")));
            return fields;
        }
        for (String pair : body.split("&", -1)) {
            int is = pair.indexOf('=');
            fields.put(decoded(pair.substring(0, is)), decoded(pair.substring(is + 1)));
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
