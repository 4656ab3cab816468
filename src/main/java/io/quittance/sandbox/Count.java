package io.quittance.sandbox;

/** What is counted of an account, and how the ledger calls it. */
enum Count {
    PLACEMENTS("placements"),
    PLACEMENTS_REFUSED("placementsRefused"),
    PLACEMENTS_NOT_TAKEN("placementsNotTaken"),
    PLACED_TWICE("placedTwice"),
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

    /** Whether it tells of a fault of the merchant's, which another start must not forget. */
    boolean isLasting() {
        return switch (this) {
            case PLACED_TWICE, FORGERIES_ACKED, TOO_MANY_PLACEMENTS, TOO_MANY_QUERIES, TOO_MANY_BALANCE_QUERIES -> true;
            case PLACEMENTS,
                    PLACEMENTS_REFUSED,
                    PLACEMENTS_NOT_TAKEN,
                    QUERIES,
                    BALANCE_QUERIES,
                    CALLBACKS_SENT,
                    CALLBACKS_ACKED,
                    CALLBACKS_GIVEN_UP,
                    CALLBACKS_LOST,
                    FORGERIES_SENT,
                    RETURNS,
                    ANSWERS_SPOILED,
                    DROPPED -> false;
        };
    }

    /** The name in the ledger. */
    String label() {
        return label;
    }
}
