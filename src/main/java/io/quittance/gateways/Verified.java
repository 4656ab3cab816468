package io.quittance.gateways;

import org.jspecify.annotations.Nullable;

/** A message that is believed as far as its signature and its binding to account and question go. Only verifying can make one. */
public final class Verified implements Verdict {
    private final RawMessage raw;
    private final GatewayAccount account;
    private final InboundPlan plan;
    private final Fields fields;
    private final String order;
    private final @Nullable String keyId;
    private final boolean errorAnswer;
    private final @Nullable ReportStatus status;

    Verified(
            RawMessage raw,
            GatewayAccount account,
            InboundPlan plan,
            Fields fields,
            String order,
            @Nullable String keyId,
            boolean errorAnswer,
            @Nullable ReportStatus status) {
        this.raw = raw;
        this.account = account;
        this.plan = plan;
        this.fields = fields;
        this.order = order;
        this.keyId = keyId;
        this.errorAnswer = errorAnswer;
        this.status = status;
    }

    /** The message as it arrived. */
    public RawMessage raw() {
        return raw;
    }

    /** Our order id; of an answer, the id that was asked for; blank for a balance. */
    public String order() {
        return order;
    }

    /** The id of the key that verified it; blank where nothing was signed. */
    public String keyId() {
        return keyId == null ? "" : keyId;
    }

    /** Whether a signature was checked. What is not signed is believed only over our own connection or an authenticated relay. */
    public boolean signed() {
        return keyId != null;
    }

    /** Whether the dialect has a word for its status; {@code UNKNOWN} may be one. */
    public boolean knowsStatus() {
        return status != null;
    }

    GatewayAccount account() {
        return account;
    }

    InboundPlan plan() {
        return plan;
    }

    Fields fields() {
        return fields;
    }

    boolean errorAnswer() {
        return errorAnswer;
    }

    ReportStatus status() {
        return status == null ? ReportStatus.UNKNOWN : status;
    }

    @Override
    public String toString() {
        return "Verified[" + raw.type() + ", " + order + ", key " + keyId() + "]";
    }
}
