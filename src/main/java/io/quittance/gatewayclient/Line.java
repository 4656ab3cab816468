package io.quittance.gatewayclient;

import dev.failsafe.CircuitBreaker;
import io.quittance.gatewayclient.Answer.Answered;
import io.quittance.gatewayclient.Answer.Unanswered;
import io.quittance.gatewayclient.Answer.Why;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one account may use of the client: so many calls at a time, and none while its gateway is known to be away. */
final class Line {
    private static final int FIRST_SERVER_ERROR = 500;

    private final CallLimits limits;
    private final Semaphore slots;
    private final CircuitBreaker<Answer> breaker;

    /** A call that is let through. */
    interface Call {
        Answer make() throws InterruptedException;
    }

    Line(CallLimits limits) {
        this.limits = limits;
        this.slots = new Semaphore(limits.concurrency(), true);
        this.breaker = CircuitBreaker.<Answer>builder()
                .withFailureThreshold(limits.failures())
                .withSuccessThreshold(1) // Half open lets as many try as it wants successes: one.
                .withDelay(limits.pause())
                .build();
    }

    /** Makes the call once there is room for it; waits for that until the deadline of {@link System#nanoTime()}. */
    Answer through(Call call, long deadline) throws InterruptedException {
        if (!slots.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return new Unanswered(
                    Why.NOT_SENT, "all " + limits.concurrency() + " calls at a time to this gateway were taken");
        }
        try {
            return breaker.tryAcquirePermit()
                    ? watched(call)
                    : new Unanswered(
                            Why.NOT_SENT, "the gateway failed " + limits.failures() + " times; it is tried again soon");
        } finally {
            slots.release();
        }
    }

    private Answer watched(Call call) throws InterruptedException {
        Answer answer = null;
        try {
            answer = call.make();
            return answer;
        } finally {
            if (isSound(answer)) {
                breaker.recordSuccess();
            } else {
                breaker.recordFailure();
            }
        }
    }

    private static boolean isSound(@Nullable Answer answer) {
        return answer instanceof Answered answered && answered.status() < FIRST_SERVER_ERROR;
    }

    Circuit circuit() {
        return switch (breaker.getState()) {
            case CLOSED -> new Circuit(Circuit.State.CLOSED, Duration.ZERO);
            case HALF_OPEN -> new Circuit(Circuit.State.TRYING, Duration.ZERO);
            case OPEN -> open(breaker.getRemainingDelay());
        };
    }

    /** The breaker itself changes its state only when a call asks for it. */
    private static Circuit open(Duration remaining) {
        return remaining.isPositive()
                ? new Circuit(Circuit.State.OPEN, remaining)
                : new Circuit(Circuit.State.TRYING, Duration.ZERO);
    }
}
