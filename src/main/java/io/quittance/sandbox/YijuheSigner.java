package io.quittance.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every field sorted by name, blanks and {@code sign} left out, {@code &key=} last; MD5 in upper case, and over those 32
 * characters RSASSA-PKCS1-v1_5 with SHA-256, base64 (gateways/README.md, yijuhe).
 */
record YijuheSigner(String md5Key, PrivateKey platformKey) implements GatewaySigner {

    @Override
    public String sign(Map<String, String> fields) {
        String digest = digest(md5Key, fields);
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(platformKey);
            rsa.update(digest.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(rsa.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the platform's key does not sign; delete the secrets of the demo's data", e);
        }
    }

    /** Whether that signature over those fields is the one of that key's owner. */
    static boolean verifies(String md5Key, PublicKey key, Map<String, String> fields, String signature) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(key);
            rsa.update(digest(md5Key, fields).getBytes(StandardCharsets.US_ASCII));
            return rsa.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String digest(String md5Key, Map<String, String> fields) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(fields).forEach((name, value) -> {
            if (!value.isEmpty() && !name.equals("sign")) {
                text.append(name).append('=').append(value).append('&');
            }
        });
        return Md5.upperHex(text.append("key=").append(md5Key).toString());
    }

    @Override
    public String toString() {
        return "YijuheSigner";
    }
}
