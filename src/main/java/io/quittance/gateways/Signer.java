package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Body;
import io.quittance.gateways.DialectDefinition.SignatureUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one request or page ready to send: checked, in the document's order, signed, encoded. */
final class Signer {
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final String JSON_TYPE = "application/json";

    private final OutboundPlan plan;

    Signer(OutboundPlan plan) {
        this.plan = plan;
    }

    Signing sign(Map<String, String> values, KeyMaterial keys) {
        List<FieldFault> faults = new ArrayList<>(new RequestCheck(plan).faults(values));
        SignaturePlan signature = plan.signature();
        SignatureUse use = plan.definition().signature();
        String missing = signature == null ? null : signature.missingForSigning(keys);
        if (missing != null && use != null) {
            faults.add(new FieldFault(use.field(), "cannot be made: the key has no " + missing));
        }
        if (!faults.isEmpty()) {
            return new RefusedRequest(faults);
        }
        Map<String, String> wire = onWire(values);
        if (signature != null && use != null) {
            Fields fields = plan.pairs(wire);
            wire.put(use.field(), signature.sign(fields, sorted(signature, fields), keys));
        }
        return encoded(wire);
    }

    /** The text that is digested; for people who compare it with the gateway's. */
    String canonical(Map<String, String> values, KeyMaterial keys) {
        SignaturePlan signature = plan.signature();
        if (signature == null) {
            return "";
        }
        Fields fields = plan.pairs(onWire(values));
        SignaturePlan.TextBuffer buffer = new SignaturePlan.TextBuffer();
        signature.write(fields, sorted(signature, fields), keys, buffer);
        return buffer.toString(plan.charset());
    }

    private static int[] sorted(SignaturePlan signature, Fields fields) {
        int[] pairs = signature.all() ? SignedPairs.sort(fields, signature.slot(), SignedPairs.NONE) : SignedPairs.NONE;
        return pairs == null ? SignedPairs.NONE : pairs;
    }

    private Map<String, String> onWire(Map<String, String> values) {
        Map<String, String> wire = new LinkedHashMap<>();
        for (String name : plan.definition().fields().keySet()) {
            String value = values.get(name);
            if (value != null && (plan.definition().sendBlanks() || !value.isEmpty())) {
                wire.put(name, value);
            }
        }
        return wire;
    }

    private SignedRequest encoded(Map<String, String> wire) {
        String method = plan.definition().method();
        String path = plan.definition().path();
        Body body = plan.definition().body();
        return switch (body) {
            case QUERY ->
                new SignedRequest(method, path, null, wire, new byte[0], WireText.query(wire, plan.charset()));
            case FORM ->
                new SignedRequest(
                        method,
                        path,
                        FORM_TYPE,
                        wire,
                        WireText.form(wire, plan.charset()).getBytes(plan.charset()),
                        "");
            case JSON ->
                new SignedRequest(
                        method, path, JSON_TYPE, wire, WireText.json(wire).getBytes(plan.charset()), "");
            case CSV -> throw new IllegalStateException("no request is a file, which compiling sees to");
        };
    }
}
