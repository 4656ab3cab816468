package io.quittance.gateways;

/** Why a field of a request is refused before signing; the message names the limit, never the value. */
public record FieldFault(String field, String message) {}
