package io.quittance.gatewayclient;

import io.quittance.events.Transport;
import io.quittance.gateways.SignedRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a request goes, and what carries it there. */
record Address(URI uri, Transport transport) {
    /**
     * The path appended to the account's base URL (gateways/README.md, rule 14), or null where that is no address. No message of
     * this method's holds the query, since that holds a signature.
     */
    static @Nullable Address of(URI baseUrl, SignedRequest request) {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        try {
            URI uri = new URI(baseUrl + request.path() + query);
            return uri.getHost() == null ? null : new Address(uri, transport(uri));
        } catch (java.net.URISyntaxException e) {
            return null;
        }
    }

    private static Transport transport(URI uri) {
        if ("https".equals(uri.getScheme().toLowerCase(Locale.ROOT))) {
            return Transport.TLS;
        }
        return isLoopback(uri.getHost()) ? Transport.LOOPBACK : Transport.PLAIN;
    }

    /** By the name alone: what a name server says of a name is no proof. */
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                    .isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
