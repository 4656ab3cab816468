package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.config.AckRule;
import io.quittance.config.DialectFiles;
import io.quittance.config.Policy;
import io.quittance.gateways.AccountKey;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.MessageType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The golden vectors as messages of accounts that have their credentials. */
record Golden(JsonNode json) {
    static final List<String> GATEWAYS = List.of("yijuhe", "jings", "zonghe", "juhe", "lianhe");
    private static final Map<String, Dialect> DIALECTS = DialectFiles.load(null);

    /** All inbound vectors of a gateway. */
    static List<Golden> inbound(String gateway) {
        List<Golden> vectors = new ArrayList<>();
        try (InputStream file = Golden.class.getResourceAsStream("/golden/" + gateway + ".json")) {
            new ObjectMapper().readTree(Objects.requireNonNull(file)).forEach(json -> vectors.add(new Golden(json)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        vectors.removeIf(vector -> !vector.type().inbound());
        return vectors;
    }

    static Golden of(String gateway, MessageType type, String name) {
        return inbound(gateway).stream()
                .filter(vector -> vector.type() == type && vector.text("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    String gateway() {
        return text("gateway");
    }

    MessageType type() {
        return MessageType.ofWireName(text("message")).orElseThrow();
    }

    String body() {
        return text("body");
    }

    @Nullable String contentType() {
        return optional(json, "contentType");
    }

    @Nullable String queried() {
        return optional(json, "queried");
    }

    @Nullable String expected(String name) {
        return optional(json.path("expect"), name);
    }

    /** The same with a gateway to call there, and a key that always counts. */
    Account calling(URI gateway, String name, Policy policy) {
        return account(gateway, name, policy, Rig.ALWAYS);
    }

    /** An account of that name with the vector's merchant and credentials, whose one key counts from then on; it calls nobody. */
    Account account(String name, Policy policy, long keyAddedAt) {
        return account(null, name, policy, keyAddedAt);
    }

    private Account account(@Nullable URI gateway, String name, Policy policy, long keyAddedAt) {
        Map<String, String> credentials = new HashMap<>();
        json.path("account")
                .properties()
                .forEach(entry ->
                        credentials.put(entry.getKey(), entry.getValue().asString()));
        String merchant = Objects.requireNonNull(credentials.remove("merchant"));
        credentials.remove("baseUrl");
        Dialect dialect = Objects.requireNonNull(DIALECTS.get(gateway()));
        AccountKey key =
                new AccountKey("k1", Long.MIN_VALUE, Long.MAX_VALUE, keyAddedAt, dialect.keyMaterial(credentials));
        return new Account(
                new GatewayAccount(name, dialect, merchant, gateway, List.of(key)),
                null,
                List.of(policy),
                AckRule.VERIFIED,
                List.of());
    }

    private String text(String name) {
        return json.path(name).asString();
    }

    private static @Nullable String optional(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    @Override
    public String toString() {
        return gateway() + " " + text("message") + " " + text("name");
    }
}
