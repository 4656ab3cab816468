package io.quittance.config;

import io.quittance.gateways.AccountKey;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.DialectDefinition.CredentialKind;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.KeyMaterial;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code accounts} section against the gateways there are. */
final class AccountSections {
    private static final Map<String, AckRule> ACKS = Map.of("verified", AckRule.VERIFIED, "durable", AckRule.DURABLE);
    private static final int MAX_NAME = 64;
    private static final String NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-";

    private final Map<String, Dialect> dialects;

    AccountSections(Map<String, Dialect> dialects) {
        this.dialects = dialects;
    }

    /** The accounts by name, in the order of the file; those with faults may be missing. */
    Map<String, Account> read(Section section) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (String name : section.otherNames()) {
            Section own = section.section(name);
            if (!isAccountName(name)) {
                section.fault(name, "is no name for an account; write a-z, 0-9 and '-', at most " + MAX_NAME);
            }
            account(name, own).ifPresent(account -> accounts.put(name, account));
        }
        return accounts;
    }

    private Optional<Account> account(String name, Section section) {
        Optional<Dialect> dialect = section.required("gateway", Values.oneOf(dialects));
        Optional<String> merchant = section.required("merchant", Values::text);
        Optional<URI> baseUrl = section.optional("baseUrl", Values::base);
        Optional<URI> returnUrl = section.optional("returnUrl", Values::page);
        AckRule ack = section.optional("ack", Values.oneOf(ACKS)).orElse(AckRule.VERIFIED);
        List<Network> allowFrom = section.list("allowFrom", Values::network);
        List<Policy> policies = PolicySections.read(section.sections("policies"));
        List<FeeRule> fees = BalanceSections.fees(section.sections("fees"));
        List<Tolerance> tolerances = BalanceSections.tolerances(section.sections("tolerances"));
        List<Section> keys = section.sections("keys");
        section.tellUnknownNames();
        if (keys.isEmpty()) {
            section.fault("keys", "needs at least one key, such as [{id: k1, …}]; without one nothing can be believed");
        }
        if (dialect.isEmpty()) {
            return Optional.empty();
        }
        GatewayAccount gateway = new GatewayAccount(
                name, dialect.get(), merchant.orElse(""), baseUrl.orElse(null), keys(keys, dialect.get()));
        return Optional.of(new Account(gateway, returnUrl.orElse(null), policies, ack, allowFrom, fees, tolerances));
    }

    private static List<AccountKey> keys(List<Section> sections, Dialect dialect) {
        List<AccountKey> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Section section : sections) {
            String id = section.required("id", Values::text).orElse("");
            if (!id.isEmpty() && !ids.add(id)) {
                section.fault("id", "\"" + id + "\" names two keys of this account; each needs its own id");
            }
            long validFrom = section.optional("validFrom", Values::time).orElse(Long.MIN_VALUE);
            long validTo = section.optional("validTo", Values::time).orElse(Long.MAX_VALUE);
            long addedAt = section.optional("addedAt", Values::time).orElse(Long.MIN_VALUE);
            if (validFrom >= validTo) {
                section.fault("validTo", "is not after validFrom; the key would never count");
            }
            material(section, dialect)
                    .ifPresent(material -> keys.add(new AccountKey(id, validFrom, validTo, addedAt, material)));
        }
        keys.sort(Comparator.comparingLong(AccountKey::validFrom).thenComparing(AccountKey::id));
        return List.copyOf(keys);
    }

    private static Optional<KeyMaterial> material(Section section, Dialect dialect) {
        Map<String, String> credentials = new HashMap<>();
        boolean complete = true;
        for (String name : dialect.credentialNames()) {
            Optional<String> value =
                    isPublic(name, dialect) ? section.optional(name, Values::text) : section.secret(name);
            complete &= value.isPresent() || section.written(name).isEmpty();
            value.ifPresent(text -> credentials.put(name, text));
        }
        section.tellUnknownNames();
        try {
            return complete ? Optional.of(dialect.keyMaterial(credentials)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            tell(section, String.valueOf(e.getMessage()), dialect.credentialNames());
            return Optional.empty();
        }
    }

    /** A public key is no secret, so it may stand in the settings as it is. */
    private static boolean isPublic(String credential, Dialect dialect) {
        return dialect.definitions().stream()
                .allMatch(version -> version.credentials().getOrDefault(credential, CredentialKind.RSA_PUBLIC_KEY)
                        == CredentialKind.RSA_PUBLIC_KEY);
    }

    /** Faults of credentials, each "name what", on the lines of those credentials. */
    private static void tell(Section section, String faults, Set<String> names) {
        for (String fault : faults.split("; ", -1)) {
            int blank = fault.indexOf(' ');
            String name = blank < 0 ? "" : fault.substring(0, blank);
            if (names.contains(name)) {
                section.fault(name, fault.substring(blank + 1));
            } else {
                section.fault("id", fault);
            }
        }
    }

    private static boolean isAccountName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME
                && name.chars().allMatch(c -> NAME_CHARACTERS.indexOf(c) >= 0);
    }
}
