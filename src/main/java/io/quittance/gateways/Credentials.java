package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.CredentialKind;
import java.nio.charset.Charset;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Parses the credentials of a key once. Its errors name a credential, never a value. */
final class Credentials {
    private static final int MIN_RSA_BITS = 1024;

    private final Map<String, CredentialKind> kinds;
    private final Set<String> needed;
    private final Charset charset;

    /** {@code needed} are those without which nothing can be verified. */
    Credentials(Map<String, CredentialKind> kinds, Set<String> needed, Charset charset) {
        this.kinds = kinds;
        this.needed = needed;
        this.charset = charset;
    }

    KeyMaterial parse(Map<String, String> given) {
        List<String> faults = new ArrayList<>();
        Map<String, byte[]> secrets = new HashMap<>();
        Map<String, PublicKey> publicKeys = new HashMap<>();
        Map<String, PrivateKey> privateKeys = new HashMap<>();
        new TreeMap<>(given).forEach((name, value) -> {
            CredentialKind kind = kinds.get(name);
            if (kind == null) {
                faults.add(name + " is none of " + String.join(", ", new TreeMap<>(kinds).keySet()));
                return;
            }
            if (value.isBlank()) {
                faults.add(name + " is blank");
                return;
            }
            try {
                switch (kind) {
                    case SECRET -> secrets.put(name, value.getBytes(charset));
                    case RSA_PUBLIC_KEY -> publicKeys.put(name, publicKey(value));
                    case RSA_PRIVATE_KEY -> privateKeys.put(name, privateKey(value));
                }
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                faults.add(name + " is not an " + words(kind));
            }
        });
        needed.stream()
                .sorted()
                .filter(name -> !given.containsKey(name))
                .forEach(name -> faults.add(name + " is missing"));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new KeyMaterial(secrets, publicKeys, privateKeys);
    }

    private static String words(CredentialKind kind) {
        return switch (kind) {
            case SECRET -> "secret";
            case RSA_PUBLIC_KEY -> "RSA public key of at least 1024 bits: base64 of its X.509 DER form";
            case RSA_PRIVATE_KEY -> "RSA private key of at least 1024 bits: base64 of its PKCS#8 DER form";
        };
    }

    private static PublicKey publicKey(String text) throws GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der(text)));
        checkSize(key);
        return key;
    }

    private static PrivateKey privateKey(String text) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der(text)));
        checkSize(key);
        return key;
    }

    private static void checkSize(java.security.Key key) {
        if (!(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() < MIN_RSA_BITS) {
            throw new IllegalArgumentException("too short");
        }
    }

    /** The bytes of a key, with or without the header lines of a PEM file. */
    private static byte[] der(String text) {
        StringBuilder digits = new StringBuilder();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("-----"))
                .forEach(digits::append);
        return Base64.getDecoder().decode(digits.toString());
    }
}
