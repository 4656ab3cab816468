package io.quittance.gateways;

/** What an answer to a placement says; undecided for anything that the document does not name (ask by query). */
public enum Acceptance {
    ACCEPTED,
    REFUSED,
    UNDECIDED
}
