package io.quittance.gateways;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's account at a gateway, as verification and signing need it.
 *
 * @param merchant the gateway's number for the merchant; a message must name it
 * @param baseUrl of the gateway, for requests and for pay URLs that are only a path; null where the account does not call out
 */
public record GatewayAccount(
        String name,
        Dialect dialect,
        String merchant,
        @Nullable URI baseUrl,
        List<AccountKey> keys) {

    public GatewayAccount {
        keys = List.copyOf(keys);
    }

    @Override
    public String toString() {
        return "GatewayAccount[" + name + ", " + dialect.name() + "]";
    }
}
