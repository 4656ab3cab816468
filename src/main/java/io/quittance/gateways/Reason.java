package io.quittance.gateways;

/** Why a message was not believed, in the order in which the checks apply (gateways/README.md, rule 2). */
public enum Reason {
    MALFORMED,
    MISSING_SIGNATURE,
    BAD_SIGNATURE,
    MERCHANT_MISMATCH,
    ORDER_MISMATCH
}
