package io.quittance.topology.decisions;

/** What a gateway's report says of an order: a status, or the answer to a placement. */
public enum Told {
    PENDING,
    ACCEPTED,
    REJECTED,
    PAID,
    FAILED,
    EXPIRED,
    UNKNOWN
}
