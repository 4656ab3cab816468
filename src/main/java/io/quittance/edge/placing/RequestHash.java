package io.quittance.edge.placing;

import io.quittance.config.Account;
import io.quittance.events.EventKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes what clients say, with a key that only holders of the settings have: who reads the topics cannot try account numbers. The key
 * comes from the account's oldest credentials, which stay in the settings when others follow them, so that every edge has it, and keeps it.
 */
final class RequestHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "quittance placing";

    private final SecretKeySpec key;

    private RequestHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The hash of that account. */
    static RequestHash of(Account account) {
        return new RequestHash(account.gateway().keys().getFirst().material().derived(PURPOSE));
    }

    /** The hash of a whole request, hex: equal for requests that say the same. Lengths keep names and values apart. */
    String ofRequest(EventKind kind, Map<String, String> said, boolean page) {
        Mac mac = mac();
        put(mac, kind.name());
        put(mac, page ? "page" : "call");
        new TreeMap<>(said).forEach((name, value) -> {
            put(mac, name);
            put(mac, value);
        });
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /** The hash of one value, hex. */
    String ofValue(String name, String value) {
        Mac mac = mac();
        put(mac, "value");
        put(mac, name);
        put(mac, value);
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private static void put(Mac mac, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        mac.update(bytes);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
