package io.quittance.sandbox;

/** What came back for a callback; {@code status} 0: nothing did, within the time that a gateway waits. */
record Answer(int status, String body) {
    /** No connection, no answer in time. */
    static final Answer NONE = new Answer(0, "");

    /** Whether the receiver may be well again later: it did not answer, was overloaded or away. */
    boolean passing() {
        return status == 0 || status == 429 || status >= 500;
    }
}
