package io.quittance.edge.statements;

import io.quittance.config.Account;
import io.quittance.edge.EdgeLimits;
import io.quittance.edge.Endpoint;
import io.quittance.edge.Problem;
import io.quittance.edge.Problem.Fault;
import io.quittance.edge.ReceivedLog;
import io.quittance.edge.Request;
import io.quittance.edge.Responder;
import io.quittance.edge.Response;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.StatementColumns;
import io.quittance.gateways.StatementFile;
import io.quittance.gateways.UnreadableStatement;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code POST /v1/accounts/{account}/statements?date=&kind=}: the file in which a gateway states what became of a day's orders. It is
 * checked as a whole before anything of it is written, and may be handed in again.
 */
final class StatementEndpoint implements Endpoint {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int RETRY_SECONDS = 5;

    private final Map<String, Account> accounts;
    private final ReceivedLog received;

    StatementEndpoint(Map<String, Account> accounts, ReceivedLog received) {
        this.accounts = Map.copyOf(accounts);
        this.received = received;
    }

    @Override
    public void handle(Request request, Responder responder) throws InterruptedException {
        responder.respond(answer(request));
    }

    private Response answer(Request request) throws InterruptedException {
        GatewayAccount account = request.account(accounts).gateway();
        List<Fault> faults = new ArrayList<>();
        Day day = Day.of(request, faults);
        if (day == null) {
            return Problem.unprocessable(faults).toResponse();
        }
        StatementColumns columns = account.dialect().columns(day.message(), request.receivedAt());
        if (columns == null) {
            return unprocessable(
                    "kind",
                    "has no columns: the account's gateway has no "
                            + day.message().wireName() + "; its dialect must say what the columns mean");
        }
        try {
            StatementFile file = StatementFile.of(
                    request.body(), request.headers().get("content-type"), EdgeLimits.MAX_STATEMENT_ROWS);
            CheckedRows rows = CheckedRows.of(file, day.message(), columns, account, request.receivedAt());
            return rows.faults().isEmpty()
                    ? written(request, day, rows, file.contentType())
                    : Problem.unprocessable(rows.faults()).toResponse();
        } catch (UnreadableStatement e) {
            return unprocessable("file", String.valueOf(e.getMessage()));
        }
    }

    private static Response unprocessable(String field, String detail) {
        return Problem.unprocessable(List.of(new Fault(field, detail))).toResponse();
    }

    private Response written(Request request, Day day, CheckedRows rows, String contentType)
            throws InterruptedException {
        StatementRecords records = new StatementRecords(received, request, day);
        if (!records.write(rows, contentType)) {
            return Problem.unavailable(
                            "some of it may have been kept; send it again: what is there already changes nothing",
                            RETRY_SECONDS)
                    .toResponse();
        }
        return accepted(request.pathValue("account"), records.id(), day, rows);
    }

    private static Response accepted(String account, String id, Day day, CheckedRows rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("id", id);
            json.writeStringProperty("date", day.date().toString());
            json.writeStringProperty("kind", day.kind());
            json.writeNumberProperty("lines", rows.lines().size());
            json.writeNumberProperty("orders", rows.orders());
            json.writeStringProperty(
                    "reconciliation", "/v1/accounts/" + account + "/reconciliation?date=" + day.date());
            json.writeEndObject();
        }
        return Response.json(202, out.toByteArray());
    }
}
