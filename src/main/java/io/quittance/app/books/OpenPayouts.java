package io.quittance.app.books;

import io.quittance.events.Payout;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The payouts that are not final, and what they add up to. */
final class OpenPayouts {
    private final Map<String, Open> byKey = new HashMap<>();
    private final Map<BookKey, Long> minorByBook = new HashMap<>();

    private record Open(BookKey book, long minor) {}

    /** The newest row of that key; null where it is gone. */
    void take(String key, @Nullable Payout row) {
        Open before = byKey.remove(key);
        if (before != null) {
            minorByBook.merge(before.book, -before.minor, Long::sum);
        }
        if (row == null || row.getFinal$()) {
            return;
        }
        Long ordered = row.getOrderedMinor();
        Open open = new Open(new BookKey(row.getAccount(), row.getCurrency()), ordered == null ? 0 : ordered);
        byKey.put(key, open);
        minorByBook.merge(open.book, open.minor, Long::sum);
    }

    /** Those that have, or had, any. */
    Set<BookKey> books() {
        return minorByBook.keySet();
    }

    /** What has been ordered and is not final, in fen. */
    long inFlightMinor(BookKey book) {
        return minorByBook.getOrDefault(book, 0L);
    }
}
