package io.quittance.gateways;

/** Credentials, parsed once. */
public final class KeyMaterial {
    KeyMaterial() {}
}
