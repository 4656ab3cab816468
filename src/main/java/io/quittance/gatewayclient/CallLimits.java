package io.quittance.gatewayclient;

import java.time.Duration;

/**
 * What a client's calls may take; each account has all of it for itself.
 *
 * @param concurrency calls at a time; the next one waits for one of them to end
 * @param connectTime to reach the gateway, its certificate checked
 * @param maxAnswerBytes of a body; more is cut off
 * @param failures so many calls in a row without a sound answer open the circuit
 * @param pause how long an open circuit stays so before one call tries again
 */
public record CallLimits(int concurrency, Duration connectTime, int maxAnswerBytes, int failures, Duration pause) {
    /** Answers are a few hundred bytes; one with a payment page in it may have more. */
    private static final int USUAL_ANSWER_BYTES = 256 * 1024;

    private static final int USUAL_CONCURRENCY = 16;
    private static final int USUAL_FAILURES = 5;

    /** The limits where nothing else is said. */
    public static CallLimits usual() {
        return new CallLimits(
                USUAL_CONCURRENCY, Duration.ofSeconds(3), USUAL_ANSWER_BYTES, USUAL_FAILURES, Duration.ofSeconds(30));
    }
}
