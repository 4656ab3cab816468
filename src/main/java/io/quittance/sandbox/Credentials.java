package io.quittance.sandbox;

import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway signs an account's callbacks with.
 *
 * @param merchant the merchant id at the gateway
 * @param secret the shared secret: MD5 key, token, secret or key, as its document calls it
 * @param platformKey yijuhe's private key of the platform; null for the others
 */
record Credentials(String merchant, String secret, @Nullable PrivateKey platformKey) {

    @Override
    public String toString() {
        return "Credentials[merchant=" + merchant + "]";
    }
}
