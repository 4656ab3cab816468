package io.quittance.gateways;

/** Whether a message is believed. A rejection is a result with a reason that can be counted; it neither throws nor logs. */
public sealed interface Verdict permits Verified, Rejected {}
