package io.quittance.app;

import io.quittance.gateways.AccountKey;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.DialectDefinition.Outbound;
import io.quittance.gateways.FieldFault;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RefusedRequest;
import io.quittance.gateways.SignedRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One vector of a request or page that we send. */
final class OutboundVector {
    private final Dialect dialect;
    private final MessageType type;
    private final GatewayAccount account;
    private final AccountKey key;

    OutboundVector(Dialect dialect, MessageType type, GatewayAccount account, AccountKey key) {
        this.dialect = dialect;
        this.type = type;
        this.account = account;
        this.key = key;
    }

    @Nullable String difference(JsonNode vector) {
        JsonNode expect = vector.path("expect");
        Map<String, String> fields = fields(expect.path("fields"));
        Set<String> refused = names(expect.path("refused"));
        return switch (dialect.sign(type, fields, account, key)) {
            case RefusedRequest request -> refusal(request, refused);
            case SignedRequest request when refused.isEmpty() -> signed(vector, fields, request);
            case SignedRequest request -> "expected to be refused for " + refused + ", but it was signed";
        };
    }

    private static @Nullable String refusal(RefusedRequest request, Set<String> expected) {
        Set<String> names = new TreeSet<>();
        request.faults().stream().map(FieldFault::field).forEach(names::add);
        return names.equals(expected)
                ? null
                : "expected to be refused for " + expected + ", was for " + request.faults();
    }

    private @Nullable String signed(JsonNode vector, Map<String, String> fields, SignedRequest request) {
        String canonical = vector.path("canonical").asString("");
        String computed = dialect.canonical(type, fields, key);
        if (!canonical.isEmpty() && !canonical.equals(computed)) {
            return GatewayVectors.textDifference("the canonical text", canonical, computed);
        }
        Map<String, String> wire = new LinkedHashMap<>(request.fields());
        String sign = wire.remove(signatureField());
        JsonNode expect = vector.path("expect");
        String difference = differs("method", text(vector, "method"), request.method());
        difference = difference == null ? differs("path", text(vector, "path"), request.path()) : difference;
        difference = difference == null
                ? differs("contentType", text(vector, "contentType"), request.contentType())
                : difference;
        difference = difference == null ? differs("fields", onWire(fields), wire) : difference;
        if (difference == null && expect.has("sign")) {
            difference = differs("sign", text(expect, "sign"), sign);
        }
        if (difference == null && expect.has("unsigned")) {
            difference = differs("unsigned", names(expect.path("unsigned")), unsigned(wire));
        }
        return difference;
    }

    private static @Nullable String differs(String what, @Nullable Object expected, @Nullable Object computed) {
        return Objects.equals(expected, computed) ? null : what + ": expected " + expected + ", computed " + computed;
    }

    private Outbound definition() {
        Outbound definition = dialect.definition().outbound().get(type);
        if (definition == null) {
            throw new IllegalArgumentException(dialect.name() + " has no " + type.wireName());
        }
        return definition;
    }

    private String signatureField() {
        return definition().signature() == null ? "" : definition().signature().field();
    }

    /** Blank fields do not travel where the document says so. */
    private Map<String, String> onWire(Map<String, String> fields) {
        Map<String, String> wire = new LinkedHashMap<>(fields);
        if (!definition().sendBlanks()) {
            wire.values().removeIf(String::isEmpty);
        }
        return wire;
    }

    private Set<String> unsigned(Map<String, String> wire) {
        Set<String> names = new TreeSet<>(wire.keySet());
        names.removeIf(name -> {
            var field = definition().fields().get(name);
            return field == null || !field.unsigned();
        });
        return names;
    }

    private static Map<String, String> fields(JsonNode node) {
        Map<String, String> fields = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        return fields;
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.forEach(name -> names.add(name.asString()));
        return names;
    }

    private static @Nullable String text(JsonNode vector, String name) {
        return vector.hasNonNull(name) ? vector.get(name).asString() : null;
    }
}
