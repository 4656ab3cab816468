package io.quittance.topology.balances;

import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.OrderBreak;
import io.quittance.events.Standing;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries what becomes of orders and payouts into the books of their days: takes off where one stood and adds where it stands. */
final class OrderBooks {
    private final String account;
    private final Terms terms;
    private final DayLines lines;
    private final Breaks breaks;

    OrderBooks(String account, Terms terms, DayLines lines, Breaks breaks) {
        this.account = account;
        this.terms = terms;
        this.lines = lines;
        this.breaks = breaks;
    }

    void take(LedgerMove move) {
        Standing before = move.getBefore();
        Standing after = move.getAfter();
        if (before != null) {
            count(move.getKind(), before, -1);
        }
        if (after != null) {
            count(move.getKind(), after, 1);
            compare(move.getKind(), move.getOrder(), before, after);
        }
    }

    private void count(EventKind kind, Standing at, int sign) {
        Long placed = at.getPlacedMinor();
        if (placed != null) {
            lines.open(account, terms, at.getPlacedDay(), kind, at.getChannel()).placed(sign, placed);
        }
        lines.open(account, terms, at.getDay(), kind, at.getChannel())
                .stands(at.getStatus(), sign, at.getMinor(), at.getFeeMinor());
    }

    private void compare(EventKind kind, String order, @Nullable Standing before, Standing after) {
        Set<BreakType> stay = EnumSet.noneOf(BreakType.class);
        for (OrderBreak found : after.getBreaks()) {
            stay.add(found.getType());
            breaks.open(
                    after.getDay(),
                    found.getType(),
                    kind,
                    order,
                    new Breaks.Facts(found.getOursMinor(), found.getTheirsMinor(), found.getDetail()));
        }
        if (before == null) {
            return;
        }
        for (OrderBreak gone : before.getBreaks()) {
            if (before.getDay() != after.getDay() || !stay.contains(gone.getType())) {
                breaks.close(before.getDay(), gone.getType(), kind, order);
            }
        }
    }
}
