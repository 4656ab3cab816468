package io.quittance.edge.json;

import io.quittance.events.EventKind;
import io.quittance.events.Order;
import io.quittance.events.Payout;
import io.quittance.gateways.Yuan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What every answer says of an order (DESIGN section 3): amounts as decimal yuan, times ISO-8601 in UTC, the unknown as null. */
public final class OrderFields {
    private OrderFields() {}

    /** Writes them into an object that is begun; what a payout has beyond a payment is its writer's to add. */
    public static void write(JsonGenerator json, Order row, EventKind kind) {
        json.writeStringProperty("account", row.getAccount());
        json.writeStringProperty("gateway", row.getGateway());
        json.writeStringProperty("merchant", row.getMerchant());
        json.writeStringProperty("kind", kind.name());
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
    public static Order inCommon(Payout row) {
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

    /** A text, or null. */
    public static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
            return;
        }
        json.writeStringProperty(name, value);
    }

    /** Fen as decimal yuan, {@code 10000} as {@code "100.00"}, or null. */
    public static void amount(JsonGenerator json, String name, @Nullable Long minor) {
        text(json, name, minor == null ? null : Yuan.text(minor));
    }

    /** A time, or null. */
    public static void time(JsonGenerator json, String name, @Nullable Instant time) {
        text(json, name, time == null ? null : time.toString());
    }
}
