package io.quittance.gateways;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Mac;

/** One digest, one MAC and one RSA engine of each kind per thread, made when first needed and used again. */
final class CryptoEngines {
    private static final ThreadLocal<CryptoEngines> OF_THREAD = ThreadLocal.withInitial(CryptoEngines::new);

    private final Map<DigestWord, MessageDigest> digests = new EnumMap<>(DigestWord.class);
    private final Map<DigestWord, Mac> macs = new EnumMap<>(DigestWord.class);
    private final Map<RsaWord, Signature> signatures = new EnumMap<>(RsaWord.class);

    private final SignaturePlan.TextBuffer buffer = new SignaturePlan.TextBuffer();

    private CryptoEngines() {}

    static CryptoEngines ofThread() {
        return OF_THREAD.get();
    }

    /** One buffer for canonical texts, emptied: a digest takes one long piece faster than many short ones. */
    SignaturePlan.TextBuffer buffer() {
        buffer.clear();
        return buffer;
    }

    MessageDigest digest(DigestWord word) {
        MessageDigest known = digests.get(word);
        if (known != null) {
            known.reset();
            return known;
        }
        try {
            MessageDigest made = MessageDigest.getInstance(word.algorithm());
            digests.put(word, made);
            return made;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK has no digest " + word, e);
        }
    }

    Mac mac(DigestWord word, byte[] key) {
        try {
            Mac mac = macs.get(word);
            if (mac == null) {
                mac = Mac.getInstance(word.algorithm());
                macs.put(word, mac);
            }
            mac.init(new javax.crypto.spec.SecretKeySpec(key, word.algorithm()));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("The JDK has no MAC " + word, e);
        }
    }

    Signature signature(RsaWord word) {
        Signature known = signatures.get(word);
        if (known != null) {
            return known;
        }
        try {
            Signature made = Signature.getInstance(word.algorithm());
            signatures.put(word, made);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no signature " + word, e);
        }
    }
}
