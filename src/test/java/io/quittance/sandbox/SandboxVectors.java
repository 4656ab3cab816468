package io.quittance.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden requests, which were made from the documents by somebody else. */
final class SandboxVectors {
    private static final Path FOLDER =
            Path.of(System.getProperty("quittance.basedir", "."), "src", "test", "resources", "golden");

    private SandboxVectors() {}

    /** All vectors of a gateway. */
    static List<JsonNode> of(String gateway) {
        try {
            List<JsonNode> vectors = new ArrayList<>();
            new JsonMapper()
                    .readTree(Files.readString(FOLDER.resolve(gateway + ".json")))
                    .forEach(vectors::add);
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The vector of that message and name. */
    static JsonNode of(String gateway, String message, String name) {
        return of(gateway).stream()
                .filter(vector -> vector.get("message").asString().equals(message))
                .filter(vector -> vector.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The fields that go on the wire, the signature last. */
    static Map<String, String> fields(JsonNode vector) {
        Map<String, String> fields = new LinkedHashMap<>();
        JsonNode expected = vector.get("expect");
        expected.get("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        String signature = switch (vector.get("gateway").asString()) {
            case "jings" -> "key";
            case "juhe" -> "pay_md5sign";
            default -> "sign";
        };
        fields.put(signature, expected.has("sign") ? expected.get("sign").asString() : "0");
        return fields;
    }
}
