package io.quittance.gatewayclient;

import io.quittance.config.Account;
import io.quittance.config.InvalidSettings;
import io.quittance.config.SettingsFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Accounts as the settings make them. */
final class Accounts {
    private Accounts() {}

    /** An account named {@code main} of these lines. */
    static Account of(String lines) {
        return of("main", lines);
    }

    /** An account of that name and these lines. */
    static Account of(String name, String lines) {
        String yaml = """
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "localhost:9092"}
                registry: {url: "http://localhost:8081"}
                accounts:
                  %s:
                """.formatted(name) + lines.indent(4);
        try {
            return Objects.requireNonNull(
                    SettingsFile.parse(yaml, Path.of(""), Map.of()).accounts().get(name));
        } catch (InvalidSettings e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** One whose gateway is at that address. */
    static Account at(String baseUrl) {
        return of("""
                gateway: jings
                merchant: "10000001400000"
                baseUrl: "%s"
                keys: [{id: k1, token: 10665CF54E90822951FE80330E9CF715}]
                """.formatted(baseUrl));
    }
}
