package io.quittance.app;

import io.quittance.gateways.AccountKey;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.DialectDefinition.CredentialKind;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.MessageType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the golden vectors of a gateway (gateways/README.md, "Golden vectors") against its dialect. */
public final class GatewayVectors {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Dialect dialect;

    public GatewayVectors(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * What became of one vector.
     *
     * @param difference the first one between what is expected and what came out, secrets masked; null where there is none
     */
    public record Result(
            String message, String name, @Nullable String difference) {
        /** Whether everything that the vector expects came out. */
        public boolean passed() {
            return difference == null;
        }
    }

    /** Runs every case of a file, in its order; throws {@link IllegalArgumentException} where the file is no vectors. */
    public List<Result> run(Path file) {
        List<Result> results = new ArrayList<>();
        for (JsonNode vector : cases(file)) {
            String message = vector.path("message").asString("");
            String name = vector.path("name").asString("");
            results.add(new Result(message, name, difference(message, vector)));
        }
        return results;
    }

    /** Runs one case and gives the first difference, or null. */
    @Nullable String difference(String message, JsonNode vector) {
        MessageType type = MessageType.ofWireName(message).orElse(null);
        if (type == null) {
            return "there is no message " + message;
        }
        if (!dialect.messages().contains(type)) {
            return dialect.name() + " has no " + message;
        }
        try {
            AccountKey key = key(vector.path("account"), type);
            GatewayAccount account = account(vector.path("account"), key);
            String difference = type.inbound()
                    ? new InboundVector(dialect, type, account, key).difference(vector)
                    : new OutboundVector(dialect, type, account, key).difference(vector);
            return difference == null ? null : masked(difference, vector.path("account"));
        } catch (IllegalArgumentException e) {
            return "account: " + e.getMessage();
        }
    }

    private static List<JsonNode> cases(Path file) {
        try {
            JsonNode root = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
            if (!root.isArray()) {
                throw new IllegalArgumentException(file + " is not a list of vectors");
            }
            List<JsonNode> cases = new ArrayList<>();
            root.forEach(cases::add);
            return cases;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AccountKey key(JsonNode account, MessageType type) {
        Map<String, String> credentials = new LinkedHashMap<>();
        for (String name : dialect.definition().credentials().keySet()) {
            if (account.hasNonNull(name)) {
                credentials.put(name, account.get(name).asString());
            }
        }
        return new AccountKey(
                "vector", Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, dialect.keyMaterial(credentials, type));
    }

    private GatewayAccount account(JsonNode account, AccountKey key) {
        URI baseUrl = account.hasNonNull("baseUrl")
                ? URI.create(account.get("baseUrl").asString())
                : null;
        return new GatewayAccount("vectors", dialect, account.path("merchant").asString(""), baseUrl, List.of(key));
    }

    private String masked(String text, JsonNode account) {
        String masked = text;
        for (Map.Entry<String, CredentialKind> credential :
                dialect.definition().credentials().entrySet()) {
            String value = account.path(credential.getKey()).asString("");
            if (!value.isEmpty()) {
                masked = masked.replace(value, "***");
            }
        }
        return masked;
    }

    /** Says where two texts begin to differ, with what stands around that place. */
    static String textDifference(String what, String expected, String computed) {
        int at = 0;
        while (at < expected.length() && at < computed.length() && expected.charAt(at) == computed.charAt(at)) {
            at++;
        }
        return what + " differs at character " + (at + 1) + ": expected \"" + expected + "\", computed \"" + computed
                + "\"";
    }
}
