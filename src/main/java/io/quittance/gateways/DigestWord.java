package io.quittance.gateways;

/** A digest of the vocabulary, by its name in the JDK. */
public enum DigestWord {
    NONE("", false),
    MD5("MD5", false),
    SHA1("SHA-1", false),
    SHA256("SHA-256", false),
    SHA512("SHA-512", false),
    HMAC_MD5("HmacMD5", true),
    HMAC_SHA1("HmacSHA1", true),
    HMAC_SHA256("HmacSHA256", true),
    HMAC_SHA512("HmacSHA512", true);

    private final String algorithm;
    private final boolean keyed;

    DigestWord(String algorithm, boolean keyed) {
        this.algorithm = algorithm;
        this.keyed = keyed;
    }

    /** The JDK's name of the algorithm; blank for none. */
    public String algorithm() {
        return algorithm;
    }

    /** Whether the secret is the key of the digest (HMAC). */
    public boolean keyed() {
        return keyed;
    }
}
