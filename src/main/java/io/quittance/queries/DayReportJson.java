package io.quittance.queries;

import io.quittance.edge.json.OrderFields;
import io.quittance.events.Break;
import io.quittance.events.EventKind;
import io.quittance.events.Reconciliation;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The books of a day as JSON on one line: amounts as decimal yuan, times ISO-8601 in UTC, and what is not known as null. */
public final class DayReportJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_BYTES = 4096;

    private DayReportJson() {}

    /** One object, UTF-8. */
    public static byte[] of(DayReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("account", report.account());
            OrderFields.text(json, "gateway", report.gateway());
            OrderFields.text(json, "merchant", report.merchant());
            json.writeStringProperty("date", report.date().toString());
            json.writeStringProperty("currency", DayReport.CURRENCY);
            kind(json, "payments", report.lines(EventKind.PAYMENT));
            kind(json, "payouts", report.lines(EventKind.PAYOUT));
            balance(json, report.balance());
            json.writeObjectPropertyStart("statements");
            OrderFields.text(json, "payment", report.paymentStatement());
            OrderFields.text(json, "payout", report.payoutStatement());
            json.writeEndObject();
            json.writeNumberProperty("breakCount", report.book().breakCount());
            json.writeArrayPropertyStart("breaks");
            report.breaks().forEach(difference -> difference(json, difference));
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void kind(JsonGenerator json, String name, List<Reconciliation> lines) {
        json.writeObjectPropertyStart(name);
        parts(json, lines);
        json.writeArrayPropertyStart("byChannel");
        for (Reconciliation line : lines) {
            json.writeStartObject();
            OrderFields.text(json, "channel", line.getChannel().isEmpty() ? null : line.getChannel());
            parts(json, List.of(line));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void parts(JsonGenerator json, List<Reconciliation> lines) {
        for (DayPart part : DayPart.of(lines)) {
            json.writeObjectPropertyStart(part.what().word());
            json.writeNumberProperty("count", part.count());
            OrderFields.amount(json, "amount", part.minor());
            if (part.what() == DayPart.What.SETTLED) {
                OrderFields.amount(json, "fees", part.feesMinor());
            }
            json.writeEndObject();
        }
    }

    private static void balance(JsonGenerator json, Optional<Reconciliation> known) {
        if (known.isEmpty()) {
            json.writeNullProperty("balance");
            return;
        }
        Reconciliation line = known.get();
        json.writeObjectPropertyStart("balance");
        OrderFields.amount(json, "opening", line.getOpeningMinor());
        OrderFields.time(json, "openingAt", line.getOpeningAt());
        OrderFields.amount(json, "closing", line.getClosingMinor());
        OrderFields.time(json, "closingAt", line.getClosingAt());
        OrderFields.amount(json, "moved", line.getMovedMinor());
        OrderFields.amount(json, "unsettled", line.getUnsettledMinor());
        OrderFields.amount(json, "difference", line.getDifferenceMinor());
        json.writeEndObject();
    }

    private static void difference(JsonGenerator json, Break row) {
        json.writeStartObject();
        json.writeStringProperty("type", row.getType().name());
        json.writeStringProperty("kind", row.getKind().name());
        OrderFields.text(json, "order", row.getOrder());
        OrderFields.text(json, "report", row.getReportId());
        OrderFields.amount(json, "ours", row.getOursMinor());
        OrderFields.amount(json, "theirs", row.getTheirsMinor());
        json.writeStringProperty("detail", row.getDetail());
        json.writeEndObject();
    }
}
