package io.quittance.config;

import io.quittance.gateways.Acceptance;
import io.quittance.gateways.DialectDefinition;
import io.quittance.gateways.DialectDefinition.Body;
import io.quittance.gateways.DialectDefinition.Case;
import io.quittance.gateways.DialectDefinition.Condition;
import io.quittance.gateways.DialectDefinition.ErrorAnswer;
import io.quittance.gateways.DialectDefinition.Field;
import io.quittance.gateways.DialectDefinition.Inbound;
import io.quittance.gateways.DialectDefinition.Outbound;
import io.quittance.gateways.DialectDefinition.RequestField;
import io.quittance.gateways.DialectDefinition.RequestRole;
import io.quittance.gateways.DialectDefinition.Role;
import io.quittance.gateways.DialectDefinition.SignatureUse;
import io.quittance.gateways.DialectDefinition.Unit;
import io.quittance.gateways.DialectFault;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.ReportStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a dialect file, both ways. */
final class DialectMessages {
    private static final String ALL = "all";
    private static final int NONCE_LENGTH = 32;

    private final List<Yaml.Entry> messages;
    private final List<DialectFault> faults;

    DialectMessages(List<Yaml.Entry> messages, List<DialectFault> faults) {
        this.messages = messages;
        this.faults = faults;
    }

    void read(Map<MessageType, Inbound> inbound, Map<MessageType, Outbound> outbound) {
        SameAs sameAs = new SameAs("messages", messages, faults);
        for (Yaml.Entry entry : messages) {
            MessageType type = MessageType.ofWireName(entry.name()).orElse(null);
            if (type == null) {
                continue;
            }
            checkDirection(entry, type);
            DialectPart part = new DialectPart(sameAs.layers(entry));
            if (type.inbound()) {
                inbound.put(type, inbound(part));
            } else {
                outbound.put(type, outbound(part));
            }
        }
    }

    private void checkDirection(Yaml.Entry entry, MessageType type) {
        if (!(entry.value() instanceof Yaml.Mapping mapping)) {
            return;
        }
        DialectPart.of(mapping)
                .text("sameAs")
                .flatMap(MessageType::ofWireName)
                .filter(other -> other.inbound() != type.inbound())
                .ifPresent(other -> faults.add(new DialectFault(
                        "/messages/" + entry.name() + "/sameAs",
                        "what is sent cannot be the same as what is received")));
    }

    private static Inbound inbound(DialectPart part) {
        Map<String, Field> fields = new LinkedHashMap<>();
        part.entries("fields").forEach(entry -> fields.put(entry.name(), field(entry)));
        return new Inbound(
                part.word("body", Body.class).orElse(Body.FORM),
                part.texts("methods").contains("GET"),
                part.text("ack").orElse(""),
                part.text("wrapper").orElse(null),
                part.flag("prefixedOrder", false),
                fields,
                part.part("signature").map(use -> signature(use, List.of())).orElse(null),
                cases(part, "status", ReportStatus.class),
                cases(part, "acceptance", Acceptance.class),
                conditions(part.entries("ok")),
                part.part("errorAnswer").map(DialectMessages::errorAnswer).orElse(null),
                part.texts("insufficientBalance"));
    }

    private static Field field(Yaml.Entry entry) {
        if (!(entry.value() instanceof Yaml.Mapping mapping)) {
            return new Field(entry.name(), null, roles(entry.value()), null, false);
        }
        DialectPart part = DialectPart.of(mapping);
        return new Field(
                part.text("name").orElse(entry.name()),
                part.text("at").orElse(null),
                roles(part.value("is")),
                part.word("units", Unit.class).orElse(null),
                part.flag("echo", false),
                part.flag("unsigned", false));
    }

    private static Set<Role> roles(@Nullable Yaml value) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        DialectPart.textsOf(value).forEach(word -> roles.add(DialectPart.wordOf(word, Role.class)));
        return roles;
    }

    private static SignatureUse signature(DialectPart part, List<String> usual) {
        List<String> over = part.has("over") ? part.texts("over") : usual;
        boolean all = part.text("over").filter(ALL::equals).isPresent();
        return new SignatureUse(
                part.text("field").orElse(""),
                part.text("recipe").orElse(""),
                all,
                all ? List.of() : over,
                part.flag("required", true));
    }

    private static <E extends Enum<E>> List<Case<E>> cases(DialectPart part, String name, Class<E> words) {
        if (part.text(name).isPresent()) {
            return part.word(name, words).map(word -> new Case<>(Map.of(), word)).stream()
                    .toList();
        }
        List<Case<E>> cases = new ArrayList<>();
        for (DialectPart line : part.parts(name)) {
            line.word("is", words).ifPresent(is -> cases.add(new Case<>(conditions(line.entries("when")), is)));
        }
        return cases;
    }

    private static Map<String, Condition> conditions(List<Yaml.Entry> entries) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        for (Yaml.Entry entry : entries) {
            Yaml value = entry.value();
            boolean not = value instanceof Yaml.Mapping;
            List<String> values = value instanceof Yaml.Mapping mapping
                    ? DialectPart.of(mapping).texts("not")
                    : DialectPart.textsOf(value);
            conditions.put(entry.name(), new Condition(not, values));
        }
        return conditions;
    }

    private static ErrorAnswer errorAnswer(DialectPart part) {
        List<String> good = part.texts("good");
        boolean error = part.text("whenAbsent").map("error"::equals).orElse(!good.isEmpty());
        return new ErrorAnswer(part.text("field").orElse(""), good, part.texts("bad"), error);
    }

    private static Outbound outbound(DialectPart part) {
        Map<String, RequestField> fields = new LinkedHashMap<>();
        part.entries("fields").forEach(entry -> fields.put(entry.name(), requestField(entry.value())));
        String method = part.text("method").orElse("POST");
        List<String> signed = fields.entrySet().stream()
                .filter(field -> !field.getValue().unsigned())
                .map(Map.Entry::getKey)
                .toList();
        return new Outbound(
                method,
                part.text("path").orElse("/"),
                part.word("body", Body.class).orElse(method.equals("GET") ? Body.QUERY : Body.FORM),
                part.flag("sendBlanks", true),
                fields,
                part.part("signature").map(use -> signature(use, signed)).orElse(null));
    }

    private static RequestField requestField(Yaml value) {
        DialectPart part = value instanceof Yaml.Mapping mapping
                ? DialectPart.of(mapping)
                : DialectPart.of(new Yaml.Mapping(value.line(), List.of(new Yaml.Entry(value.line(), "is", value))));
        RequestRole role = part.word("is", RequestRole.class).orElse(RequestRole.TEXT);
        return new RequestField(
                role,
                !part.flag("optional", false),
                part.number("max", 0),
                part.number("maxBytes", 0),
                part.flag("unsigned", false),
                part.text("default").orElse(null),
                part.number("decimals", -1),
                part.flag("digits", false),
                part.flag("urlEncoded", false),
                part.text("format").orElse(role == RequestRole.TIME ? DialectDefinition.USUAL_TIME : null),
                part.number("length", role == RequestRole.NONCE ? NONCE_LENGTH : 0));
    }
}
