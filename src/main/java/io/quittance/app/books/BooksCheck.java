package io.quittance.app.books;

import io.quittance.config.Settings;
import io.quittance.events.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks, exactly in fen, that the balance table says of each account and currency what its settlements, its payouts and the fee rules of
 * the settings come to (DESIGN section 5, "Balances, and the join").
 */
public final class BooksCheck {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final String MOVING =
            "these amounts have changed while we looked: the account is busy, or the application is"
                    + " catching up; check again in a quieter moment";

    private final Settings settings;
    private final SchemaRegistry registry;
    private final Duration patience;

    /**
     * A check that registers nothing at the registry and leaves nothing behind on the cluster.
     *
     * @param patience how long it goes on looking where something differs: the table may be a commit behind the settlements
     */
    public BooksCheck(Settings settings, SchemaRegistry registry, Duration patience) {
        this.settings = settings;
        this.registry = registry;
        this.patience = patience;
    }

    /**
     * The books of those accounts. Throws a {@code KafkaException} or {@code RegistryException} when either is away.
     *
     * @throws IllegalStateException where a record is not one of ours
     */
    public BooksResult run(Predicate<String> accounts) throws InterruptedException {
        try (BooksReading reading = new BooksReading(settings, registry, accounts)) {
            Map<BookKey, AccountBook> first = reading.look();
            Map<BookKey, AccountBook> books = new TreeMap<>(first);
            long until = System.nanoTime() + patience.toNanos();
            while (!isSettled(books) && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
                Map<BookKey, AccountBook> now = reading.look();
                books.replaceAll((key, book) -> newer(book, now.get(key)));
            }
            return new BooksResult(finished(first, books), reading.settlementsRead());
        }
    }

    private static boolean isSettled(Map<BookKey, AccountBook> books) {
        return books.values().stream().allMatch(book -> book.differences().isEmpty());
    }

    /** A table that has agreed once has lost nothing; faults of the settlements may still come. */
    private static AccountBook newer(AccountBook before, @Nullable AccountBook now) {
        if (now == null) {
            return before;
        }
        return before.differences().isEmpty() ? before.with(now.faults()) : now;
    }

    private static List<AccountBook> finished(Map<BookKey, AccountBook> first, Map<BookKey, AccountBook> last) {
        List<AccountBook> books = new ArrayList<>();
        last.forEach((key, book) -> {
            AccountBook before = first.get(key);
            boolean moves = before != null && !before.differences().equals(book.differences());
            books.add(moves && !book.differences().isEmpty() ? book.andToSay(MOVING) : book);
        });
        return books;
    }
}
