package io.quittance.gateways;

import org.jspecify.annotations.Nullable;

/**
 * Sees to it that one signed text stands for one message only (gateways/README.md, rule 3): no {@code &} or {@code =} in a signed name,
 * or in a signed value that is not free text; and no free text that spells out a signed field which the message itself leaves out.
 */
final class Delimiters {
    private Delimiters() {}

    /** What is wrong, or null. */
    static @Nullable String fault(InboundPlan plan, SignaturePlan signature, Fields fields, int[] pairs) {
        if (!fields.hasDelimiters()) {
            return signature.all() ? secretNameFault(signature, fields, pairs) : null;
        }
        String fault = signature.all() ? allFault(plan, signature, fields, pairs) : listedFault(plan, fields);
        if (fault != null) {
            return fault;
        }
        for (int slot : plan.free()) {
            if (!fields.isBlank(slot) && imitates(plan, signature, fields, fields.pair(slot))) {
                return "a free text spells out a signed field that is not there";
            }
        }
        return null;
    }

    private static @Nullable String secretNameFault(SignaturePlan signature, Fields fields, int[] pairs) {
        for (int pair : pairs) {
            if (signature.text().isSecretName(fields, pair)) {
                return "a parameter with the name of the secret";
            }
        }
        return null;
    }

    private static @Nullable String listedFault(InboundPlan plan, Fields fields) {
        for (int slot : plan.plainSlots()) {
            if (!fields.isBlank(slot) && valueHolds(fields, fields.pair(slot))) {
                return "a delimiter in a signed value";
            }
        }
        return null;
    }

    private static @Nullable String allFault(InboundPlan plan, SignaturePlan signature, Fields fields, int[] pairs) {
        for (int pair : pairs) {
            if (holds(fields.text(), fields.nameStart(pair), fields.nameEnd(pair))) {
                return "a delimiter in a signed name";
            }
            if (valueHolds(fields, pair) && !isFree(plan, fields, pair)) {
                return "a delimiter in a signed value";
            }
        }
        return secretNameFault(signature, fields, pairs);
    }

    private static boolean isFree(InboundPlan plan, Fields fields, int pair) {
        for (int slot : plan.free()) {
            if (fields.pair(slot) == pair) {
                return true;
            }
        }
        return false;
    }

    private static boolean imitates(InboundPlan plan, SignaturePlan signature, Fields fields, int pair) {
        byte[] text = fields.text();
        int end = fields.valueEnd(pair);
        int name = end;
        for (int at = fields.valueStart(pair); at < end; at++) {
            if (text[at] == '&') {
                name = at + 1;
            } else if (text[at] == '=' && name < at && isMissing(plan, signature, fields, text, name, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMissing(
            InboundPlan plan, SignaturePlan signature, Fields fields, byte[] text, int start, int end) {
        int plain = plan.plainNames().find(text, start, end);
        if (plain == Fields.ABSENT) {
            return false;
        }
        int slot = plan.plainSlots()[plain];
        return signature.text().isSkipped(fields, fields.pair(slot)) || (signature.all() && fields.isAbsent(slot));
    }

    private static boolean valueHolds(Fields fields, int pair) {
        return holds(fields.text(), fields.valueStart(pair), fields.valueEnd(pair));
    }

    private static boolean holds(byte[] text, int start, int end) {
        for (int at = start; at < end; at++) {
            if (text[at] == '&' || text[at] == '=') {
                return true;
            }
        }
        return false;
    }
}
