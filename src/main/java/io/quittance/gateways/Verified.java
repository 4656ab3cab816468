package io.quittance.gateways;

/** A message that is believed; only verifying can make one. */
public final class Verified implements Verdict {
    private final RawMessage raw;
    private final String order;
    private final String keyId;

    Verified(RawMessage raw, String order, String keyId) {
        this.raw = raw;
        this.order = order;
        this.keyId = keyId;
    }

    /** The message as it arrived. */
    public RawMessage raw() {
        return raw;
    }

    /** Our order id; of an answer the one that was asked for. */
    public String order() {
        return order;
    }

    /** Id of the key that verified it, blank where nothing was signed. */
    public String keyId() {
        return keyId;
    }

    /** Whether a signature was there and verified. */
    public boolean signed() {
        return !keyId.isEmpty();
    }
}
