package io.quittance.app.books;

import io.quittance.config.Account;
import io.quittance.config.Settings;
import io.quittance.events.Payout;
import io.quittance.gateways.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The payouts that are not final, and what they add up to. */
final class OpenPayouts {
    private final Settings settings;
    private final Map<String, Open> byKey = new HashMap<>();
    private final Map<BookKey, Long> minorByBook = new HashMap<>();

    private record Open(BookKey book, long minor) {}

    OpenPayouts(Settings settings) {
        this.settings = settings;
    }

    /** The newest row of that key; null where it is gone. */
    void take(String key, @Nullable Payout row) {
        Open before = byKey.remove(key);
        if (before != null) {
            minorByBook.merge(before.book, -before.minor, Long::sum);
        }
        if (row == null || row.getFinal$()) {
            return;
        }
        Open open = new Open(new BookKey(row.getAccount(), row.getCurrency()), heldMinor(row));
        byKey.put(key, open);
        minorByBook.merge(open.book, open.minor, Long::sum);
    }

    /** The fee is that of the rules in force when the payout was first heard of. */
    private long heldMinor(Payout row) {
        Long ordered = row.getOrderedMinor();
        Account account = settings.accounts().get(row.getAccount());
        if (ordered == null || account == null) {
            return ordered == null ? 0 : ordered;
        }
        long since = row.getFirstReceivedAt().toEpochMilli();
        return ordered + account.feeMinor(Kind.PAYOUT, row.getChannel(), ordered, since);
    }

    /** Those that have, or had, any. */
    Set<BookKey> books() {
        return minorByBook.keySet();
    }

    /** What has been ordered and is not final, with its fees, in fen. */
    long inFlightMinor(BookKey book) {
        return minorByBook.getOrDefault(book, 0L);
    }
}
