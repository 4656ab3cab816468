package io.quittance.gateways;

/** What a believed message says of an order; anything that no status table maps is {@link #UNKNOWN}. */
public enum ReportStatus {
    PENDING,
    PAID,
    FAILED,
    EXPIRED,
    UNKNOWN
}
