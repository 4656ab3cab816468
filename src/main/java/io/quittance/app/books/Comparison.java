package io.quittance.app.books;

import io.quittance.events.Balance;
import io.quittance.gateways.Yuan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the row of the balance table with what it must come to, and says what differs and what to do. */
final class Comparison {
    private static final String MOVES =
            "a move was lost or counted twice on the way to the table; where the application is stopped"
                    + " or behind, let it catch up and check again, else do not rely on this balance and keep all topics as they are";
    private static final String FEES =
            "where a fee rule was changed or taken away, put the old one back and write the new one"
                    + " with its from (docs/balances.md); else as for the amounts";
    private static final String NO_RULES =
            "the settings no longer have this account, so no fees are reckoned: put it back";
    private static final String FLIGHT =
            "do not rely on available; where the application is stopped or behind, let it catch up and check again;"
                    + " where a fee rule of payouts was changed, put the old one back; else keep all topics as they are";
    private static final String ROW = "the row contradicts itself: find out who else writes to this topic";

    private final BookKey key;
    private final boolean isInSettings;
    private final List<String> differences = new ArrayList<>();

    private Comparison(BookKey key, boolean isInSettings) {
        this.key = key;
        this.isInSettings = isInSettings;
    }

    /**
     * @param settled what has settled since the balance that the row rests on; without one, or without a row, ever
     * @param inFlightMinor what the payouts that are not final add up to, in fen
     * @param isInSettings whether the account's fee rules are known
     */
    static AccountBook of(
            BookKey key, @Nullable Balance row, Movement settled, long inFlightMinor, boolean isInSettings) {
        Comparison comparison = new Comparison(key, isInSettings);
        comparison.compare(row, settled, inFlightMinor);
        return new AccountBook(key, row, settled, inFlightMinor, List.copyOf(comparison.differences), List.of());
    }

    private void compare(@Nullable Balance row, Movement settled, long inFlightMinor) {
        if (row == null) {
            compareWithoutRow(settled, inFlightMinor);
            return;
        }
        Instant reportedAt = row.getReportedAt();
        String since = reportedAt == null ? "ever" : "since " + reportedAt;
        equal("settled in " + since, "settlements", settled.in(), row.getSettledInMinor(), MOVES);
        equal("paid out " + since, "settlements", settled.out(), row.getPaidOutMinor(), MOVES);
        equal(
                "fees " + since,
                "the rules in the settings",
                settled.fees(),
                row.getFeesMinor(),
                isInSettings ? FEES : NO_RULES);
        equal(
                "in flight",
                "payouts that are not final",
                inFlightMinor,
                row.getInFlightMinor(),
                isInSettings ? FLIGHT : NO_RULES);
        compareWithItself(row);
    }

    private void compareWithoutRow(Movement settled, long inFlightMinor) {
        if (!settled.equals(Movement.NONE) || inFlightMinor != 0) {
            differences.add("there is no row of this account in the table, though " + Yuan.text(settled.in())
                    + " came in, " + Yuan.text(settled.out()) + " went out and " + Yuan.text(inFlightMinor)
                    + " is in flight: " + MOVES);
        }
    }

    private void compareWithItself(Balance row) {
        Long reported = row.getReportedMinor();
        Long projected = row.getProjectedMinor();
        Long expected = reported == null
                ? null
                : Long.valueOf(reported + row.getSettledInMinor() - row.getPaidOutMinor() - row.getFeesMinor());
        same("projected", "reported + in - out - fees", expected, projected);
        Long left = projected == null ? null : Long.valueOf(projected - row.getInFlightMinor());
        same("available", "projected - in flight", left, row.getAvailableMinor());
    }

    private void equal(String what, String source, long expected, long inTable, String whatToDo) {
        if (expected != inTable) {
            long difference = inTable - expected;
            differences.add(what + ": " + source + " come to " + Yuan.text(expected) + ", the table says "
                    + Yuan.text(inTable) + ", " + Yuan.text(Math.abs(difference))
                    + (difference < 0 ? " too little" : " too much") + ": " + whatToDo);
        }
    }

    private void same(String what, String source, @Nullable Long expected, @Nullable Long inTable) {
        if (!Objects.equals(expected, inTable)) {
            differences.add(what + " of " + key.account() + " is " + text(inTable) + " in the table, but " + source
                    + " of the same row is " + text(expected) + ": " + ROW);
        }
    }

    private static String text(@Nullable Long minor) {
        return minor == null ? "not known" : Yuan.text(minor);
    }
}
