package io.quittance.gateways;

/** RSASSA-PKCS1-v1_5 with a hash, by its name in the JDK. */
public enum RsaWord {
    RSA_SHA1("SHA1withRSA"),
    RSA_SHA256("SHA256withRSA");

    private final String algorithm;

    RsaWord(String algorithm) {
        this.algorithm = algorithm;
    }

    /** The JDK's name of the algorithm. */
    public String algorithm() {
        return algorithm;
    }
}
