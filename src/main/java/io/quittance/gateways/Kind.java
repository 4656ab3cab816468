package io.quittance.gateways;

/** What an event is about: money in, money out, or what the gateway holds. */
public enum Kind {
    PAYMENT,
    PAYOUT,
    BALANCE
}
