package io.quittance.sandbox;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.util.List;

/** The start page: the accounts, and the latest orders that wait for somebody to decide. */
final class HomePage {
    private static final int LATEST = 500;
    private static final int SHOWN = 50;

    private final Book book;
    private final BackOffice office;

    HomePage(Book book, BackOffice office) {
        this.book = book;
        this.office = office;
    }

    /** The page as it stands. */
    WebAnswer page() {
        List<BookedOrder> open = book.page(book.size() - (long) LATEST, LATEST).reversed().stream()
                .filter(order -> order.truth() == Truth.WAITING)
                .limit(SHOWN)
                .toList();
        return CashierPages.home(open, office.tills(), office.time().speed());
    }
}
