package io.quittance.app.books;

import io.quittance.events.Break;
import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.Reconciliation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rows of the books of 2026-03-01; amounts in fen. */
public final class DayRows {
    public static final String DATE = "2026-03-01";

    private DayRows() {}

    /** Ten placed, eight of them settled, one failed, one open; with that much settled and its fees. */
    public static Reconciliation line(String account, EventKind kind, String channel, long settled, long fees) {
        return unfinished(account, kind, channel, settled, fees).build();
    }

    /** The same, to be changed. */
    static Reconciliation.Builder unfinished(String account, EventKind kind, String channel, long settled, long fees) {
        return nothing(account, kind, channel)
                .setPlacedCount(10)
                .setPlacedMinor(100_000)
                .setSettledCount(8)
                .setSettledMinor(settled)
                .setFeesMinor(fees)
                .setFailedCount(1)
                .setFailedMinor(10_000)
                .setUnresolvedCount(1)
                .setUnresolvedMinor(5);
    }

    /** The line about the balance: it rose from 1000.00 to 1790.00, of which settlements and a held order explain 805.00. */
    public static Reconciliation balance(String account, @Nullable String statement) {
        return nothing(account, EventKind.BALANCE, "")
                .setOpeningMinor(100_000L)
                .setOpeningAt(Instant.parse("2026-02-28T15:50:00Z"))
                .setClosingMinor(179_000L)
                .setClosingAt(Instant.parse("2026-03-01T15:50:00Z"))
                .setMovedMinor(79_600L)
                .setUnsettledMinor(900L)
                .setDifferenceMinor(-1_500L)
                .setPaymentStatement(statement)
                .build();
    }

    /** A statement was handed in, and no balance was ever reported. */
    public static Reconciliation statement(String account, String id) {
        return nothing(account, EventKind.BALANCE, "").setPaymentStatement(id).build();
    }

    private static Reconciliation.Builder nothing(String account, EventKind kind, String channel) {
        return Reconciliation.newBuilder()
                .setAccount(account)
                .setGateway("juhe")
                .setMerchant("1")
                .setDate(DATE)
                .setKind(kind)
                .setChannel(channel)
                .setCurrency("CNY")
                .setPlacedCount(0)
                .setPlacedMinor(0)
                .setSettledCount(0)
                .setSettledMinor(0)
                .setFeesMinor(0)
                .setHeldCount(0)
                .setHeldMinor(0)
                .setFailedCount(0)
                .setFailedMinor(0)
                .setUnresolvedCount(0)
                .setUnresolvedMinor(0);
    }

    /** An open difference about that order. */
    public static Break.Builder difference(String account, BreakType type, EventKind kind, String order) {
        return Break.newBuilder()
                .setAccount(account)
                .setDate(DATE)
                .setType(type)
                .setKind(kind)
                .setOrder(order)
                .setReportId(null)
                .setOursMinor(null)
                .setTheirsMinor(null)
                .setCurrency("CNY")
                .setDetail("statement st-1, line 7");
    }

    /** An open difference that a reported balance showed. */
    public static Break.Builder difference(String account, BreakType type, String reportId) {
        return difference(account, type, EventKind.BALANCE, "")
                .setOrder(null)
                .setReportId(reportId)
                .setDetail("nothing explains it");
    }

    static String key(Reconciliation line) {
        return line.getAccount() + '/' + line.getDate() + '/' + line.getKind() + '/' + line.getChannel();
    }

    static String key(Break row) {
        String about = row.getReportId() == null ? row.getOrder() : row.getReportId();
        return row.getAccount() + '/' + row.getDate() + '/' + row.getType() + '/' + row.getKind() + '/' + about;
    }
}
