package io.quittance.gateways;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A merchant's account at a gateway, as verification needs it. */
public record GatewayAccount(
        String name,
        Dialect dialect,
        String merchant,
        @Nullable URI baseUrl,
        List<AccountKey> keys) {}
