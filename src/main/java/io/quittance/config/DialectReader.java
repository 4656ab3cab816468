package io.quittance.config;

import io.quittance.gateways.DialectDefinition;
import io.quittance.gateways.DialectDefinition.CredentialKind;
import io.quittance.gateways.DialectDefinition.Pacing;
import io.quittance.gateways.DialectDefinition.QueryPace;
import io.quittance.gateways.DialectDefinition.Recipe;
import io.quittance.gateways.DialectDefinition.Rsa;
import io.quittance.gateways.DialectDefinition.Secret;
import io.quittance.gateways.DialectFault;
import io.quittance.gateways.DigestWord;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RsaWord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a dialect file, found well-shaped by its schema, into definitions: the gateway's own and one for each variant. */
final class DialectReader {
    private static final List<String> USUAL_TIMES = List.of(DialectDefinition.USUAL_TIME, "yyyyMMddHHmmss");

    private final DialectPart root;
    private final List<DialectFault> faults;

    /** {@code faults} takes what the schema cannot see. */
    DialectReader(Yaml.Mapping root, List<DialectFault> faults) {
        this.root = DialectPart.of(root);
        this.faults = faults;
    }

    List<DialectDefinition> read() {
        List<DialectDefinition> definitions = new ArrayList<>();
        String gateway = root.text("gateway").orElse("");
        Map<MessageType, DialectDefinition.Inbound> inbound = new EnumMap<>(MessageType.class);
        Map<MessageType, DialectDefinition.Outbound> outbound = new EnumMap<>(MessageType.class);
        new DialectMessages(root.entries("messages"), faults).read(inbound, outbound);
        definitions.add(definition(gateway, recipes(List.of()), inbound, outbound));
        for (Yaml.Entry variant : root.entries("variants")) {
            List<Yaml.Entry> changes =
                    variant.value() instanceof Yaml.Mapping mapping ? mapping.entries() : List.<Yaml.Entry>of();
            checkChanges(variant, changes);
            definitions.add(definition(gateway + "-" + variant.name(), recipes(changes), inbound, outbound));
        }
        return definitions;
    }

    private void checkChanges(Yaml.Entry variant, List<Yaml.Entry> changes) {
        List<String> known =
                root.entries("recipes").stream().map(Yaml.Entry::name).toList();
        for (Yaml.Entry change : changes) {
            if (!known.contains(change.name())) {
                String pointer = "/variants/" + variant.name() + "/" + change.name();
                faults.add(new DialectFault(pointer, "changes a recipe that is not there; there are " + known));
            }
        }
    }

    private DialectDefinition definition(
            String gateway,
            Map<String, Recipe> recipes,
            Map<MessageType, DialectDefinition.Inbound> inbound,
            Map<MessageType, DialectDefinition.Outbound> outbound) {
        Map<String, CredentialKind> credentials = new LinkedHashMap<>();
        for (Yaml.Entry entry : root.entries("credentials")) {
            String kind = DialectPart.textOf(entry.value());
            credentials.put(entry.name(), DialectPart.wordOf(kind == null ? "secret" : kind, CredentialKind.class));
        }
        return new DialectDefinition(
                gateway,
                root.text("title").orElse(gateway),
                from(),
                root.text("charset").orElse("UTF-8"),
                root.word("units", DialectDefinition.Unit.class).orElse(DialectDefinition.Unit.YUAN),
                root.text("zone").orElse("Asia/Shanghai"),
                root.has("times") ? root.texts("times") : USUAL_TIMES,
                credentials,
                recipes,
                inbound,
                outbound,
                pacing());
    }

    private long from() {
        Optional<String> from = root.text("from");
        try {
            return from.map(text -> Instant.parse(text).toEpochMilli()).orElse(Long.MIN_VALUE);
        } catch (java.time.DateTimeException e) {
            faults.add(new DialectFault("/from", "is no instant; write one such as 2026-05-01T00:00:00Z"));
            return Long.MIN_VALUE;
        }
    }

    private Map<String, Recipe> recipes(List<Yaml.Entry> changes) {
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        SameAs sameAs = new SameAs("recipes", root.entries("recipes"), faults);
        for (Yaml.Entry entry : root.entries("recipes")) {
            List<Yaml.Mapping> layers = new ArrayList<>();
            for (Yaml.Entry change : changes) {
                if (change.name().equals(entry.name()) && change.value() instanceof Yaml.Mapping mapping) {
                    layers.add(mapping);
                }
            }
            layers.addAll(sameAs.layers(entry));
            recipes.put(entry.name(), recipe(new DialectPart(layers)));
        }
        return recipes;
    }

    private static Recipe recipe(DialectPart part) {
        return new Recipe(
                part.word("names", DialectDefinition.NameOrder.class).orElse(DialectDefinition.NameOrder.SORTED),
                part.word("blanks", DialectDefinition.Blanks.class).orElse(DialectDefinition.Blanks.KEEP),
                part.part("secret").map(DialectReader::secret).orElse(null),
                part.word("digest", DigestWord.class).orElse(DigestWord.NONE),
                part.word("written", DialectDefinition.DigestText.class).orElse(DialectDefinition.DigestText.HEX_LOWER),
                part.text("hmacKey").orElse(null),
                rsa(part));
    }

    private static Secret secret(DialectPart part) {
        DialectDefinition.SecretPlace place =
                part.word("as", DialectDefinition.SecretPlace.class).orElse(DialectDefinition.SecretPlace.SUFFIX);
        String usual = place == DialectDefinition.SecretPlace.SUFFIX ? "&key=" : "";
        return new Secret(
                place,
                part.text("credential").orElse(""),
                part.text("name").orElse(""),
                part.text("before").orElse(usual),
                part.text("after").orElse(""));
    }

    private static @Nullable Rsa rsa(DialectPart part) {
        return part.part("rsa")
                .map(rsa -> new Rsa(
                        rsa.word("algorithm", RsaWord.class).orElse(RsaWord.RSA_SHA256),
                        rsa.word("over", DialectDefinition.RsaOver.class).orElse(DialectDefinition.RsaOver.TEXT),
                        rsa.text("verify").orElse(null),
                        rsa.text("sign").orElse(null)))
                .orElse(null);
    }

    private Pacing pacing() {
        Optional<DialectPart> pacing = root.part("pacing");
        List<Duration> retries = new ArrayList<>();
        pacing.ifPresent(part -> part.texts("retries").forEach(text -> retries.add(DialectPart.durationOf(text))));
        String placements = pacing.flatMap(part -> part.text("placements")).orElse("0/1m");
        int slash = placements.indexOf('/');
        Map<MessageType, QueryPace> queries = new EnumMap<>(MessageType.class);
        pacing.ifPresent(part -> part.entries("queries")
                .forEach(entry -> MessageType.ofWireName(entry.name()).ifPresent(type -> {
                    if (entry.value() instanceof Yaml.Mapping mapping) {
                        DialectPart pace = DialectPart.of(mapping);
                        queries.put(type, new QueryPace(pace.duration("first"), pace.duration("every")));
                    }
                })));
        return new Pacing(
                retries,
                Integer.parseInt(placements.substring(0, slash)),
                DialectPart.durationOf(placements.substring(slash + 1)),
                queries);
    }
}
