package io.quittance.queries;

import io.quittance.edge.json.OrderFields;
import io.quittance.events.ConflictNote;
import io.quittance.events.EventKind;
import io.quittance.events.Order;
import io.quittance.events.OrderHistory;
import io.quittance.events.Payout;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An order or payout as JSON (DESIGN section 3): amounts as decimal yuan, times ISO-8601 in UTC, and what is not known as null, so
 * that every answer has every name. {@code evidence} is oldest first and bounded; {@code evidenceCount} counts all of it.
 */
final class OrderJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_BYTES = 1024;

    private OrderJson() {}

    /** A payment. */
    static byte[] of(Order row, @Nullable OrderHistory history) {
        return write(row, EventKind.PAYMENT, null, history);
    }

    /** A payout, with the balance that it was held against. */
    static byte[] of(Payout row, @Nullable OrderHistory history) {
        return write(OrderFields.inCommon(row), EventKind.PAYOUT, row, history);
    }

    private static byte[] write(Order row, EventKind kind, @Nullable Payout payout, @Nullable OrderHistory history) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            OrderFields.write(json, row, kind);
            if (payout != null) {
                json.writeStringProperty("coverage", payout.getCoverage().name());
                OrderFields.amount(json, "balance", payout.getBalanceMinor());
                OrderFields.time(json, "balanceAt", payout.getBalanceAt());
                json.writeNumberProperty("revision", payout.getRevision());
            }
            history(json, history, row.getLastEvidence());
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /**
     * The row's own last evidence is listed even where its outcome is still on the way from the other topic. Where the list has been
     * cut, it may as well be among what was cut off.
     */
    private static void history(JsonGenerator json, @Nullable OrderHistory history, String lastEvidence) {
        List<String> evidence = history == null ? List.of() : history.getEvidence();
        long count = history == null ? 0 : history.getEvidenceCount();
        boolean whole = evidence.size() == count;
        boolean ahead = whole && !lastEvidence.isEmpty() && !evidence.contains(lastEvidence);
        json.writeArrayPropertyStart("evidence");
        evidence.forEach(json::writeString);
        if (ahead) {
            json.writeString(lastEvidence);
        }
        json.writeEndArray();
        json.writeNumberProperty("evidenceCount", ahead ? count + 1 : count);
        json.writeNumberProperty("duplicates", history == null ? 0 : history.getDuplicates());
        json.writeArrayPropertyStart("conflicts");
        if (history != null) {
            history.getConflicts().forEach(note -> conflict(json, note));
        }
        json.writeEndArray();
    }

    private static void conflict(JsonGenerator json, ConflictNote note) {
        json.writeStartObject();
        json.writeStringProperty("conflict", note.getConflict().name());
        json.writeStringProperty("report", note.getReportId());
        OrderFields.text(json, "otherReport", note.getOtherReportId());
        OrderFields.amount(json, "reportAmount", note.getReportMinor());
        OrderFields.amount(json, "otherAmount", note.getOtherMinor());
        json.writeStringProperty("detail", note.getDetail());
        OrderFields.time(json, "raisedAt", note.getRaisedAt());
        json.writeEndObject();
    }
}
