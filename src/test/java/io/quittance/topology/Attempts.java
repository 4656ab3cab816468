package io.quittance.topology;

import io.quittance.events.Attempt;
import io.quittance.events.AttemptAnswer;
import io.quittance.events.Decision;
import io.quittance.events.DecisionAction;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What records of our own carry. */
final class Attempts {
    static final Instant LEASE_UNTIL = Letter.NOON.plusSeconds(30);

    private Attempts() {}

    static Attempt placing(String id, @Nullable Long orderedMinor) {
        return new Attempt(id, "hash-of-" + orderedMinor, orderedMinor, LEASE_UNTIL, AttemptAnswer.NONE, Map.of());
    }

    static Attempt answered(String id) {
        return of(id, AttemptAnswer.ANSWERED);
    }

    static Attempt of(String id, AttemptAnswer answer) {
        return new Attempt(id, "hash", null, null, answer, Map.of());
    }

    static Decision release(long amountMinor, String evidence) {
        return new Decision(DecisionAction.RELEASE, amountMinor, "the payer called", evidence);
    }
}
