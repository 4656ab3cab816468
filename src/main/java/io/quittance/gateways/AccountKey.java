package io.quittance.gateways;

/**
 * A key of an account and when it counts (DESIGN.md, section 5): {@code validFrom <= receivedAt < validTo}, and it was known then.
 * Times are epoch milliseconds, {@link Long#MIN_VALUE} and {@link Long#MAX_VALUE} where they are open.
 */
public record AccountKey(String id, long validFrom, long validTo, long addedAt, KeyMaterial material) {

    /** Whether this key counts for a message received then, believed with the keys added up to {@code addedBefore}. */
    public boolean counts(long receivedAt, long addedBefore) {
        return validFrom <= receivedAt && receivedAt < validTo && addedAt <= addedBefore;
    }

    @Override
    public String toString() {
        return "AccountKey[" + id + "]";
    }
}
