package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.DigestText;
import io.quittance.gateways.DialectDefinition.Recipe;
import io.quittance.gateways.DialectDefinition.Rsa;
import io.quittance.gateways.DialectDefinition.RsaOver;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** How the signature of one message is checked and made: its recipe over its fields. */
final class SignaturePlan {
    private static final byte[] NO_SECRET = new byte[0];

    private final Recipe recipe;
    private final SignedText text;
    private final int slot;
    private final boolean all;
    private final boolean required;

    /** {@code slot} is the field of the signature. */
    SignaturePlan(Recipe recipe, SignedText text, int slot, boolean all, boolean required) {
        this.recipe = recipe;
        this.text = text;
        this.slot = slot;
        this.all = all;
        this.required = required;
    }

    int slot() {
        return slot;
    }

    boolean all() {
        return all;
    }

    boolean required() {
        return required;
    }

    SignedText text() {
        return text;
    }

    /** Writes the canonical text; {@code pairs} are the sorted ones where all names are signed. */
    void write(Fields fields, int[] pairs, KeyMaterial keys, TextSink out) {
        byte[] secret = secretText(keys);
        if (all) {
            text.writeAll(fields, pairs, secret, out);
        } else {
            text.write(fields, secret, out);
        }
    }

    /** The received signature as bytes, or null where it is not written as the recipe says. */
    byte @Nullable [] received(Fields fields) {
        int pair = fields.pair(slot);
        int start = fields.valueStart(pair);
        int end = fields.valueEnd(pair);
        if (recipe.rsa() != null || recipe.written() == DigestText.BASE64) {
            return SignatureText.parseBase64(fields.text(), start, end);
        }
        return SignatureText.parseHex(fields.text(), start, end);
    }

    /** Whether the signature is that key's over these fields. */
    boolean verifies(Fields fields, int[] pairs, byte[] received, KeyMaterial keys) {
        Rsa rsa = recipe.rsa();
        if (rsa == null) {
            return MessageDigest.isEqual(digest(fields, pairs, keys), received);
        }
        PublicKey key = rsa.publicKey() == null ? null : keys.publicKey(rsa.publicKey());
        if (key == null) {
            return false;
        }
        Signature engine = CryptoEngines.ofThread().signature(rsa.algorithm());
        try {
            engine.initVerify(key);
            feed(engine, rsa, fields, pairs, keys);
            return engine.verify(received);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        }
    }

    /** The signature as it goes on the wire. */
    String sign(Fields fields, int[] pairs, KeyMaterial keys) {
        Rsa rsa = recipe.rsa();
        if (rsa == null) {
            return ascii(written(digest(fields, pairs, keys)));
        }
        PrivateKey key = rsa.privateKey() == null ? null : keys.privateKey(rsa.privateKey());
        if (key == null) {
            throw new IllegalStateException("checked before: the key has a " + rsa.privateKey());
        }
        Signature engine = CryptoEngines.ofThread().signature(rsa.algorithm());
        try {
            engine.initSign(key);
            feed(engine, rsa, fields, pairs, keys);
            return Base64.getEncoder().encodeToString(engine.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The private key " + rsa.privateKey() + " cannot sign", e);
        }
    }

    /** The credential that signing needs and this key does not have, or null. */
    @Nullable String missingForSigning(KeyMaterial keys) {
        Rsa rsa = recipe.rsa();
        if (rsa != null && (rsa.privateKey() == null || !keys.has(rsa.privateKey()))) {
            return rsa.privateKey() == null ? "private key" : rsa.privateKey();
        }
        return null;
    }

    private void feed(Signature engine, Rsa rsa, Fields fields, int[] pairs, KeyMaterial keys)
            throws SignatureException {
        if (rsa.over() == RsaOver.DIGEST) {
            engine.update(written(digest(fields, pairs, keys)));
            return;
        }
        TextBuffer buffer = new TextBuffer();
        write(fields, pairs, keys, buffer);
        engine.update(buffer.bytes());
    }

    private byte[] digest(Fields fields, int[] pairs, KeyMaterial keys) {
        if (recipe.digest().keyed()) {
            byte[] key = recipe.hmacKey() == null ? NO_SECRET : secret(keys, recipe.hmacKey());
            Mac mac = CryptoEngines.ofThread().mac(recipe.digest(), key);
            write(fields, pairs, keys, mac::update);
            return mac.doFinal();
        }
        CryptoEngines engines = CryptoEngines.ofThread();
        TextBuffer buffer = engines.buffer();
        write(fields, pairs, keys, buffer);
        return buffer.digest(engines.digest(recipe.digest()));
    }

    private byte[] written(byte[] digest) {
        return switch (recipe.written()) {
            case HEX_UPPER -> SignatureText.upperHex(digest);
            case HEX_LOWER -> SignatureText.lowerHex(digest);
            case BASE64 -> Base64.getEncoder().encode(digest);
        };
    }

    private byte[] secretText(KeyMaterial keys) {
        DialectDefinition.Secret secret = recipe.secret();
        return secret == null ? NO_SECRET : secret(keys, secret.credential());
    }

    private static byte[] secret(KeyMaterial keys, String credential) {
        byte[] secret = keys.secret(credential);
        if (secret == null) {
            throw new IllegalStateException("checked before: the key has a " + credential);
        }
        return secret;
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** Collects the text where bytes are needed at once. */
    static final class TextBuffer implements TextSink {
        private byte[] bytes = new byte[256];
        private int length;

        @Override
        public void write(byte[] source, int offset, int count) {
            if (length + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * (length + count));
            }
            System.arraycopy(source, offset, bytes, length, count);
            length += count;
        }

        void clear() {
            length = 0;
        }

        byte[] digest(MessageDigest digest) {
            digest.update(bytes, 0, length);
            return digest.digest();
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, length);
        }

        String toString(Charset charset) {
            return new String(bytes, 0, length, charset);
        }
    }
}
