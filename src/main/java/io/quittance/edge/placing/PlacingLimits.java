package io.quittance.edge.placing;

import java.time.Duration;

/** Every limit of placing, in one place (reliability.md, rule 10). */
final class PlacingLimits {
    /** How long the topology may take to say who may place; past it nobody calls, and the client gets a 503. */
    static final Duration DECISION_TIME = Duration.ofSeconds(6);

    /** From a placing to the last moment at which its winner may begin to call. */
    static final Duration LEASE = Duration.ofSeconds(10);

    /** How long the gateway may take to answer. */
    static final Duration CALL_TIME = Duration.ofSeconds(20);

    /** From a request to its answer: past it 202, and the order tells the rest. */
    static final Duration ANSWER_TIME = Duration.ofSeconds(25);

    /** Placings that wait for a decision or an answer at a time, in one edge; over it 503. */
    static final int MAX_WAITING = 800;

    /** How long what became of a call is written again while the brokers do not take it. */
    static final Duration INSISTENCE = Duration.ofMinutes(10);

    /** The pause between two tries of that. */
    static final Duration INSISTENCE_PAUSE = Duration.ofMillis(500);

    /** How long a closing edge lets calls that it has just ended be written down. */
    static final Duration CLOSE_TIME = Duration.ofSeconds(2);

    private PlacingLimits() {}
}
