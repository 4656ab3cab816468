package io.quittance.gateways;

/** One set of an account's credentials and when it counts; times in epoch milliseconds, open ends at the ends of {@code long}. */
public record AccountKey(String id, long validFrom, long validTo, long addedAt, KeyMaterial material) {}
