package io.quittance.app.books;

import java.util.Comparator;

/** Whose books, and in which money: an account's name and an ISO 4217 code. */
record BookKey(String account, String currency) implements Comparable<BookKey> {
    private static final Comparator<BookKey> ORDER =
            Comparator.comparing(BookKey::account).thenComparing(BookKey::currency);

    @Override
    public int compareTo(BookKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return account + " " + currency;
    }
}
