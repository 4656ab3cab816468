package io.quittance.sandbox;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** RSA keys of 1024 or 2048 bits, as yijuhe uses them. */
final class RsaKeys {
    /** The length that people should use. */
    static final int USUAL_BITS = 2048;

    /** The length of the document's own example, made ten times faster. */
    static final int SHORT_BITS = 1024;

    private RsaKeys() {}

    /** A new pair of that length. */
    static KeyPair pair(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no RSA keys, which every Java must", e);
        }
    }
}
