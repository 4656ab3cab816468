package io.quittance.topology.decisions;

import io.quittance.events.AskingState;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.OrderState;
import io.quittance.events.OrderStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When to ask about one order: pure functions from what is remembered of asking to the next (DESIGN section 5, "Due"). Each gives back
 * the very state that it was given where nothing changes. Times are epoch milliseconds.
 */
public record Asks(AskingPlan plan, OrderRules rules, EventKind kind, String key) {
    private static final long UNASKABLE = Duration.ofHours(1).toMillis();

    /**
     * A question to send.
     *
     * @param attempt how often it has been asked before
     * @param last whether no further question follows
     * @param after what is remembered once it is sent
     */
    public record Sent(
            String id, int attempt, long notBefore, long expiresAt, boolean last, boolean resend, AskingState after) {}

    /** After a decision on the order. */
    public @Nullable AskingState decided(@Nullable OrderState before, OrderDecision decision, Evidence evidence) {
        AskingState asking = before == null ? null : before.getAsking();
        OrderState state = decision.state();
        if (state == null || !isOpen(state)) {
            return resting(asking);
        }
        if (evidence instanceof GaveUp gaveUp) {
            return gaveUp(asking, gaveUp);
        }
        if (evidence instanceof ResendAsked && decision.effect() != Effect.REFUSED) {
            return anew(asking, evidence.receivedAt(), 0, true);
        }
        if (isUnconfirmed(state) && (before == null || asking == null || !isUnconfirmed(before))) {
            return anew(asking, evidence.receivedAt(), 0, true);
        }
        // An order that was open before its gateway could be asked has no time yet.
        boolean opened = asking == null || before == null || !isOpen(before);
        return opened ? anew(asking, evidence.receivedAt(), plan.untilFirst(key), false) : asking;
    }

    /** After a hint that something happened to an order known so: due at once, as long as its budget lasts. */
    public @Nullable AskingState hinted(OrderState state, long at) {
        AskingState asking = state.getAsking();
        if (!isOpen(state)) {
            return asking;
        }
        long soon = earliest(asking, at);
        if (asking == null) {
            return new AskingState(soon, at, 0, 0, null, null, 1, false, false);
        }
        boolean dueAnyway = asking.getNextAt() != null && asking.getNextAt() <= soon;
        return dueAnyway || asking.getHints() >= plan.hints()
                ? asking
                : AskingState.newBuilder(asking)
                        .setNextAt(soon)
                        .setHints(asking.getHints() + 1)
                        .build();
    }

    /**
     * After a poller was about to ask; a question that was sent from here is known, any other one counts like it. Only now the gateway
     * surely hears the wish for its callback: a question that nobody asks leaves it to the next one.
     */
    public @Nullable AskingState asked(OrderState state, @Nullable String question, long at) {
        AskingState asking = state.getAsking();
        if (asking == null || question == null) {
            return asking;
        }
        Long next = asking.getNextAt();
        boolean known = question.equals(asking.getQuestion());
        boolean told = known ? asking.getResendSent() : next != null && next <= at;
        AskingState heard = told ? withoutWish(asking) : asking;
        if (known) {
            return heard;
        }
        AskingState counted = counted(heard, latest(asking, at), question);
        return next != null
                ? counted
                : AskingState.newBuilder(counted).setNextAt(null).build();
    }

    private static AskingState withoutWish(AskingState asking) {
        return AskingState.newBuilder(asking)
                .setResend(false)
                .setResendSent(false)
                .build();
    }

    /** What is remembered of asking, where the order is due at that very time. */
    public static @Nullable AskingState dueThen(@Nullable OrderState state, long time) {
        AskingState asking = state == null ? null : state.getAsking();
        Long next = asking == null ? null : asking.getNextAt();
        return next != null && next == time ? asking : null;
    }

    /**
     * Where nobody can be asked, since the settings have no such account or its gateway takes no questions: the same question
     * after one to two hours, so that many such orders come back spread over an hour.
     */
    public static AskingState postponed(AskingState asking, String key, long now) {
        long until = now + UNASKABLE + AskingPlan.spread(UNASKABLE, key, 0);
        return AskingState.newBuilder(asking).setNextAt(until).build();
    }

    /** The question that is due now by the clock of whoever sends it. */
    public Sent send(OrderState state, AskingState asking, long now) {
        String id = UUID.nameUUIDFromBytes(
                        (kind + " " + key + " " + asking.getAsked() + " " + now).getBytes(StandardCharsets.UTF_8))
                .toString();
        boolean resend = plan.resends() && (asking.getResend() || isUnconfirmed(state));
        AskingState after = AskingState.newBuilder(counted(asking, now, id))
                .setResendSent(resend)
                .build();
        return new Sent(id, asking.getAsked(), now, now + plan.validity(), after.getNextAt() == null, resend, after);
    }

    /** One more question, at that time: the next one follows after a longer interval, or none where that is too late. */
    private AskingState counted(AskingState asking, long at, String question) {
        int step = asking.getStep() + 1;
        long next = at + plan.interval(key, step);
        boolean last = next > asking.getSince() + plan.giveUpAfter();
        return AskingState.newBuilder(asking)
                .setNextAt(last ? null : (Long) next)
                .setStep(step)
                .setAsked(asking.getAsked() + 1)
                .setLastAt(at)
                .setQuestion(question)
                .setResendSent(false)
                .build();
    }

    /** Whether somebody asks about it: it is not final, and somebody has or may have placed it. */
    private boolean isOpen(OrderState state) {
        boolean freed = state.getStatus() == OrderStatus.PLACED && state.getWinner() == null;
        return !freed && !rules.isFinal(state.getStatus());
    }

    /** Paid by a report that names no amount: the gateway is to send its callback again, which names it. */
    private static boolean isUnconfirmed(OrderState state) {
        return state.getStatus() == OrderStatus.HELD && PaymentRules.AMOUNT_UNCONFIRMED.equals(state.getReason());
    }

    private AskingState anew(@Nullable AskingState asking, long at, long wait, boolean resend) {
        if (asking == null) {
            return new AskingState(at + wait, at, 0, 0, null, null, 0, resend, false);
        }
        return AskingState.newBuilder(asking)
                .setNextAt(Math.max(at + wait, earliest(asking, at)))
                .setSince(at)
                .setStep(0)
                .setResend(resend)
                .setResendSent(false)
                .build();
    }

    /** The earliest time of another question that keeps the distance from the last one. */
    private long earliest(@Nullable AskingState asking, long at) {
        Long lastAt = asking == null ? null : asking.getLastAt();
        return lastAt == null ? at : Math.max(at, lastAt + plan.spacing());
    }

    private static long latest(AskingState asking, long at) {
        Long lastAt = asking.getLastAt();
        return lastAt == null ? at : Math.max(at, lastAt);
    }

    /**
     * A poller gave up. What has become due since the last question was sent is due all the same, and so is what is planned for later:
     * that an older question had no answer says nothing of it.
     */
    private static @Nullable AskingState gaveUp(@Nullable AskingState asking, GaveUp gaveUp) {
        Long next = asking == null ? null : asking.getNextAt();
        if (asking == null || next == null || next > gaveUp.receivedAt()) {
            return asking;
        }
        boolean known = asking.getQuestion() != null && asking.getQuestion().equals(gaveUp.question());
        return known ? asking : resting(asking);
    }

    /** Nothing is to be asked. */
    public static @Nullable AskingState resting(@Nullable AskingState asking) {
        return asking == null || asking.getNextAt() == null
                ? asking
                : AskingState.newBuilder(asking).setNextAt(null).build();
    }
}
