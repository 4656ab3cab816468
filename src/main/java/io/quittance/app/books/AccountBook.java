package io.quittance.app.books;

import io.quittance.events.Balance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The books of one account in one currency at one look.
 *
 * @param row of the balance table; null where there is none
 * @param settled what the settlements say has moved since the balance that the row rests on
 * @param inFlightMinor what the payouts that are not final add up to, in fen
 * @param differences between the table and the rest, in words; a commit that is under way may make some
 * @param faults of the settlements themselves, in words; they stay
 */
record AccountBook(
        BookKey key,
        @Nullable Balance row,
        Movement settled,
        long inFlightMinor,
        List<String> differences,
        List<String> faults) {

    boolean agrees() {
        return differences.isEmpty() && faults.isEmpty();
    }

    /** What the table says has moved; nothing where it has no row. */
    Movement inTable() {
        return row == null
                ? Movement.NONE
                : new Movement(row.getSettledInMinor(), row.getPaidOutMinor(), row.getFeesMinor());
    }

    AccountBook andToSay(String words) {
        List<String> more = new ArrayList<>(differences);
        more.add(words);
        return new AccountBook(key, row, settled, inFlightMinor, List.copyOf(more), faults);
    }

    AccountBook with(List<String> otherFaults) {
        return new AccountBook(key, row, settled, inFlightMinor, differences, List.copyOf(otherFaults));
    }
}
