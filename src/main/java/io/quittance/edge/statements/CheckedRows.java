package io.quittance.edge.statements;

import io.quittance.edge.EdgeLimits;
import io.quittance.edge.Problem.Fault;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.Kind;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RawMessage;
import io.quittance.gateways.Rejected;
import io.quittance.gateways.StatementColumns;
import io.quittance.gateways.StatementFile;
import io.quittance.gateways.StatementFile.Row;
import io.quittance.gateways.Verified;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a statement, each read as the topology will read it, with everything that is wrong with any of them. */
final class CheckedRows {
    private static final int MOST_FAULTS = 20;

    private final StatementFile file;
    private final MessageType type;
    private final boolean @Nullable [] kept;
    private final List<Line> lines = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int faulty;

    /** A row and the order that it is about. */
    record Line(Row row, String order) {}

    private CheckedRows(StatementFile file, MessageType type, boolean @Nullable [] kept) {
        this.file = file;
        this.type = type;
        this.kept = kept;
    }

    /** Reads every row as a message of that account received then. */
    static CheckedRows of(
            StatementFile file, MessageType type, StatementColumns columns, GatewayAccount account, long receivedAt) {
        byte[] headings = file.headings();
        // Payout statements hold account numbers and names, which may go nowhere (DESIGN.md, section 3).
        boolean[] kept = type.kind() == Kind.PAYOUT ? columns.named(headings, file.charset()) : null;
        CheckedRows checked = new CheckedRows(file, type, kept);
        String fault = headings.length > EdgeLimits.MAX_STATEMENT_HEADINGS_BYTES
                ? "they have more than " + EdgeLimits.MAX_STATEMENT_HEADINGS_BYTES + " bytes; is a quote left open?"
                : columns.fault(headings, file.charset());
        if (fault != null) {
            checked.faults.add(new Fault("headings", "cannot be taken: " + fault));
            return checked;
        }
        file.rows().forEach(row -> checked.check(row, account, receivedAt));
        if (checked.faulty > MOST_FAULTS) {
            checked.faults.add(new Fault("file", "has " + (checked.faulty - MOST_FAULTS) + " more lines like these"));
        }
        return checked;
    }

    private void check(Row row, GatewayAccount account, long receivedAt) {
        int bytes = row.end() - row.start();
        if (bytes > EdgeLimits.MAX_STATEMENT_ROW_BYTES) {
            tell(row, "has more than " + EdgeLimits.MAX_STATEMENT_ROW_BYTES + " bytes; is a quote left open?");
            return;
        }
        RawMessage raw = new RawMessage(type, message(row), file.contentType(), null);
        switch (account.dialect().verify(raw, account, receivedAt, receivedAt)) {
            case Rejected rejected -> tell(row, "cannot be taken: " + detail(rejected));
            case Verified verified -> check(row, verified);
        }
    }

    private void check(Row row, Verified verified) {
        if (!verified.knowsStatus()) {
            tell(
                    row,
                    "has a status that no line of the dialect's status table knows; add a line that says what it means");
        } else if (verified.order().length() > EdgeLimits.MAX_ORDER_LENGTH) {
            tell(row, "has an order of more than " + EdgeLimits.MAX_ORDER_LENGTH + " characters");
        } else {
            lines.add(new Line(row, verified.order()));
        }
    }

    /** Without the name of the message, which stands before what is wrong. */
    private String detail(Rejected rejected) {
        return rejected.detail().substring(type.wireName().length() + 2);
    }

    private void tell(Row row, String detail) {
        faulty++;
        if (faulty <= MOST_FAULTS) {
            faults.add(new Fault("line " + row.line(), detail));
        }
    }

    /** What is wrong, the first lines by their numbers; empty where all rows are sound. */
    List<Fault> faults() {
        return faults;
    }

    /** The sound rows in the order of the file. */
    List<Line> lines() {
        return lines;
    }

    /** How many different orders there are. */
    int orders() {
        Set<String> orders = HashSet.newHashSet(lines.size());
        lines.forEach(line -> orders.add(line.order()));
        return orders.size();
    }

    /** The row under its headings, as it is kept. */
    byte[] message(Row row) {
        return kept == null ? file.message(row) : file.message(row, kept);
    }
}
