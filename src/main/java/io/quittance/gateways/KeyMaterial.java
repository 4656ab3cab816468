package io.quittance.gateways;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The parsed credentials of one key of an account; {@link Dialect#keyMaterial} makes them, once. Shows nothing of them. */
public final class KeyMaterial {
    private static final String DERIVATION = "HmacSHA256";

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

    /**
     * A key of 32 bytes for a purpose of our own: the same wherever these credentials are, and telling nothing of them.
     *
     * @throws IllegalStateException where there is no secret among them
     */
    public byte[] derived(String purpose) {
        Map<String, byte[]> parts = new TreeMap<>(secrets);
        privateKeys.forEach((name, key) -> parts.put(name, key.getEncoded()));
        if (parts.isEmpty()) {
            throw new IllegalStateException("a key is derived from secrets, and there is none");
        }
        byte[] derived = purpose.getBytes(StandardCharsets.UTF_8);
        for (byte[] part : parts.values()) {
            derived = hmac(part, derived);
        }
        return derived;
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(DERIVATION);
            mac.init(new SecretKeySpec(key, DERIVATION));
            return mac.doFinal(text);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + DERIVATION, e);
        }
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
