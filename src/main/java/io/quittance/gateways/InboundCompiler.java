package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Body;
import io.quittance.gateways.DialectDefinition.Case;
import io.quittance.gateways.DialectDefinition.ErrorAnswer;
import io.quittance.gateways.DialectDefinition.Field;
import io.quittance.gateways.DialectDefinition.Inbound;
import io.quittance.gateways.DialectDefinition.Role;
import io.quittance.gateways.DialectDefinition.SignatureUse;
import io.quittance.gateways.DialectDefinition.Unit;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns one message of the gateway into a plan over slots. */
final class InboundCompiler {
    private final MessageType type;
    private final Inbound message;
    private final DialectDefinition definition;
    private final Charset charset;
    private final Faults faults;
    private final String pointer;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, Integer> slots = new LinkedHashMap<>();

    InboundCompiler(MessageType type, Inbound message, DialectDefinition definition, Charset charset, Faults faults) {
        this.type = type;
        this.message = message;
        this.definition = definition;
        // A row of a statement is read in the charset of its file and looked at in UTF-8.
        this.charset = type.statement() ? StandardCharsets.UTF_8 : charset;
        this.faults = faults;
        this.pointer = "/messages/" + type.wireName();
        fields.putAll(message.fields());
        SignatureUse use = message.signature();
        if (use != null) {
            fields.putIfAbsent(use.field(), new Field(use.field(), null, EnumSet.of(Role.TEXT), null, false));
        }
        fields.keySet().forEach(key -> slots.put(key, slots.size()));
    }

    InboundPlan compile(Times times) {
        new InboundRules(type, message, faults).check(fields);
        SignatureUse use = message.signature();
        Map<String, String> names = new LinkedHashMap<>();
        fields.forEach((key, field) -> names.put(key, field.name()));
        SignaturePlan signature = use == null
                ? null
                : new SignatureCompiler(definition.recipes(), charset, faults)
                        .compile(pointer + "/signature", use, names, slots);
        FreeTexts texts = new FreeTexts(fields, slots, use, signedOrder(use), charset);
        return new InboundPlan(
                type,
                charset,
                message.body(),
                message.get() || message.body() == Body.QUERY,
                message.ack(),
                nameTable(),
                json(),
                StatementColumns.of(fields, tested(message.status())),
                absolute(),
                roles(),
                signature,
                texts.plain(),
                unsigned(),
                texts.free(),
                texts.plainNames(),
                texts.plainSlots(),
                table("/status", message.status()),
                table("/acceptance", message.acceptance()),
                match("/ok", new Case<>(message.ok(), true)),
                error(),
                message.prefixedOrder(),
                Set.copyOf(message.insufficientBalance()),
                times);
    }

    /** The keys of the signed fields in the order of the signed text. */
    private List<String> signedOrder(@Nullable SignatureUse use) {
        if (use == null) {
            return List.of();
        }
        List<String> signed = new ArrayList<>(use.all() ? fields.keySet() : use.over());
        signed.removeIf(key -> key.equals(use.field()) || !fields.containsKey(key) || isUnsigned(key));
        DialectDefinition.Recipe recipe = definition.recipes().get(use.recipe());
        if (recipe != null && recipe.names() == DialectDefinition.NameOrder.SORTED) {
            signed.sort((left, right) -> Arrays.compareUnsigned(wireName(left), wireName(right)));
        }
        return signed;
    }

    private boolean isUnsigned(String key) {
        Field field = fields.get(key);
        return field != null && field.unsigned();
    }

    private int[] unsigned() {
        return fields.keySet().stream()
                .filter(this::isUnsigned)
                .mapToInt(key -> slots.getOrDefault(key, Fields.ABSENT))
                .toArray();
    }

    private byte[] wireName(String key) {
        Field field = fields.get(key);
        return (field == null ? key : field.name()).getBytes(charset);
    }

