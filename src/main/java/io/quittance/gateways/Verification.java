package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Body;
import io.quittance.gateways.DialectDefinition.Unit;
import io.quittance.gateways.InboundPlan.Roles;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether one message is believed. The checks run in the order of gateways/README.md, rule 2; an answer that says that the
 * question failed is recognised once it can be read, before anything else is asked of it (rule 12).
 */
final class Verification {
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final String JSON_TYPE = "application/json";

    private final InboundPlan plan;
    private final RawMessage raw;
    private final GatewayAccount account;
    private final Fields fields;
    private final @Nullable SignaturePlan signature;
    private int[] pairs = SignedPairs.NONE;
    private @Nullable String unsignable;

    Verification(InboundPlan plan, RawMessage raw, GatewayAccount account) {
        this.plan = plan;
        this.raw = raw;
        this.account = account;
        this.fields = new Fields(plan.absolute().length);
        this.signature = plan.signature();
    }

    Verdict verdict(long receivedAt, long addedBefore) {
        read();
        if (fields.fault() != null) {
            return rejected(Reason.MALFORMED, fields.fault());
        }
        if (plan.error() != null && plan.error().says(fields)) {
            return verified(null, true, null);
        }
        String unsigned = signature == null ? null : prepareSigned(signature);
        ReportStatus status = InboundPlan.first(plan.status(), fields);
        String fault = contentFault(status);
        if (fault != null || unsigned != null) {
            return rejected(Reason.MALFORMED, fault == null ? unsigned : fault);
        }
        if (signature == null || (fields.isBlank(signature.slot()) && !signature.required())) {
            return bound(null, status);
        }
        if (fields.isBlank(signature.slot())) {
            return rejected(Reason.MISSING_SIGNATURE, "no signature");
        }
        String keyId = verifyingKey(signature, receivedAt, addedBefore);
        return keyId == null
                ? rejected(Reason.BAD_SIGNATURE, "no key of the account verifies it")
                : bound(keyId, status);
    }

    /** Writes the canonical text of a readable message; for people who compare it with the gateway's. */
    @Nullable String canonical(KeyMaterial keys) {
        read();
        if (fields.fault() != null || signature == null || prepareSigned(signature) != null) {
            return null;
        }
        SignaturePlan.TextBuffer buffer = new SignaturePlan.TextBuffer();
        signature.write(fields, pairs, keys, buffer);
        return buffer.toString(plan.charset());
    }

    private void read() {
        boolean all = signature != null && signature.all();
        if (plan.body() == Body.CSV) {
            CsvReader.read(raw, plan.names(), plan.columns(), fields);
        } else if (body() == Body.JSON) {
            unsignable = JsonReader.read(raw.body(), plan.json(), all, fields, plan.charset());
        } else {
            FormReader.read(raw.body(), plan.names(), all, fields);
            if (fields.fault() == null
                    && !fields.isAscii()
                    && !Charsets.isText(fields.text(), fields.textLength(), plan.charset())) {
                fields.clear();
                fields.fail("the body is not " + plan.charset());
            }
        }
        fields.settle(plan.absolute());
    }

    private Body body() {
        String type = raw.contentType();
        if (type == null || plan.body() == Body.QUERY) {
            return plan.body();
        }
        if (type.equals(FORM_TYPE)) {
            return Body.FORM;
        }
        int end = type.indexOf(';');
        String bare = (end < 0 ? type : type.substring(0, end)).strip();
        if (bare.equalsIgnoreCase(FORM_TYPE)) {
            return Body.FORM;
        }
        return bare.equalsIgnoreCase(JSON_TYPE) ? Body.JSON : plan.body();
    }

    /** Sorts what is signed and refuses what could be read in two ways; gives the fault or null. */
    private @Nullable String prepareSigned(SignaturePlan plan) {
        if (plan.all()) {
            int[] sorted = SignedPairs.sort(fields, plan.slot(), this.plan.unsigned());
            if (sorted == null) {
                return "a name arrives twice";
            }
            pairs = sorted;
        }
        String fault = Delimiters.fault(this.plan, plan, fields, pairs);
        forgetUnsignedZeros(plan.text());
        return fault == null ? unsignable : fault;
    }

