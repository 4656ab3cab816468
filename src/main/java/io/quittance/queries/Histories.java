package io.quittance.queries;

import io.quittance.events.Conflict;
import io.quittance.events.ConflictNote;
import io.quittance.events.Effect;
import io.quittance.events.OrderHistory;
import io.quittance.events.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What outcomes and conflicts of one order add up to. Bounded, and the same however often a row is seen. */
final class Histories {
    /** Of more evidence than this the last ids are kept; the count goes on. */
    static final int MAX_EVIDENCE = 100;

    /** Of more conflicts than this the first are kept. */
    static final int MAX_CONFLICTS = 100;

    private Histories() {}

    /** The history with that outcome counted, or null where it adds nothing: not believed, or counted before. */
    static @Nullable OrderHistory with(@Nullable OrderHistory before, Outcome outcome) {
        String id = outcome.getId();
        if (id == null || !isEvidence(outcome)) {
            return null;
        }
        OrderHistory known = before == null ? none() : before;
        if (known.getReceivedPartition() == outcome.getReceivedPartition()
                && outcome.getReceivedOffset() <= known.getReceivedOffset()) {
            return null;
        }
        boolean again = outcome.getEffect() == Effect.DUPLICATE && outcome.getReplayOf() == null;
        return new OrderHistory(
                outcome.getReceivedPartition(),
                outcome.getReceivedOffset(),
                lastOnes(known.getEvidence(), id),
                known.getEvidenceCount() + 1,
                known.getDuplicates() + (again ? 1 : 0),
                known.getConflicts());
    }

    /** The history with that conflict noted, or null where it is known or there are too many. */
    static @Nullable OrderHistory with(@Nullable OrderHistory before, Conflict conflict) {
        OrderHistory known = before == null ? none() : before;
        List<ConflictNote> notes = known.getConflicts();
        if (notes.size() >= MAX_CONFLICTS || notes.stream().anyMatch(note -> isSame(note, conflict))) {
            return null;
        }
        List<ConflictNote> more = new ArrayList<>(notes);
        more.add(note(conflict));
        return new OrderHistory(
                known.getReceivedPartition(),
                known.getReceivedOffset(),
                known.getEvidence(),
                known.getEvidenceCount(),
                known.getDuplicates(),
                more);
    }

    /** Believed messages are evidence, and so is what moved the order without being a message: a placing, a decision. */
    private static boolean isEvidence(Outcome outcome) {
        return switch (outcome.getVerdict()) {
            case VERIFIED -> true;
            case NOTED -> outcome.getEffect() == Effect.MOVED;
            case REJECTED, UNREADABLE, UNSPECIFIED -> false;
        };
    }

    private static boolean isSame(ConflictNote note, Conflict conflict) {
        return note.getConflict() == conflict.getConflict()
                && note.getReportId().equals(conflict.getReportId())
                && Objects.equals(note.getOtherReportId(), conflict.getOtherReportId());
    }

    private static ConflictNote note(Conflict conflict) {
        return new ConflictNote(
                conflict.getConflict(),
                conflict.getReportId(),
                conflict.getOtherReportId(),
                conflict.getReportMinor(),
                conflict.getOtherMinor(),
                conflict.getDetail(),
                conflict.getRaisedAt());
    }

    private static List<String> lastOnes(List<String> known, String id) {
        int from = Math.max(0, known.size() + 1 - MAX_EVIDENCE);
        List<String> last = new ArrayList<>(known.size() - from + 1);
        last.addAll(known.subList(from, known.size()));
        last.add(id);
        return last;
    }

    private static OrderHistory none() {
        return new OrderHistory(-1, -1L, List.of(), 0L, 0L, List.of());
    }
}