    private NameTable nameTable() {
        return new NameTable(fields.values().stream()
                .map(field -> field.name().getBytes(charset))
                .toList());
    }

    private JsonPlan json() {
        JsonPlan plan = new JsonPlan();
        String wrapper = message.wrapper();
        if (wrapper != null) {
            plan.wrapper(wrapper);
        }
        fields.forEach((key, field) -> {
            int slot = slots.getOrDefault(key, Fields.ABSENT);
            String at = field.at();
            boolean free = at == null ? plan.fieldOrWrapped(field.name(), wrapper, slot) : plan.field(at, slot);
            if (!free) {
                faults.add(pointer + "/fields/" + Faults.escaped(key), "another field stands at the same place");
            }
        });
        return plan;
    }

    private boolean[] absolute() {
        boolean[] absolute = new boolean[fields.size()];
        fields.forEach((key, field) -> absolute[slots.getOrDefault(key, 0)] = field.at() != null);
        return absolute;
    }

    private InboundPlan.Roles roles() {
        return new InboundPlan.Roles(
                slot(Role.MERCHANT),
                isEcho(Role.MERCHANT),
                slot(Role.ORDER),
                slot(Role.GATEWAY_ORDER),
                slot(Role.ORDERED),
                unit(Role.ORDERED),
                slot(Role.PAID),
                unit(Role.PAID),
                slot(Role.BALANCE),
                unit(Role.BALANCE),
                slot(Role.AS_OF),
                slot(Role.PAID_AT),
                slot(Role.CHANNEL),
                slot(Role.CODE),
                slot(Role.MESSAGE),
                slot(Role.PAY_URL),
                slot(Role.PAY_PAGE));
    }

    private @Nullable String keyOf(Role role) {
        for (Map.Entry<String, Field> field : fields.entrySet()) {
            if (field.getValue().roles().contains(role)) {
                return field.getKey();
            }
        }
        return null;
    }

    private int slot(Role role) {
        String key = keyOf(role);
        return key == null ? Fields.ABSENT : slots.getOrDefault(key, Fields.ABSENT);
    }

    private boolean isEcho(Role role) {
        Field field = fields.get(keyOf(role));
        return field != null && field.echo();
    }

    private Unit unit(Role role) {
        Field field = fields.get(keyOf(role));
        Unit own = field == null ? null : field.units();
        return own == null ? definition.units() : own;
    }

    private <T> List<InboundPlan.Match<T>> table(String part, List<Case<T>> cases) {
        List<InboundPlan.Match<T>> table = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            table.add(match(part + "/" + i + "/when", cases.get(i)));
        }
        return table;
    }

    private <T> InboundPlan.Match<T> match(String part, Case<T> line) {
        List<InboundPlan.Test> tests = new ArrayList<>();
        line.when().forEach((key, condition) -> {
            Integer slot = slots.get(key);
            if (slot == null) {
                faults.addUnknown(pointer + part + "/" + Faults.escaped(key), "field", key, slots.keySet());
                return;
            }
            tests.add(new InboundPlan.Test(slot, condition.not(), bytes(condition.values())));
        });
        return new InboundPlan.Match<>(tests, line.is());
    }

    private InboundPlan.@Nullable ErrorTest error() {
        ErrorAnswer error = message.errorAnswer();
        if (error == null) {
            return null;
        }
        Integer slot = slots.get(error.field());
        if (slot == null) {
            faults.addUnknown(pointer + "/errorAnswer/field", "field", error.field(), slots.keySet());
            return null;
        }
        return new InboundPlan.ErrorTest(slot, bytes(error.good()), bytes(error.bad()), error.whenAbsent());
    }

    private List<byte[]> bytes(List<String> values) {
        return values.stream().map(value -> value.getBytes(charset)).toList();
    }

    static Set<String> tested(List<? extends Case<?>> cases) {
        Set<String> keys = new LinkedHashSet<>();
        cases.forEach(line -> keys.addAll(line.when().keySet()));
        return keys;
    }
}
