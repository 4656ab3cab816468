package io.quittance.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The golden callbacks of all five gateways, each addressed to an account with the vector's credentials. */
final class GoldenCallbacks {
    private static final List<String> GATEWAYS = List.of("yijuhe", "jings", "zonghe", "juhe", "lianhe");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<JsonNode, String> accounts = new LinkedHashMap<>();
    private final List<Golden> callbacks = new ArrayList<>();

    /** One callback: where it is sent, what is sent, what must come of it. */
    record Golden(
            String name,
            String path,
            String contentType,
            String body,
            boolean verified,
            @Nullable String reason,
            @Nullable String ack) {}

    private GoldenCallbacks() {}

    static GoldenCallbacks read() throws IOException {
        GoldenCallbacks golden = new GoldenCallbacks();
        for (String gateway : GATEWAYS) {
            try (InputStream file = GoldenCallbacks.class.getResourceAsStream("/golden/" + gateway + ".json")) {
                JSON.readTree(file).forEach(vector -> golden.add(gateway, vector));
            }
        }
        return golden;
    }

    private void add(String gateway, JsonNode vector) {
        String message = vector.path("message").asString();
        if (!message.endsWith("-callback")) {
            return;
        }
        JsonNode account = vector.path("account");
        String name = accounts.computeIfAbsent(account, ignored -> gateway + "-" + accounts.size());
        JsonNode expect = vector.path("expect");
        callbacks.add(new Golden(
                gateway + " " + vector.path("name").asString(),
                "/callbacks/" + name + "/" + message.substring(0, message.indexOf('-')),
                vector.path("contentType").asString(),
                vector.path("body").asString(),
                expect.path("verdict").asString().equals("VERIFIED"),
                expect.path("reason").asString(null),
                expect.path("ack").asString(null)));
    }

    List<Golden> callbacks() {
        return List.copyOf(callbacks);
    }

    /** The section {@code accounts} of the settings, in JSON, which is YAML too. */
    String accountsSection() {
        Map<String, Object> section = new LinkedHashMap<>();
        accounts.forEach((account, name) -> {
            Map<String, Object> key = new LinkedHashMap<>(Map.of("id", "k1"));
            account.propertyNames().forEach(field -> {
                if (!field.equals("merchant") && !field.equals("baseUrl")) {
                    key.put(field, account.path(field).asString());
                }
            });
            String gateway = name.substring(0, name.indexOf('-'));
            section.put(
                    name,
                    Map.of(
                            "gateway",
                            gateway,
                            "merchant",
                            account.path("merchant").asString(),
                            "keys",
                            List.of(key)));
        });
        return JSON.writeValueAsString(section);
    }
}
