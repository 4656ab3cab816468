package io.quittance.queries;

import io.quittance.edge.json.OrderFields;
import io.quittance.events.Balance;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A balance as JSON: amounts as decimal yuan, times ISO-8601 in UTC, and what is not known as null. */
final class BalanceJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_BYTES = 512;

    private BalanceJson() {}

    static byte[] of(Balance row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("account", row.getAccount());
            json.writeStringProperty("gateway", row.getGateway());
            json.writeStringProperty("merchant", row.getMerchant());
            json.writeStringProperty("currency", row.getCurrency());
            OrderFields.amount(json, "reported", row.getReportedMinor());
            OrderFields.time(json, "reportedAt", row.getReportedAt());
            OrderFields.amount(json, "settledIn", row.getSettledInMinor());
            OrderFields.amount(json, "paidOut", row.getPaidOutMinor());
            OrderFields.amount(json, "fees", row.getFeesMinor());
            OrderFields.amount(json, "projected", row.getProjectedMinor());
            OrderFields.amount(json, "inFlight", row.getInFlightMinor());
            OrderFields.amount(json, "available", row.getAvailableMinor());
            OrderFields.amount(json, "drift", row.getDriftMinor());
            OrderFields.time(json, "asOf", row.getAsOf());
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
