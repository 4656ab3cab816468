package io.quittance.poller;

import io.quittance.gateways.DialectDefinition.Pacing;
import io.quittance.gateways.DialectDefinition.QueryPace;
import io.quittance.gateways.MessageType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * When an account's gateway may be asked about what: the document's least time between two questions about one order, or about the
 * balance, counted from the end of the one before. Who was asked before this poller took over is not known, so nothing is asked for
 * a whole such time. Times are epoch milliseconds. Not thread-safe.
 */
final class Spacing {
    /** Where a dialect does not say: what the strictest of the documents asks for. */
    static final Duration USUAL = Duration.ofMinutes(1);

    /** The earliest time of a question whose subject is being asked about. */
    static final long BEING_ASKED = Long.MAX_VALUE;

    private static final int REMEMBERED_BEFORE_TIDYING = 1_024;

    private final Pacing pacing;
    private final long since;
    private final Map<String, Long> free = new HashMap<>();
    private int tidyAt = REMEMBERED_BEFORE_TIDYING;

    Spacing(Pacing pacing, long since) {
        this.pacing = pacing;
        this.since = since;
    }

    /** From when on that question may be asked; {@link #BEING_ASKED} while its subject is being asked about. */
    long earliest(Inquiry question) {
        long first = since + every(question.request());
        return Math.max(first, free.getOrDefault(question.subject(), 0L));
    }

    void begin(Inquiry question) {
        free.put(question.subject(), BEING_ASKED);
    }

    void end(Inquiry question, long now) {
        free.put(question.subject(), now + every(question.request()));
        if (free.size() >= tidyAt) {
            free.values().removeIf(time -> time <= now);
            tidyAt = Math.max(REMEMBERED_BEFORE_TIDYING, 2 * free.size());
        }
    }

    /** How many subjects it remembers. */
    int remembered() {
        return free.size();
    }

    private long every(MessageType request) {
        QueryPace pace = pacing.queries().get(request);
        return (pace == null ? USUAL : pace.every()).toMillis();
    }
}
