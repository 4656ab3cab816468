package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.CredentialKind;
import io.quittance.gateways.DialectDefinition.Inbound;
import io.quittance.gateways.DialectDefinition.Outbound;
import io.quittance.gateways.DialectDefinition.Recipe;
import io.quittance.gateways.DialectDefinition.RequestField;
import io.quittance.gateways.DialectDefinition.SignatureUse;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a definition as a whole and compiles it; every fault is found before anything is thrown. */
final class DialectCompiler {
    private final DialectDefinition definition;
    private final Faults faults = new Faults();
    private final ZoneId zone;

    DialectCompiler(DialectDefinition definition) {
        this.definition = definition;
        this.zone = readZone();
    }

    /** One version of a gateway's rules. */
    record Version(
            DialectDefinition definition,
            Map<MessageType, InboundPlan> inbound,
            Map<MessageType, OutboundPlan> outbound,
            Set<String> credentials,
            Set<String> needed,
            Charset charset) {}

    Version compile() {
        Charset charset = charset();
        Times times = times();
        RecipeRules rules = new RecipeRules(definition.credentials(), faults);
        definition.recipes().forEach(rules::check);
        Map<MessageType, InboundPlan> inbound = new EnumMap<>(MessageType.class);
        definition
                .inbound()
                .forEach((type, message) -> inbound.put(
                        type, new InboundCompiler(type, message, definition, charset, faults).compile(times)));
        Map<MessageType, OutboundPlan> outbound = new EnumMap<>(MessageType.class);
        definition.outbound().forEach((type, message) -> outbound.put(type, outbound(type, message, charset)));
        if (inbound.isEmpty() && outbound.isEmpty()) {
            faults.add("/messages", "a gateway without messages");
        }
        faults.throwIfAny(definition.gateway());
        return new Version(definition, inbound, outbound, used(true), used(false), charset);
    }

    private Charset charset() {
        try {
            return Charset.forName(definition.charset());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            faults.add("/charset", "there is no charset " + definition.charset());
            return StandardCharsets.UTF_8;
        }
    }

    private Times times() {
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < definition.times().size(); i++) {
            try {
                patterns.add(definition.times().get(i));
                new Times(zone, patterns);
            } catch (IllegalArgumentException e) {
                patterns.removeLast();
                faults.add("/times/" + i, "is no pattern of a time");
            }
        }
        return new Times(zone, patterns);
    }

    private ZoneId readZone() {
        try {
            return ZoneId.of(definition.zone());
        } catch (DateTimeException e) {
            faults.add("/zone", "there is no time zone " + definition.zone());
            return ZoneId.of("Asia/Shanghai");
        }
    }

    private OutboundPlan outbound(MessageType type, Outbound message, Charset charset) {
        String pointer = "/messages/" + type.wireName();
        message.fields().forEach((name, field) -> checkTime(pointer + "/fields/" + Faults.escaped(name), field));
        boolean get = message.method().equals("GET");
        if (get != (message.body() == DialectDefinition.Body.QUERY)) {
            faults.add(pointer + "/body", "a GET has its fields in the query, any other method in a form or in JSON");
        }
        if (message.body() == DialectDefinition.Body.CSV) {
            faults.add(pointer + "/body", "csv is for statements alone, which are received");
        }
        SignatureUse use = message.signature();
        return new OutboundPlan(
                type,
                message,
                charset,
                definition.units(),
                zone,
                use == null ? null : signature(pointer, message, use, charset));
    }

    private void checkTime(String pointer, RequestField field) {
        try {
            if (field.time() != null) {
                new Times(zone, List.of(field.time()));
            }
        } catch (IllegalArgumentException e) {
            faults.add(pointer + "/format", "is no pattern of a time");
        }
    }

    private @Nullable SignaturePlan signature(String pointer, Outbound message, SignatureUse use, Charset charset) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Integer> slots = new LinkedHashMap<>();
        message.fields().keySet().forEach(name -> slots.put(name, slots.size()));
        slots.putIfAbsent(use.field(), slots.size());
        slots.keySet().forEach(name -> names.put(name, name));
        use.over().stream()
                .filter(name -> message.fields().containsKey(name)
                        && message.fields().get(name).unsigned())
                .forEach(name -> faults.add(pointer + "/fields/" + Faults.escaped(name), "is unsigned and signed"));
        return new SignatureCompiler(definition.recipes(), charset, faults)
                .compile(pointer + "/signature", use, names, slots);
    }

    /** The credentials that the messages use; {@code signing} counts those of our own signatures too. */
    private Set<String> used(boolean signing) {
        Set<String> names = new LinkedHashSet<>();
        for (String credential : definition.credentials().keySet()) {
            boolean used = definition.recipes().values().stream().anyMatch(recipe -> uses(recipe, credential, signing));
            if (used) {
                names.add(credential);
            }
        }
        return names;
    }

    /** The credentials without which that message cannot be judged or signed; a private key counts only where it signs. */
    static Set<String> needed(DialectDefinition definition, MessageType type) {
        Inbound inbound = definition.inbound().get(type);
        Outbound outbound = definition.outbound().get(type);
        SignatureUse use = inbound != null ? inbound.signature() : outbound != null ? outbound.signature() : null;
        Recipe recipe = use == null ? null : definition.recipes().get(use.recipe());
        Set<String> names = new LinkedHashSet<>();
        for (String credential : definition.credentials().keySet()) {
            if (recipe != null && uses(recipe, credential, false) && !isForeign(recipe, credential, type)) {
                names.add(credential);
            }
        }
        return names;
    }

    /** Whether it is the gateway's public key, which our own signatures do without. */
    private static boolean isForeign(Recipe recipe, String credential, MessageType type) {
        return !type.inbound()
                && recipe.rsa() != null
                && credential.equals(recipe.rsa().publicKey());
    }

    private static boolean uses(Recipe recipe, String credential, boolean signing) {
        boolean secret = recipe.secret() != null && recipe.secret().credential().equals(credential);
        boolean rsa = recipe.rsa() != null
                && (credential.equals(recipe.rsa().publicKey())
                        || (signing && credential.equals(recipe.rsa().privateKey())));
        return secret || rsa || credential.equals(recipe.hmacKey());
    }

    static Map<String, CredentialKind> kinds(List<Version> versions) {
        Map<String, CredentialKind> kinds = new LinkedHashMap<>();
        versions.forEach(version -> kinds.putAll(version.definition().credentials()));
        return kinds;
    }
}
