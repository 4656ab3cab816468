package io.quittance.app;

import io.quittance.config.Account;
import io.quittance.config.Settings;
import io.quittance.events.Outcome;
import io.quittance.gateways.AccountKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which keys have verified something, and when: a rebuild needs them again, so settings must not lose them (DESIGN section
 * 5, belief).
 */
final class KeyUses {
    private final Map<String, Map<String, Use>> byAccount = new TreeMap<>();
    private long messages;

    /** What one key has verified: how many messages, received from when until when. */
    private record Use(long messages, Instant first, Instant last) {
        Use and(Instant receivedAt) {
            return new Use(
                    messages + 1,
                    receivedAt.isBefore(first) ? receivedAt : first,
                    receivedAt.isAfter(last) ? receivedAt : last);
        }

        @Override
        public String toString() {
            return messages + " messages, received from " + first + " to " + last;
        }
    }

    /** Counts one outcome of that account; what no key has verified does not count. */
    void add(String account, Outcome outcome) {
        String keyId = outcome.getKeyId();
        if (keyId == null) {
            return;
        }
        messages++;
        Instant receivedAt = outcome.getReceivedAt();
        byAccount
                .computeIfAbsent(account, name -> new TreeMap<>())
                .merge(keyId, new Use(1, receivedAt, receivedAt), (known, one) -> known.and(receivedAt));
    }

    /** How many messages keys have verified in all. */
    long messages() {
        return messages;
    }

    /** The keys that have verified something and would not do so again by these settings, for people. */
    List<String> lostIn(Settings settings) {
        List<String> lost = new ArrayList<>();
        byAccount.forEach((name, uses) -> {
            Account account = settings.accounts().get(name);
            uses.forEach((keyId, use) -> {
                String where = "accounts." + name + ".keys." + keyId + ": ";
                List<AccountKey> keys = account == null ? List.of() : keysOf(account, keyId);
                if (keys.isEmpty()) {
                    lost.add(where + "is no longer there, but has verified " + use
                            + "; put it back, with a validTo where it is retired");
                } else if (keys.stream().noneMatch(key -> covers(key, use))) {
                    lost.add(where + "is valid " + SettingsSummary.span(keys.getFirst()) + ", but has verified " + use
                            + "; let it be valid for all of that time");
                }
            });
        });
        return lost;
    }

    private static List<AccountKey> keysOf(Account account, String keyId) {
        return account.gateway().keys().stream()
                .filter(key -> key.id().equals(keyId))
                .toList();
    }

    private static boolean covers(AccountKey key, Use use) {
        return key.validFrom() <= use.first().toEpochMilli() && use.last().toEpochMilli() < key.validTo();
    }
}
