package io.quittance.sandbox;

import static io.quittance.events.ConflictKind.AMOUNT_CHANGED;
import static io.quittance.events.ConflictKind.AMOUNT_MISMATCH;
import static io.quittance.events.ConflictKind.CONTRADICTION;
import static io.quittance.events.ConflictKind.LATE_SUCCESS;

import io.quittance.events.ConflictKind;
import io.quittance.events.OrderStatus;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an order, and what DESIGN's tables make of it: how often, at which gateways, the outcome, the messages.
 * A tolerated conflict is one that an early message raises when it is sent again after a crash.
 */
@SuppressWarnings("ImmutableEnumChecker") // every list and set here is made by List.of and Set.of
enum Play {
    PAID(40, At.ANY, Outcome.settled(), Step.PAID),
    REPEATED(16, At.ANY, Outcome.settled(), Step.PAID, Step.PAID_REPEATS),
    FORGED_ONLY(5, At.ANY, Outcome.nothing(), Step.FORGERY),
    FORGED_FIRST(4, At.ANY, Outcome.settled(), Step.FORGERY, Step.PAID),
    FORGED_AFTER(4, At.ANY, Outcome.settled(), Step.PAID, Step.FORGERY, Step.PAID_REPEATS),
    WRONG_AMOUNT(6, At.BOTH_AMOUNTS, Outcome.held(), Step.PAID_OTHER_AMOUNT),
    RIGHTED_AMOUNT(
            3,
            At.BOTH_AMOUNTS,
            Outcome.settled().with(AMOUNT_MISMATCH, AMOUNT_CHANGED),
            Step.PAID_OTHER_AMOUNT,
            Step.PAID),
    CHANGED_AMOUNT(8, At.ONE_AMOUNT, Outcome.settled().with(AMOUNT_CHANGED), Step.PAID, Step.PAID_OTHER_AMOUNT),
    PENDING_FIRST(4, At.ZONGHE, Outcome.settled(), Step.PENDING, Step.PAID),
    PENDING_LATE(4, At.ZONGHE, Outcome.settled(), Step.PAID, Step.PENDING),
    PENDING_ONLY(3, At.ZONGHE, Outcome.open(OrderStatus.PENDING), Step.PENDING),
    FAILED_ONLY(3, At.ZONGHE, Outcome.open(OrderStatus.FAILED), Step.FAILED),
    FAILED_FIRST(4, At.ZONGHE, Outcome.settled().with(LATE_SUCCESS).tolerating(CONTRADICTION), Step.FAILED, Step.PAID),
    FAILED_LATE(4, At.ZONGHE, Outcome.settled().with(CONTRADICTION), Step.PAID, Step.FAILED),
    UNKNOWN_ONLY(3, At.OTHER_STATUSES, Outcome.open(OrderStatus.UNKNOWN), Step.OTHER_STATUS),
    UNKNOWN_FIRST(3, At.OTHER_STATUSES, Outcome.settled(), Step.OTHER_STATUS, Step.PAID),
    PAID_OUT(10, At.LIANHE, Outcome.settled(), Step.PAYOUT),
    PAID_OUT_REPEATED(6, At.LIANHE, Outcome.settled(), Step.PAYOUT, Step.PAYOUT_REPEATS),
    PAYOUT_FORGED(3, At.LIANHE, Outcome.nothing(), Step.PAYOUT_FORGERY),
    PAYOUT_CHANGED(4, At.LIANHE, Outcome.settled().with(AMOUNT_CHANGED), Step.PAYOUT, Step.PAYOUT_OTHER_AMOUNT),
    SHARED_NUMBER(4, At.LIANHE, Outcome.settled(), Step.PAYOUT, Step.PAID, Step.PAYOUT_REPEATS);

    private final int weight;
    private final At at;
    private final Outcome outcome;
    private final List<Step> steps;

    Play(int weight, At at, Outcome outcome, Step... steps) {
        this.weight = weight;
        this.at = at;
        this.outcome = outcome;
        this.steps = List.of(steps);
    }

    /** How often it is played, against the other plays of the same gateway. */
    int weight() {
        return weight;
    }

    /** What must come of it, for each of its flows. */
    Outcome outcome() {
        return outcome;
    }

    /** What is said, in this order. */
    List<Step> steps() {
        return steps;
    }

    /** Whether that gateway can play it. */
    boolean fits(Gateway gateway) {
        return switch (at) {
            case ANY -> true;
            case BOTH_AMOUNTS -> gateway.statesBothAmounts();
            case ONE_AMOUNT -> !gateway.statesBothAmounts();
            case ZONGHE -> gateway == Gateway.ZONGHE;
            case LIANHE -> gateway == Gateway.LIANHE;
            case OTHER_STATUSES -> gateway != Gateway.JINGS && gateway != Gateway.LIANHE;
        };
    }

    /** The gateways whose callbacks have the words for a play. */
    private enum At {
        ANY,
        BOTH_AMOUNTS,
        ONE_AMOUNT,
        ZONGHE,
        LIANHE,
        OTHER_STATUSES
    }

    /** What must come of a play; {@code status} is null where no row may be made. */
    record Outcome(
            @Nullable OrderStatus status, boolean settles, Set<ConflictKind> conflicts, Set<ConflictKind> tolerated) {

        private static Outcome settled() {
            return new Outcome(OrderStatus.PAID, true, Set.of(), Set.of());
        }

        private static Outcome held() {
            return new Outcome(OrderStatus.HELD, false, Set.of(AMOUNT_MISMATCH), Set.of());
        }

        private static Outcome open(OrderStatus status) {
            return new Outcome(status, false, Set.of(), Set.of());
        }

        private static Outcome nothing() {
            return new Outcome(null, false, Set.of(), Set.of());
        }

        private Outcome with(ConflictKind... kinds) {
            return new Outcome(status, settles, Set.of(kinds), tolerated);
        }

        private Outcome tolerating(ConflictKind... kinds) {
            return new Outcome(status, settles, conflicts, Set.of(kinds));
        }
    }
}
