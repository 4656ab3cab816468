package io.quittance.edge.statements;

import io.quittance.edge.Problem.Fault;
import io.quittance.edge.Request;
import io.quittance.gateways.BeijingDay;
import io.quittance.gateways.MessageType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement is about by the parameters of its request: a day in Beijing, and payments or payouts. */
record Day(LocalDate date, String kind, MessageType message) {
    private static final LocalDate EARLIEST = LocalDate.EPOCH;
    private static final String PAYMENT = "payment";
    private static final String PAYOUT = "payout";

    /** The day that the request names, or null with everything that is wrong with it in {@code faults}. */
    static @Nullable Day of(Request request, List<Fault> faults) {
        List<Fault> found = new ArrayList<>();
        LocalDate date = date(request, found);
        String named = request.parameter("kind");
        String kind = named == null ? PAYMENT : named;
        MessageType message = switch (kind) {
            case PAYMENT -> MessageType.PAYMENT_STATEMENT;
            case PAYOUT -> MessageType.PAYOUT_STATEMENT;
            default -> null;
        };
        if (message == null) {
            found.add(new Fault("kind", "must be payment, which it is where it is left out, or payout"));
        }
        faults.addAll(found);
        return date == null || message == null || !found.isEmpty() ? null : new Day(date, kind, message);
    }

    private static @Nullable LocalDate date(Request request, List<Fault> faults) {
        String text = request.parameter("date");
        LocalDate date = text == null ? null : parse(text);
        if (date == null) {
            faults.add(new Fault("date", "must be the day of the statement, such as ?date=2026-03-01"));
        } else if (date.isBefore(EARLIEST)) {
            faults.add(new Fault("date", "must not be before 1970"));
        } else if (date.isAfter(BeijingDay.dateOf(request.receivedAt()))) {
            faults.add(new Fault("date", "must not be in the future, as it is in Beijing"));
        }
        return date;
    }

    private static @Nullable LocalDate parse(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
