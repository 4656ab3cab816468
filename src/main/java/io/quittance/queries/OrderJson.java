package io.quittance.queries;

import io.quittance.events.ConflictNote;
import io.quittance.events.Order;
import io.quittance.events.OrderHistory;
import io.quittance.events.Payout;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
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
        return write(row, "PAYMENT", null, history);
    }

    /** A payout, with the balance that it was held against. */
    static byte[] of(Payout row, @Nullable OrderHistory history) {
        return write(inCommon(row), "PAYOUT", row, history);
    }

    private static byte[] write(Order row, String kind, @Nullable Payout payout, @Nullable OrderHistory history) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            state(json, row, kind);
            if (payout != null) {
                json.writeStringProperty("coverage", payout.getCoverage().name());
                amount(json, "balance", payout.getBalanceMinor());
                time(json, "balanceAt", payout.getBalanceAt());
                json.writeNumberProperty("revision", payout.getRevision());
            }
            history(json, history, row.getLastEvidence());
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void state(JsonGenerator json, Order row, String kind) {
        json.writeStringProperty("account", row.getAccount());
        json.writeStringProperty("gateway", row.getGateway());
        json.writeStringProperty("merchant", row.getMerchant());
        json.writeStringProperty("kind", kind);
        json.writeStringProperty("order", row.getOrder());
        json.writeStringProperty("status", row.getStatus().name());
        text(json, "reason", row.getReason());
        json.writeBooleanProperty("final", row.getFinal$());
        json.writeBooleanProperty("settled", row.getSettled());
        amount(json, "orderedAmount", row.getOrderedMinor());
        amount(json, "paidAmount", row.getPaidMinor());
        json.writeBooleanProperty("amountConfirmed", row.getAmountConfirmed());
        json.writeStringProperty("currency", row.getCurrency());
        text(json, "gatewayOrder", row.getGatewayOrder());
        text(json, "channel", row.getChannel());
        time(json, "paidAt", row.getPaidAt());
        time(json, "settledAt", row.getSettledAt());
        text(json, "settledBy", row.getSettledBy());
    }

    /** What a payout's row has in common with a payment's: all but the balance. */
    private static Order inCommon(Payout row) {
        return new Order(
                row.getAccount(),
                row.getGateway(),
                row.getMerchant(),
                row.getOrder(),
                row.getStatus(),
                row.getReason(),
                row.getFinal$(),
                row.getSettled(),
                row.getOrderedMinor(),
                row.getPaidMinor(),
                row.getAmountConfirmed(),
                row.getCurrency(),
                row.getGatewayOrder(),
                row.getChannel(),
                row.getPaidAt(),
                row.getSettledAt(),
                row.getSettledBy(),
                row.getLastEvidence(),
                row.getFirstReceivedAt(),
                row.getUpdatedAt());
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
        text(json, "otherReport", note.getOtherReportId());
        amount(json, "reportAmount", note.getReportMinor());
        amount(json, "otherAmount", note.getOtherMinor());
        json.writeStringProperty("detail", note.getDetail());
        time(json, "raisedAt", note.getRaisedAt());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
            return;
        }
        json.writeStringProperty(name, value);
    }

    private static void amount(JsonGenerator json, String name, @Nullable Long minor) {
        text(json, name, minor == null ? null : YuanText.of(minor));
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) {
        text(json, name, time == null ? null : time.toString());
    }
}
