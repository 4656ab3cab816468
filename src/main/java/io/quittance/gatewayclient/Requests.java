package io.quittance.gatewayclient;

import io.quittance.config.Account;
import io.quittance.gateways.AccountKey;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.DialectDefinition.Outbound;
import io.quittance.gateways.DialectDefinition.RequestField;
import io.quittance.gateways.DialectDefinition.RequestRole;
import io.quittance.gateways.FieldFault;
import io.quittance.gateways.Kind;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RefusedRequest;
import io.quittance.gateways.Signing;
import java.net.URI;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests to gateways: our meanings and what we know of the account put under the gateway's names, signed with the account's
 * key in force. Thread-safe.
 */
public final class Requests {
    private static final String NONCE_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int USUAL_NONCE_LENGTH = 32;

    private final @Nullable URI publicUrl;
    private final SecureRandom random = new SecureRandom();

    /** {@code publicUrl} is how gateways and browsers reach us; null where nobody said, then no request can name it. */
    public Requests(@Nullable URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Whether the account's gateway takes that request at that time. */
    public static boolean offers(Account account, MessageType type, long now) {
        return account.gateway().dialect().at(now).definition().outbound().containsKey(type);
    }

    /**
     * Checks and signs a request. Merchant, notify and return URL, nonce and time are filled in where the caller gives none.
     *
     * @param ours what the request says, by our meanings
     * @param named what it says by the gateway's own names; counts before {@code ours}
     * @param now epoch milliseconds; the dialect and the key in force then are used
     * @return the request, or all the faults for which it must not go out
     * @throws IllegalArgumentException where the gateway has no such request, see {@link #offers}
     */
    public Signing make(
            Account account, MessageType type, Map<RequestRole, String> ours, Map<String, String> named, long now) {
        Dialect dialect = account.gateway().dialect().at(now);
        Outbound outbound = dialect.definition().outbound().get(type);
        if (outbound == null) {
            throw new IllegalArgumentException(dialect.name() + " has no " + type.wireName());
        }
        AccountKey key = keyInForce(account, now);
        if (key == null) {
            return new RefusedRequest(List.of(
                    new FieldFault(signatureField(outbound), "cannot be made: no key of the account is valid now")));
        }
        Map<String, String> fields = dialect.compose(
                type, meanings(account, type.kind(), ours), momentary(dialect, outbound, ours, named, now));
        return dialect.sign(type, fields, account.gateway(), key);
    }

    /** The value under which a signed request of the account's gateway sent its time; null where it sends none. */
    public static @Nullable String timeSent(Account account, MessageType type, Map<String, String> sent, long now) {
        Outbound outbound =
                account.gateway().dialect().at(now).definition().outbound().get(type);
        if (outbound == null) {
            return null;
        }
        for (Map.Entry<String, RequestField> field : outbound.fields().entrySet()) {
            if (field.getValue().role() == RequestRole.TIME) {
                return sent.get(field.getKey());
            }
        }
        return null;
    }

    private Map<RequestRole, String> meanings(Account account, Kind kind, Map<RequestRole, String> ours) {
        Map<RequestRole, String> meanings = new EnumMap<>(RequestRole.class);
        meanings.put(RequestRole.MERCHANT, account.gateway().merchant());
        if (publicUrl != null) {
            String word = switch (kind) {
                case PAYMENT, BALANCE -> "payment";
                case PAYOUT -> "payout";
            };
            meanings.put(RequestRole.NOTIFY_URL, publicUrl + "/callbacks/" + account.name() + "/" + word);
            meanings.put(RequestRole.RETURN_URL, publicUrl + "/returns/" + account.name());
        }
        meanings.putAll(ours);
        return meanings;
    }

    /** What the caller gave by name, and the nonces and times of this moment, each as its own field wants it. */
    private Map<String, String> momentary(
            Dialect dialect, Outbound outbound, Map<RequestRole, String> ours, Map<String, String> named, long now) {
        Map<String, String> values = new LinkedHashMap<>(named);
        outbound.fields().forEach((name, field) -> {
            if (ours.containsKey(field.role())) {
                return;
            }
            if (field.role() == RequestRole.NONCE) {
                values.putIfAbsent(name, nonce(field));
            } else if (field.role() == RequestRole.TIME) {
                values.putIfAbsent(name, dialect.timeText(field, now));
            }
        });
        return values;
    }

    private String nonce(RequestField field) {
        int length = field.length() > 0 ? field.length() : USUAL_NONCE_LENGTH;
        int shorter = field.maxChars() > 0 ? Math.min(length, field.maxChars()) : length;
        StringBuilder nonce = new StringBuilder(shorter);
        for (int i = 0; i < shorter; i++) {
            nonce.append(NONCE_DIGITS.charAt(random.nextInt(NONCE_DIGITS.length())));
        }
        return nonce.toString();
    }

    /** The newest of the keys that count now: while an old one and a new one both do, the new one signs. */
    private static @Nullable AccountKey keyInForce(Account account, long now) {
        AccountKey newest = null;
        for (AccountKey key : account.gateway().keys()) {
            if (key.counts(now, now) && (newest == null || key.validFrom() >= newest.validFrom())) {
                newest = key;
            }
        }
        return newest;
    }

    private static String signatureField(Outbound outbound) {
        return outbound.signature() == null ? "key" : outbound.signature().field();
    }
}
