package io.quittance.edge.report;

import io.quittance.edge.Endpoint;
import io.quittance.edge.Problem;
import io.quittance.edge.ReceivedLog;
import io.quittance.edge.Request;
import io.quittance.edge.Responder;
import io.quittance.edge.Response;
import io.quittance.edge.json.JsonBody;
import io.quittance.edge.json.UnreadableJson;
import io.quittance.events.EventKind;
import io.quittance.events.Received;
import io.quittance.events.ReportedBalance;
import io.quittance.events.Source;
import io.quittance.gateways.Yuan;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/accounts/{account}/balance}: what somebody read off the gateway's console, {@code {amount, asOf}}. */
final class ReportedBalanceEndpoint implements Endpoint {
    /** Clocks differ by that much; a balance of later is none. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** Nobody can ask for a balance of before; years far before that do not even fit into a record's milliseconds. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private final ReceivedLog received;

    ReportedBalanceEndpoint(ReceivedLog received) {
        this.received = received;
    }

    @Override
    public void handle(Request request, Responder responder) throws InterruptedException {
        responder.respond(answer(request));
    }

    private Response answer(Request request) throws InterruptedException {
        JsonBody body;
        try {
            body = JsonBody.of(request.body());
        } catch (UnreadableJson e) {
            return e.problem().toResponse();
        }
        Long amountMinor = body.read(
                "amount", body.required("amount"), Yuan::minor, "must be an amount in yuan, such as \"100.00\"");
        Instant asOf = body.read(
                "asOf",
                body.required("asOf"),
                ReportedBalanceEndpoint::time,
                "must be a time with its zone, such as 2026-03-01T12:00:00+08:00");
        if (asOf != null && asOf.isBefore(EARLIEST)) {
            body.tell("asOf", "must not be before 1970");
        } else if (asOf != null
                && asOf.isAfter(Instant.ofEpochMilli(request.receivedAt()).plus(CLOCK_SKEW))) {
            body.tell("asOf", "must not be in the future");
        }
        if (amountMinor == null || asOf == null || !body.faults().isEmpty()) {
            return Problem.unprocessable(body.faults()).toResponse();
        }
        Received record = received.begin(Source.REPORTED, EventKind.BALANCE, request)
                .setBody(ByteBuffer.wrap(request.body()))
                .setContentType(request.headers().get("content-type"))
                .setReportedBalance(new ReportedBalance(amountMinor, asOf))
                .build();
        return received.write(record) == null
                ? Problem.unavailable("the balance could not be kept; send it again", 1)
                        .toResponse()
                : Accepted.response(record.getId(), record.getReceivedAt());
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
