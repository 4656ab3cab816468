package io.quittance.config;

import io.quittance.gateways.AccountKey;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is allowed in settings and yet probably not meant. */
public final class SettingsWarnings {
    private SettingsWarnings() {}

    /** The warnings, for people; {@code now} in epoch milliseconds. */
    public static List<String> of(Settings settings, long now) {
        List<String> warnings = new ArrayList<>();
        for (Account account : settings.accounts().values()) {
            keys(account, now, warnings);
            String where = "accounts." + account.name();
            unencrypted(where + ".baseUrl", account.gateway().baseUrl(), warnings);
            unencrypted(where + ".returnUrl", account.returnUrl(), warnings);
        }
        unencrypted("http.publicUrl", settings.http().publicUrl(), warnings);
        if (settings.http().publicUrl() == null) {
            warnings.add(
                    "http.publicUrl: is not set, so orders cannot be placed: gateways would not know where to call back");
        }
        if (settings.tokens().isEmpty()) {
            warnings.add("tokens: there are none, so nobody can ask /v1 or open the console");
        }
        settings.webhooks().forEach(webhook -> unencrypted("webhooks." + webhook.name(), webhook.url(), warnings));
        return List.copyOf(warnings);
    }

    private static void keys(Account account, long now, List<String> warnings) {
        String where = "accounts." + account.name() + ".keys: ";
        List<AccountKey> keys = account.gateway().keys().stream()
                .sorted(Comparator.comparingLong(AccountKey::validFrom))
                .toList();
        if (keys.stream().noneMatch(key -> key.validFrom() <= now && now < key.validTo())) {
            warnings.add(where + "none is valid now, so no message of today can be believed");
        }
        long covered = keys.isEmpty() ? Long.MAX_VALUE : keys.getFirst().validTo();
        for (AccountKey key : keys) {
            if (key.validFrom() > covered) {
                warnings.add(where + "none is valid from " + Instant.ofEpochMilli(covered) + " until "
                        + Instant.ofEpochMilli(key.validFrom()));
            }
            covered = Math.max(covered, key.validTo());
            if (key.addedAt() > now) {
                warnings.add(where + key.id() + " counts only from its addedAt on, which is "
                        + Instant.ofEpochMilli(key.addedAt()));
            }
        }
    }

    private static void unencrypted(String where, @Nullable URI uri, List<String> warnings) {
        if (uri != null && uri.getScheme().toLowerCase(Locale.ROOT).equals("http") && !isLoopback(uri)) {
            warnings.add(where + ": is not encrypted; use https outside of tests");
        }
    }

    private static boolean isLoopback(URI uri) {
        String host = uri.getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}
