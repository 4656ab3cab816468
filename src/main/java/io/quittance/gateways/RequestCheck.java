package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.RequestField;
import io.quittance.gateways.DialectDefinition.RequestRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds every field of a request that must not go out (gateways/README.md, rules 15 and 16), before anything is signed. */
final class RequestCheck {
    private final OutboundPlan plan;

    RequestCheck(OutboundPlan plan) {
        this.plan = plan;
    }

    List<FieldFault> faults(Map<String, String> values) {
        List<FieldFault> faults = new ArrayList<>();
        Map<String, RequestField> declared = plan.definition().fields();
        declared.forEach((name, field) -> {
            String fault = fault(field, values.get(name));
            if (fault != null) {
                faults.add(new FieldFault(name, fault));
            }
        });
        for (String name : values.keySet()) {
            if (!declared.containsKey(name)) {
                faults.add(
                        new FieldFault(name, "is not a field of " + plan.type().wireName()));
            }
        }
        return faults;
    }

    private @Nullable String fault(RequestField field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return field.required() ? "is required and missing" : null;
        }
        byte[] bytes = Charsets.encode(value, plan.charset());
        if (bytes == null) {
            return "holds a character that " + plan.charset() + " cannot say";
        }
        if (field.maxChars() > 0 && value.codePointCount(0, value.length()) > field.maxChars()) {
            return "is longer than " + field.maxChars() + " characters";
        }
        if (field.maxBytes() > 0 && bytes.length > field.maxBytes()) {
            return "is longer than " + field.maxBytes() + " bytes";
        }
        return grammarFault(field, value);
    }

    private @Nullable String grammarFault(RequestField field, String value) {
        if (field.digits() && decimals(value) != 0) {
            return "must be a whole number";
        }
        if (field.decimals() == 0 && decimals(value) != 0) {
            return "must be a whole number";
        }
        if (field.decimals() > 0 && decimals(value) != field.decimals()) {
            return "must have " + field.decimals() + " decimals";
        }
        if (field.role() == RequestRole.AMOUNT && !isAmount(value)) {
            return "must be an amount, exact in fen, without sign or grouping";
        }
        if (field.time() != null && !Times.isTime(field.time(), value, plan.zone())) {
            return "must be a time as " + field.time();
        }
        return null;
    }

    private boolean isAmount(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return Amounts.parse(text, 0, text.length, plan.units()) != Amounts.BROKEN;
    }

    /** The number of digits after the point, or -1 where the text is no plain number. */
    private static int decimals(String value) {
        int point = -1;
        for (int i = 0; i < value.length(); i++) {
            char next = value.charAt(i);
            if (next == '.' && point < 0 && i > 0 && i < value.length() - 1) {
                point = i;
            } else if (next < '0' || next > '9') {
                return -1;
            }
        }
        return point < 0 ? 0 : value.length() - point - 1;
    }
}
