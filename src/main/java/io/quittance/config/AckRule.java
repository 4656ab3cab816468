package io.quittance.config;

/** When a callback is acknowledged: after the durable write and a verified signature, or after the durable write alone. */
public enum AckRule {
    VERIFIED,
    DURABLE
}
