package io.quittance.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** MD5 of a text in UTF-8, as all five documents use it. */
final class Md5 {
    private Md5() {}

    /** 32 hex digits in lower case. */
    static String lowerHex(String text) {
        return HexFormat.of().formatHex(digest(text));
    }

    /** 32 hex digits in upper case. */
    static String upperHex(String text) {
        return HexFormat.of().withUpperCase().formatHex(digest(text));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5, which every Java must have", e);
        }
    }
}
