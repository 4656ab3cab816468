package io.quittance.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** What {@code quittance.example.yaml} refers to: an environment, and a folder with secrets of its own. */
public final class ExampleSettings {
    /** Stands in every secret text, so that a test can look for it where no secret may be. */
    public static final String CANARY = "canary";

    private static final KeyPair KEYS = keys();

    private ExampleSettings() {}

    /** The file at the top level of the repository. */
    public static Path file() {
        return Path.of(System.getProperty("quittance.basedir", "."), "quittance.example.yaml");
    }

    /** Every environment variable that the example names. */
    public static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUITTANCE_INSTANCE", "quittance-1");
        for (String name : new String[] {
            "KAFKA_PASSWORD",
            "REGISTRY_PASSWORD",
            "QUITTANCE_PEER_SECRET",
            "SHOP_TOKEN",
            "YI_MD5_KEY",
            "JINGS_TOKEN",
            "ZONGHE_SECRET_OLD",
            "ZONGHE_SECRET_NEW",
            "JUHE_KEY",
            "LIANHE_KEY"
        }) {
            environment.put(name, CANARY + "-" + name);
        }
        return environment;
    }

    /** Makes every file that the example names, under that folder. */
    public static void writeSecrets(Path folder) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("operations-token"), CANARY + "-operations\n");
        Files.writeString(secrets.resolve("shop-webhook"), CANARY + "-webhook\n");
        Files.writeString(secrets.resolve("yi-platform-public-key"), publicKey() + "\n");
        Files.writeString(secrets.resolve("yi-merchant-private-key"), privateKey() + "\n");
    }

    /** A public key as gateways give it: base64 of X.509 DER. */
    public static String publicKey() {
        return Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
    }

    /** A private key as merchants keep it: base64 of PKCS#8 DER. */
    public static String privateKey() {
        return Base64.getEncoder().encodeToString(KEYS.getPrivate().getEncoded());
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
