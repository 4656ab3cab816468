package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Outbound;
import io.quittance.gateways.DialectDefinition.RequestField;
import io.quittance.gateways.DialectDefinition.Unit;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of ours, compiled: what is checked before signing, how it is signed and how it travels. */
final class OutboundPlan {
    private final MessageType type;
    private final Outbound definition;
    private final Charset charset;
    private final Unit units;
    private final ZoneId zone;
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private final @Nullable SignaturePlan signature;

    OutboundPlan(
            MessageType type,
            Outbound definition,
            Charset charset,
            Unit units,
            ZoneId zone,
            @Nullable SignaturePlan signature) {
        this.type = type;
        this.definition = definition;
        this.charset = charset;
        this.units = units;
        this.zone = zone;
        this.signature = signature;
        definition.fields().keySet().forEach(name -> slots.put(name, slots.size()));
        if (definition.signature() != null) {
            slots.putIfAbsent(definition.signature().field(), slots.size());
        }
    }

    MessageType type() {
        return type;
    }

    Outbound definition() {
        return definition;
    }

    Charset charset() {
        return charset;
    }

    Unit units() {
        return units;
    }

    ZoneId zone() {
        return zone;
    }

    @Nullable SignaturePlan signature() {
        return signature;
    }

    /** The fields that go on the wire, as pairs that can be signed; those that are not signed stand apart. */
    Fields pairs(Map<String, String> values) {
        Fields fields = new Fields(slots.size());
        SignaturePlan.TextBuffer text = new SignaturePlan.TextBuffer();
        int length = 0;
        for (Map.Entry<String, String> field : values.entrySet()) {
            byte[] name = field.getKey().getBytes(charset);
            byte[] value = field.getValue().getBytes(charset);
            text.write(name);
            text.write(value);
            RequestField declared = definition.fields().get(field.getKey());
            int region = declared != null && declared.unsigned() ? Fields.NESTED : Fields.TOP;
            int slot = slots.getOrDefault(field.getKey(), Fields.ABSENT);
            fields.add(
                    slot,
                    true,
                    region,
                    length,
                    length + name.length,
                    length + name.length,
                    length + name.length + value.length);
            length += name.length + value.length;
        }
        fields.text(text.bytes());
        fields.textLength(length);
        return fields;
    }
}
