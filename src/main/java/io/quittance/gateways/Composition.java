package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.RequestField;
import io.quittance.gateways.DialectDefinition.RequestRole;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the values that we have under the names that a gateway uses. */
final class Composition {
    private final OutboundPlan plan;

    Composition(OutboundPlan plan) {
        this.plan = plan;
    }

    /** What the caller gives by name counts first, then our meaning of the field, then the document's standard value. */
    Map<String, String> fields(Map<RequestRole, String> ours, Map<String, String> named) {
        Map<String, String> values = new LinkedHashMap<>();
        plan.definition().fields().forEach((name, field) -> {
            String value = value(name, field, ours, named);
            if (value != null) {
                values.put(name, field.urlEncoded() ? WireText.encodedBeyondAscii(value, plan.charset()) : value);
            } else if (plan.definition().sendBlanks() && !field.required() && !field.unsigned()) {
                values.put(name, "");
            }
        });
        named.forEach(values::putIfAbsent);
        return values;
    }

    private static @Nullable String value(
            String name, RequestField field, Map<RequestRole, String> ours, Map<String, String> named) {
        if (named.containsKey(name)) {
            return named.get(name);
        }
        String meant = field.role() == RequestRole.TEXT ? null : ours.get(field.role());
        return meant == null ? field.standard() : meant;
    }
}
