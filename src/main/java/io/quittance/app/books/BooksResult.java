package io.quittance.app.books;

import java.util.List;

/**
 * What a check of the books has found.
 *
 * @param books one per account and currency that anything is known of, by name
 * @param settlementsRead how many settlements there are
 */
public record BooksResult(List<AccountBook> books, long settlementsRead) {
    /** Whether all of them agree. */
    public boolean agrees() {
        return books.stream().allMatch(AccountBook::agrees);
    }
}
