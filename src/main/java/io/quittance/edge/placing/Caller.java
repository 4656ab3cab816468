package io.quittance.edge.placing;

import io.quittance.events.Received;
import io.quittance.gatewayclient.Answer;
import io.quittance.gatewayclient.Answer.Answered;
import io.quittance.gatewayclient.Answer.Unanswered;
import io.quittance.gatewayclient.GatewayClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Makes a winner's one call, if it can begin before the lease ends, and says what became of it. */
final class Caller {
    private final GatewayClient client;
    private final int callsPerAccount;
    private final Map<String, Semaphore> calls = new ConcurrentHashMap<>();

    /** What became of a call, as it is written down. */
    sealed interface Called {
        Received record();
    }

    /** The gateway has, or may have, the order. */
    record Made(Received record) implements Called {}

    /** It surely has not. */
    record NotMade(Received record, String why) implements Called {}

    Caller(GatewayClient client, int callsPerAccount) {
        this.client = client;
        this.callsPerAccount = callsPerAccount;
    }

    /** Calls, once. A call that had to wait for others past its lease is not made: the order may be asked about by then. */
    Called call(PlacementRequest placement, CallRecords records) throws InterruptedException {
        Semaphore slots =
                calls.computeIfAbsent(placement.account().name(), name -> new Semaphore(callsPerAccount, true));
        Duration lease = Duration.between(now(), records.leaseUntil());
        if (lease.isNegative() || !slots.tryAcquire(lease.toMillis(), TimeUnit.MILLISECONDS)) {
            String why = "too many calls to this gateway are under way";
            return new NotMade(records.notCalled(why, System.currentTimeMillis()), why);
        }
        try {
            if (now().isAfter(records.leaseUntil())) {
                String why = "it was too late to call";
                return new NotMade(records.notCalled(why, System.currentTimeMillis()), why);
            }
            return told(client.call(placement.account(), placement.signed(), PlacingLimits.CALL_TIME), records);
        } finally {
            slots.release();
        }
    }

    private static Called told(Answer answer, CallRecords records) {
        long now = System.currentTimeMillis();
        return switch (answer) {
            case Answered answered -> new Made(records.answered(answered, now));
            case Unanswered unanswered ->
                switch (unanswered.why()) {
                    case NOT_SENT -> new NotMade(records.notCalled(unanswered.detail(), now), unanswered.detail());
                    case NO_ANSWER, TOO_LONG -> new Made(records.unanswered(unanswered.detail(), now));
                };
        };
    }

    private static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }
}