    /** A value that PHP's empty() leaves out of the signed text could be added by anybody: it counts as blank. */
    private void forgetUnsignedZeros(SignedText text) {
        if (!text.dropsZeros()) {
            return;
        }
        for (int slot = 0; slot < plan.plain().length; slot++) {
            if (plan.plain()[slot] && !fields.isBlank(slot) && text.isSkipped(fields, fields.pair(slot))) {
                fields.forget(slot);
            }
        }
    }

    private @Nullable String contentFault(@Nullable ReportStatus status) {
        Roles roles = plan.roles();
        if (roles.order() != Fields.ABSENT && !plan.isPlacementAnswer() && fields.isBlank(roles.order())) {
            return "no order";
        }
        // Exports put dashes where nothing was paid.
        boolean counts = status == ReportStatus.PAID || !plan.type().statement();
        boolean broken = isBroken(roles.ordered(), roles.orderedUnit())
                || isBroken(roles.paid(), roles.paidUnit())
                || isBroken(roles.balance(), roles.balanceUnit());
        if (counts && broken) {
            return "an amount that is none, or finer than a fen";
        }
        if (status == ReportStatus.PAID
                && roles.paid() != Fields.ABSENT
                && !(amount(roles.paid(), roles.paidUnit()) > 0)) {
            return "paid, but no paid amount";
        }
        if (roles.balance() != Fields.ABSENT && plan.ok().holds(fields) && fields.isBlank(roles.balance())) {
            return "no balance";
        }
        return null;
    }

    private boolean isBroken(int slot, Unit unit) {
        return slot != Fields.ABSENT && !fields.isBlank(slot) && amount(slot, unit) == Amounts.BROKEN;
    }

    private long amount(int slot, Unit unit) {
        if (fields.isBlank(slot)) {
            return Amounts.BROKEN;
        }
        int pair = fields.pair(slot);
        return Amounts.parse(fields.text(), fields.valueStart(pair), fields.valueEnd(pair), unit);
    }

    private @Nullable String verifyingKey(SignaturePlan signature, long receivedAt, long addedBefore) {
        byte[] received = signature.received(fields);
        if (received == null) {
            return null;
        }
        for (AccountKey key : account.keys()) {
            if (key.counts(receivedAt, addedBefore) && signature.verifies(fields, pairs, received, key.material())) {
                return key.id();
            }
        }
        return null;
    }

    /** Binds a message to the account and, if it is an answer, to its question (rules 5 and 6). */
    private Verdict bound(@Nullable String keyId, @Nullable ReportStatus status) {
        Roles roles = plan.roles();
        boolean namesMerchant =
                roles.merchant() != Fields.ABSENT && !(roles.merchantEcho() && fields.isAbsent(roles.merchant()));
        if (namesMerchant && !is(roles.merchant(), account.merchant())) {
            return rejected(Reason.MERCHANT_MISMATCH, "another merchant, or none");
        }
        if (!answersItsQuestion(roles)) {
            return rejected(Reason.ORDER_MISMATCH, "not about what was asked for");
        }
        return verified(keyId, false, status);
    }

    private boolean answersItsQuestion(Roles roles) {
        String queried = raw.queried();
        if (roles.asOf() != Fields.ABSENT && queried != null && !fields.isAbsent(roles.asOf())) {
            return is(roles.asOf(), queried);
        }
        if (!plan.isAnswer()) {
            return true;
        }
        if (queried == null) {
            return false;
        }
        boolean named = roles.order() != Fields.ABSENT && !fields.isBlank(roles.order());
        return !named
                || is(roles.order(), queried)
                || (plan.prefixedOrder() && is(roles.order(), account.merchant() + queried));
    }

    private boolean is(int slot, String expected) {
        return !expected.isEmpty() && fields.textIs(slot, expected, plan.charset());
    }

    private Verified verified(@Nullable String keyId, boolean error, @Nullable ReportStatus status) {
        String order = order();
        return new Verified(raw, account, plan, fields, order == null ? "" : order, keyId, error, status);
    }

    private Rejected rejected(Reason reason, @Nullable String detail) {
        String message =
                plan.type().wireName() + ": " + (detail == null ? reason.name().toLowerCase(Locale.ROOT) : detail);
        return new Rejected(reason, message, order());
    }

    private @Nullable String order() {
        if (plan.isAnswer()) {
            return raw.queried();
        }
        int slot = plan.roles().order();
        return slot == Fields.ABSENT ? null : fields.string(slot, plan.charset());
    }
}
