package io.quittance.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The demo's five accounts, one at each gateway, with credentials that are made once per data folder and kept in it. Both
 * sides take them from here: the settings by reference to the files, the imitated gateways for signing. Never printed.
 */
public final class DemoAccounts {
    private static final String FOLDER = "secrets";
    private static final String TOKEN = "demo-token";
    private static final String MD5_KEY = "yi-main-md5-key";
    private static final String PLATFORM_PUBLIC = "yi-main-platform-public-key";
    private static final String PLATFORM_PRIVATE = "yi-main-platform-private-key";
    private static final String MERCHANT_PRIVATE = "yi-main-merchant-private-key";
    private static final String SETTINGS = """
            tokens:
              - {name: demo, token: "${file:secrets/demo-token}", scopes: [read]}
            accounts:
              yi-main:
                gateway: yijuhe
                merchant: "20000"
                keys:
                  - id: k1
                    md5Key: "${file:secrets/yi-main-md5-key}"
                    platformPublicKey: "${file:secrets/yi-main-platform-public-key}"
                    merchantPrivateKey: "${file:secrets/yi-main-merchant-private-key}"
              jings-main:
                gateway: jings
                merchant: "10000001400000"
                keys: [{id: k1, token: "${file:secrets/jings-main-secret}"}]
              zonghe-main:
                gateway: zonghe
                merchant: "gpu10000000"
                keys: [{id: k1, secret: "${file:secrets/zonghe-main-secret}"}]
              juhe-main:
                gateway: juhe
                merchant: "10023"
                keys: [{id: k1, key: "${file:secrets/juhe-main-secret}"}]
              lianhe-main:
                gateway: lianhe
                merchant: "ak_8cd572bc9d"
                keys: [{id: k1, key: "${file:secrets/lianhe-main-secret}"}]
            """;

    private final Path tokenFile;
    private final String token;
    private final Map<Gateway, Credentials> honest = new EnumMap<>(Gateway.class);
    private final Map<Gateway, Credentials> forged = new EnumMap<>(Gateway.class);

    private DemoAccounts(SecretStore secrets) throws IOException {
        SecureRandom random = new SecureRandom();
        this.tokenFile = secrets.file(TOKEN);
        this.token = secrets.get(TOKEN, () -> hex(random));
        makeRsaKeys(secrets);
        PrivateKey platform = privateKey(secrets, PLATFORM_PRIVATE);
        PrivateKey merchant = privateKey(secrets, MERCHANT_PRIVATE);
        String md5Key = secrets.get(MD5_KEY, () -> hex(random));
        honest.put(Gateway.YIJUHE, new Credentials("20000", md5Key, platform));
        // The sharpest forgery of yijuhe: all is right but that the merchant's own key has signed.
        forged.put(Gateway.YIJUHE, new Credentials("20000", md5Key, merchant));
        put(Gateway.JINGS, "10000001400000", secrets, random);
        put(Gateway.ZONGHE, "gpu10000000", secrets, random);
        put(Gateway.JUHE, "10023", secrets, random);
        put(Gateway.LIANHE, "ak_8cd572bc9d", secrets, random);
    }

    /** The accounts of that data folder; a second start gets the credentials that the first one made. */
    public static DemoAccounts open(Path data) throws IOException {
        return new DemoAccounts(new SecretStore(data.resolve(FOLDER)));
    }

    /**
     * The sections {@code tokens} and {@code accounts} of {@code quittance.yaml}; the secrets are references to files
     * relative to the data folder, which so must be the folder of the settings.
     */
    public String settings() {
        return SETTINGS;
    }

    /** The bearer token that may read everything. */
    public String token() {
        return token;
    }

    /** The file that holds the token and nothing else, for command lines that shall not show it. */
    public Path tokenFile() {
        return tokenFile;
    }

    /** What signs and forges the callbacks of these accounts. */
    CallbackWriter writer() {
        return new CallbackWriter(forms(honest), forms(forged));
    }

    @Override
    public String toString() {
        return "DemoAccounts" + honest.keySet();
    }

    private void put(Gateway gateway, String merchant, SecretStore secrets, SecureRandom random) throws IOException {
        String secret = secrets.get(gateway.account() + "-secret", () -> hex(random));
        honest.put(gateway, new Credentials(merchant, secret, null));
        forged.put(gateway, new Credentials(merchant, secret + "0", null));
    }

    private static Map<Gateway, CallbackForms> forms(Map<Gateway, Credentials> credentials) {
        Map<Gateway, CallbackForms> forms = new EnumMap<>(Gateway.class);
        credentials.forEach((gateway, keys) -> forms.put(gateway, new CallbackForms(gateway, keys)));
        return forms;
    }

    private static void makeRsaKeys(SecretStore secrets) throws IOException {
        if (!secrets.has(MERCHANT_PRIVATE)) {
            KeyPair merchant = RsaKeys.pair(RsaKeys.USUAL_BITS);
            secrets.put(MERCHANT_PRIVATE, base64(merchant.getPrivate().getEncoded()));
        }
        // The public key goes last: while it is missing, the private one may be of a start that died in between.
        if (!secrets.has(PLATFORM_PUBLIC)) {
            KeyPair platform = RsaKeys.pair(RsaKeys.USUAL_BITS);
            secrets.put(PLATFORM_PRIVATE, base64(platform.getPrivate().getEncoded()));
            secrets.put(PLATFORM_PUBLIC, base64(platform.getPublic().getEncoded()));
        }
    }

    private static PrivateKey privateKey(SecretStore secrets, String name) throws IOException {
        try {
            byte[] der = Base64.getDecoder().decode(secrets.read(name));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(secrets.file(name) + " is no RSA key any more; begin with an empty data folder", e);
        }
    }

    private static String base64(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }

    private static String hex(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
