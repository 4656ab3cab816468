package io.quittance.queries;

import io.quittance.config.Account;
import io.quittance.config.Settings.Scope;
import io.quittance.edge.Problem;
import io.quittance.edge.Request;
import io.quittance.edge.Responder;
import io.quittance.edge.Response;
import io.quittance.edge.Route;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/accounts/{account}/reconciliation}: the account's books of a day in Beijing, today's unless {@code ?date=} says another,
 * as JSON or as CSV.
 */
final class DayQueries {
    private static final String DATE = "date";
    private static final String FORMAT = "format";

    private final AccountReads reads;
    private final Books books;
    private final Map<String, Account> accounts;

    DayQueries(AccountReads reads, Books books, Map<String, Account> accounts) {
        this.reads = reads;
        this.books = books;
        this.accounts = accounts;
    }

    private enum Form {
        JSON,
        CSV;

        /** What {@code ?format=} says, else what {@code Accept} names first; null where the format is none of these. */
        static @Nullable Form of(Request request) {
            String asked = request.parameter(FORMAT);
            if (asked == null) {
                return prefersCsv(request.headers().getOrDefault("accept", "")) ? CSV : JSON;
            }
            return switch (asked) {
                case "json" -> JSON;
                case "csv" -> CSV;
                default -> null;
            };
        }

        private static boolean prefersCsv(String accept) {
            int csv = accept.indexOf("text/csv");
            int json = accept.indexOf("application/json");
            return csv >= 0 && (json < 0 || csv < json);
        }

        String parameter() {
            return this == CSV ? "csv" : "json";
        }
    }

    /** The route that it answers. It blocks, on a thread of its own. */
    Route route() {
        return Route.get(
                        "/v1/accounts/{account}/reconciliation",
                        Scope.READ,
                        (request, responder) -> responder.respond(answer(request, responder)))
                .onItsOwnThread();
    }

    private Response answer(Request request, Responder responder) throws InterruptedException {
        String account = request.pathValue("account");
        LocalDate date = date(request);
        if (date == null) {
            return Problem.badRequest("date is " + BookDay.GRAMMAR + ".").toResponse();
        }
        Form form = Form.of(request);
        if (form == null) {
            return Problem.badRequest("format is json or csv.").toResponse();
        }
        // The owner is told day and format, so that it need not know when we were asked and with which headers.
        String path = "/reconciliation?date=" + date + "&format=" + form.parameter();
        return reads.answer(
                request,
                responder,
                new AccountReads.Question(
                        books, account, path, partition -> response(report(partition, account, date), form)));
    }

    private DayReport report(int partition, String account, LocalDate date) {
        DayBook day = books.day(partition, account, date, QueryLimits.MAX_BREAKS);
        return DayReport.of(accounts.get(account), account, date, day);
    }

    private static Response response(DayReport report, Form form) {
        return switch (form) {
            case JSON -> Response.json(200, DayReportJson.of(report)).withHeaders(Map.of("Cache-Control", "no-store"));
            case CSV ->
                new Response(
                        200,
                        "text/csv; charset=utf-8",
                        DayReportCsv.of(List.of(report)).getBytes(StandardCharsets.UTF_8),
                        Map.of(
                                "Cache-Control",
                                "no-store",
                                Peers.DISPOSITION,
                                "attachment; filename=\"reconciliation-" + report.account() + "-" + report.date()
                                        + ".csv\""));
        };
    }

    private static @Nullable LocalDate date(Request request) {
        String asked = request.parameter(DATE);
        return asked == null ? BookDay.of(Instant.ofEpochMilli(request.receivedAt())) : BookDay.parse(asked);
    }
}
