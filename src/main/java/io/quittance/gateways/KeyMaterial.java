package io.quittance.gateways;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parsed credentials of one key of an account; {@link Dialect#keyMaterial} makes them, once. Shows nothing of them. */
public final class KeyMaterial {
    private final Map<String, byte[]> secrets;
    private final Map<String, PublicKey> publicKeys;
    private final Map<String, PrivateKey> privateKeys;

    KeyMaterial(Map<String, byte[]> secrets, Map<String, PublicKey> publicKeys, Map<String, PrivateKey> privateKeys) {
        this.secrets = Map.copyOf(secrets);
        this.publicKeys = Map.copyOf(publicKeys);
        this.privateKeys = Map.copyOf(privateKeys);
    }

    byte @Nullable [] secret(String credential) {
        return secrets.get(credential);
    }

    @Nullable PublicKey publicKey(String credential) {
        return publicKeys.get(credential);
    }

    @Nullable PrivateKey privateKey(String credential) {
        return privateKeys.get(credential);
    }

    boolean has(String credential) {
        return secrets.containsKey(credential)
                || publicKeys.containsKey(credential)
                || privateKeys.containsKey(credential);
    }

    @Override
    public String toString() {
        return "KeyMaterial[***]";
    }
}
