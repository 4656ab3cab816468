package io.quittance.gateways;

/** A request that may go out, or the faults for which it must not. */
public sealed interface Signing permits SignedRequest, RefusedRequest {}
