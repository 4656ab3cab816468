package io.quittance.app.books;

import io.quittance.gateways.Yuan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A check of the books for people; amounts in yuan. */
public final class BooksTable {
    private static final List<String> HEAD =
            List.of("account", "currency", "in", "out", "fees", "movement", "in the table", "difference", "verdict");
    private static final int WORDS_FIRST = 2;

    private BooksTable() {}

    /** The table, then what differs and what to do, then the sum of it. */
    public static List<String> of(BooksResult result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        result.books().forEach(book -> rows.add(row(book)));
        List<String> lines = new ArrayList<>();
        if (!result.books().isEmpty()) {
            lines.addAll(TextTable.lines(rows, column -> column < WORDS_FIRST || column == HEAD.size() - 1));
        }
        for (AccountBook book : result.books()) {
            Stream.concat(book.faults().stream(), book.differences().stream())
                    .forEach(words -> lines.add("fault     " + book.key() + ": " + words));
        }
        lines.add(summary(result));
        return lines;
    }

    private static String summary(BooksResult result) {
        long wrong = result.books().stream().filter(book -> !book.agrees()).count();
        String read = result.books().size() + " books, " + result.settlementsRead() + " settlements: ";
        return read + (wrong == 0 ? "they agree" : wrong + (wrong == 1 ? " does" : " do") + " not agree");
    }

    private static List<String> row(AccountBook book) {
        Movement settled = book.settled();
        Movement inTable = book.inTable();
        return List.of(
                book.key().account(),
                book.key().currency(),
                Yuan.text(settled.in()),
                Yuan.text(settled.out()),
                Yuan.text(settled.fees()),
                Yuan.text(settled.net()),
                book.row() == null ? "-" : Yuan.text(inTable.net()),
                Yuan.text(inTable.net() - settled.net()),
                book.agrees() ? "agrees" : "DIFFERS");
    }
}
