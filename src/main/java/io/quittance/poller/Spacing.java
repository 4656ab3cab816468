package io.quittance.poller;

import io.quittance.gateways.DialectDefinition.Pacing;
import io.quittance.gateways.DialectDefinition.QueryPace;
import io.quittance.gateways.MessageType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * When an account's gateway may be asked about what: the document's least time between two questions about one order, or about the
 * balance, as it is in force now, counted from the end of the one before. Who was asked before this poller took over is not known, so
 * nothing is asked for a whole such time. Times are epoch milliseconds. Not thread-safe.
 */
final class Spacing {
    /** Where a dialect does not say: what the strictest of the documents asks for. */
    static final Duration USUAL = Duration.ofMinutes(1);

    /** The earliest time of a question whose subject is being asked about. */
    static final long BEING_ASKED = Long.MAX_VALUE;

    private static final int REMEMBERED_BEFORE_TIDYING = 1_024;

    private final Supplier<Pacing> pacing;
    private final long since;
    private final Map<String, Asked> asked = new HashMap<>();
    private int tidyAt = REMEMBERED_BEFORE_TIDYING;

    /** A question and when it ended; {@link #BEING_ASKED} before that. */
    private record Asked(MessageType request, long ended) {
        boolean isFree(Pacing pacing, long now) {
            return ended != BEING_ASKED && ended + every(pacing, request) <= now;
        }
    }

    Spacing(Supplier<Pacing> pacing, long since) {
        this.pacing = pacing;
        this.since = since;
    }

    /** From when on that question may be asked; {@link #BEING_ASKED} while its subject is being asked about. */
    long earliest(Inquiry question) {
        Asked before = asked.get(question.subject());
        long ended = before == null ? since : Math.max(since, before.ended());
        return ended == BEING_ASKED ? BEING_ASKED : ended + every(pacing.get(), question.request());
    }

    void begin(Inquiry question) {
        asked.put(question.subject(), new Asked(question.request(), BEING_ASKED));
    }

    void end(Inquiry question, long now) {
        asked.put(question.subject(), new Asked(question.request(), now));
        if (asked.size() >= tidyAt) {
            Pacing current = pacing.get();
            asked.values().removeIf(before -> before.isFree(current, now));
            tidyAt = Math.max(REMEMBERED_BEFORE_TIDYING, 2 * asked.size());
        }
    }

    /** How many subjects it remembers. */
    int remembered() {
        return asked.size();
    }

    private static long every(Pacing pacing, MessageType request) {
        QueryPace pace = pacing.queries().get(request);
        return (pace == null ? USUAL : pace.every()).toMillis();
    }
}
