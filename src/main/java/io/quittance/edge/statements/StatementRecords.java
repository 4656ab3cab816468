package io.quittance.edge.statements;

import io.quittance.edge.ReceivedBatch;
import io.quittance.edge.ReceivedLog;
import io.quittance.edge.Request;
import io.quittance.edge.statements.CheckedRows.Line;
import io.quittance.events.EventKind;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.events.StatementHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The records that a sound statement becomes: one for each row, and once all of them are written one that ends it. */
final class StatementRecords {
    private static final int ID_LENGTH = 32;

    private final ReceivedLog received;
    private final Request request;
    private final Day day;
    private final String id;

    StatementRecords(ReceivedLog received, Request request, Day day) {
        this.received = received;
        this.request = request;
        this.day = day;
        this.id = id(request.body(), day);
    }

    /** Hexadecimal digits of a hash: the same file for the same day and kind has the same id. */
    private static String id(byte[] body, Day day) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body);
            digest.update(day.kind().getBytes(StandardCharsets.UTF_8));
            digest.update(day.date().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String id() {
        return id;
    }

    /** Writes all of them; false where some may not have been written. */
    boolean write(CheckedRows rows, String contentType) throws InterruptedException {
        ReceivedBatch batch = received.batch();
        for (Line line : rows.lines()) {
            if (!batch.send(record(rows, line, contentType))) {
                return false;
            }
        }
        return batch.isWritten() && received.write(end(rows)) != null;
    }

    private Received record(CheckedRows rows, Line line, String contentType) {
        Map<String, String> headers = headers();
        headers.put(StatementHeaders.LINE, Integer.toString(line.row().line()));
        return begin().setOrder(line.order())
                .setBody(ByteBuffer.wrap(rows.message(line.row())))
                .setContentType(contentType)
                .setHeaders(headers)
                .build();
    }

    private Received end(CheckedRows rows) {
        Map<String, String> headers = headers();
        headers.put(StatementHeaders.ORDERS, Integer.toString(rows.orders()));
        headers.put(StatementHeaders.LINES, Integer.toString(rows.lines().size()));
        return begin().setHeaders(headers).build();
    }

    private Received.Builder begin() {
        EventKind kind = switch (day.message().kind()) {
            case PAYMENT -> EventKind.PAYMENT;
            case PAYOUT -> EventKind.PAYOUT;
            case BALANCE -> EventKind.BALANCE;
        };
        return received.begin(Source.STATEMENT, kind, request)
                .setMessage(day.message().wireName());
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put(StatementHeaders.STATEMENT, id);
        headers.put(StatementHeaders.DATE, day.date().toString());
        return headers;
    }
}
