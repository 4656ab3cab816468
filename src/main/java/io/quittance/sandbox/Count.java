package io.quittance.sandbox;

/** What is counted of an account, and how the ledger calls it. */
enum Count {
    PLACEMENTS("placements"),
    PLACEMENTS_REFUSED("placementsRefused"),
    PLACEMENTS_NOT_TAKEN("placementsNotTaken"),
    QUERIES("queries"),
    BALANCE_QUERIES("balanceQueries"),
    CALLBACKS_SENT("callbacksSent"),
    CALLBACKS_ACKED("callbacksAcked"),
    CALLBACKS_GIVEN_UP("callbacksGivenUp"),
    CALLBACKS_LOST("callbacksLost"),
    FORGERIES_SENT("forgeriesSent"),
    FORGERIES_ACKED("forgeriesAcked"),
    RETURNS("returns"),
    ANSWERS_SPOILED("answersSpoiled"),
    DROPPED("dropped"),
    TOO_MANY_PLACEMENTS("tooManyPlacements"),
    TOO_MANY_QUERIES("tooManyQueries"),
    TOO_MANY_BALANCE_QUERIES("tooManyBalanceQueries");

    private final String label;

    Count(String label) {
        this.label = label;
    }

    /** The name in the ledger. */
    String label() {
        return label;
    }
}
