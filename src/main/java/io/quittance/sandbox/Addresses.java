package io.quittance.sandbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The addresses that merchants give. */
final class Addresses {
    private Addresses() {}

    /** An http or https address with a host; empty where it is none. */
    static Optional<URI> http(String text) {
        try {
            URI url = new URI(text);
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
