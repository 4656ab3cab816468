package io.quittance.queries;

import java.time.Duration;

/** Every limit of the queries, in one place (reliability.md, rule 10). Each has a test. */
final class QueryLimits {
    /** Balances are asked for from 1970 on, for as long as anybody will. */
    static final Duration MAX_AGE = Duration.ofDays(365L * 1000);

    /** A longer {@code ?wait=} is cut to this. */
    static final Duration MAX_WAIT = Duration.ofSeconds(60);

    /** How many requests of one instance may wait for their order; 503 over it. Fewer than the HTTP side lets wait in all. */
    static final int MAX_WAITERS = 800;

    /** How many requests read stores at a time: readers take time from the thread that fills them (performance.md). */
    static final int MAX_READS = 4;

    /** How long a request waits for its turn to read; 503 over it. */
    static final Duration READ_TURN = Duration.ofSeconds(1);

    /** How long the owner of a key may take to answer, beside the time that the client waits on purpose. */
    static final Duration PEER_ANSWER = Duration.ofSeconds(5);

    /** How long a connection to the owner may take. */
    static final Duration PEER_CONNECT = Duration.ofSeconds(2);

    /** How many open breaks of a day are listed; how many there are is always told. */
    static final int MAX_BREAKS = 1_000;

    /** A larger answer of the owner is none of ours: that many breaks with long words and ids need less. */
    static final int MAX_PEER_BODY_BYTES = 1 << 22;

    /** When to try again after a 503, in seconds. */
    static final int RETRY_AFTER_SECONDS = 1;

    private QueryLimits() {}
}
