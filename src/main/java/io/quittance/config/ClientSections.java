package io.quittance.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the sections about those whom we talk to: tokens and webhooks. Both may be for named accounts only. */
final class ClientSections {
    private static final Map<String, Settings.Scope> SCOPES = Map.of(
            "read", Settings.Scope.READ,
            "place", Settings.Scope.PLACE,
            "relay", Settings.Scope.RELAY,
            "operate", Settings.Scope.OPERATE);

    private final Map<String, String> accountNames;

    ClientSections(Set<String> accountNames) {
        this.accountNames = accountNames.stream()
                .collect(Collectors.toMap(name -> name, name -> name, (first, second) -> first, TreeMap::new));
    }

    List<Settings.Token> tokens(List<Section> sections) {
        List<Settings.Token> tokens = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Map<String, String> owners = new HashMap<>();
        for (Section section : sections) {
            String name = name(section, names);
            Optional<String> token = section.requiredSecret("token");
            List<Settings.Scope> scopes = section.list("scopes", Values.oneOf(SCOPES));
            Set<String> accounts = Set.copyOf(section.list("accounts", Values.oneOf(accountNames)));
            section.tellUnknownNames();
            if (section.written("scopes").isEmpty()) {
                section.fault("scopes", "is missing; write a list of " + String.join(", ", SCOPES.keySet()));
            }
            String other = token.isEmpty() ? null : owners.putIfAbsent(token.get(), name);
            if (other != null) {
                section.fault("token", "is the same as that of " + other + "; each needs its own");
            }
            if (token.isPresent() && !scopes.isEmpty()) {
                tokens.add(new Settings.Token(name, token.get(), EnumSet.copyOf(scopes), accounts));
            }
        }
        return List.copyOf(tokens);
    }

    List<Settings.Webhook> webhooks(List<Section> sections) {
        List<Settings.Webhook> webhooks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : sections) {
            String name = name(section, names);
            Optional<URI> url = section.required("url", Values::page);
            Optional<String> secret = section.requiredSecret("secret");
            Set<String> accounts = Set.copyOf(section.list("accounts", Values.oneOf(accountNames)));
            section.tellUnknownNames();
            if (url.isPresent() && secret.isPresent()) {
                webhooks.add(new Settings.Webhook(name, url.get(), secret.get(), accounts));
            }
        }
        return List.copyOf(webhooks);
    }

    private static String name(Section section, Set<String> names) {
        String name = section.required("name", Values::text).orElse("");
        if (!name.isEmpty() && !names.add(name)) {
            section.fault("name", "\"" + name + "\" is there twice; each needs its own name");
        }
        return name;
    }
}
