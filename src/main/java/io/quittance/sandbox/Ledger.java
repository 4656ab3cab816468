package io.quittance.sandbox;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The truth about every order that the sandbox has taken, whatever it told anybody. */
public final class Ledger {
    /** The longest page. */
    public static final int MOST_PER_PAGE = 1_000;

    private final Book book;
    private final BackOffice office;
    private final Timetable timetable;
    private final Instant startedAt;

    Ledger(Book book, BackOffice office, Timetable timetable) {
        this.book = book;
        this.office = office;
        this.timetable = timetable;
        this.startedAt = office.time().now();
    }

    /** Up to so many entries behind that number, oldest first; begin with 0. */
    public List<LedgerEntry> page(long after, int limit) {
        return book.page(after, limit).stream().map(BookedOrder::entry).toList();
    }

    /** The orders and payouts of that number at that gateway, at whichever of its accounts. */
    public List<LedgerEntry> find(String gateway, String order) {
        List<LedgerEntry> found = new ArrayList<>();
        for (Till till : office.tills()) {
            if (till.account().gateway().dialect().equals(gateway)) {
                for (Flow flow : Flow.values()) {
                    office.find(till, flow, order).ifPresent(booked -> found.add(booked.entry()));
                }
            }
        }
        return List.copyOf(found);
    }

    /** Every entry, oldest first. */
    List<LedgerEntry> entries() {
        return page(0, Integer.MAX_VALUE);
    }

    /** Orders whose placing failed at the gateway before it took them; those that were taken later are among them. */
    Set<NewOrder.Key> notTaken() {
        return book.failed();
    }

    /** Whether nothing more will happen by itself. */
    boolean isQuiet() {
        return timetable.pending() == 0;
    }

    /** How often limits of the gateways were broken. */
    long violations() {
        return summary().accounts().values().stream()
                .mapToLong(LedgerSummary.Account::violations)
                .sum();
    }

    /** What is in the accounts' books that must not be, in words: orders placed twice, forgeries that were acknowledged. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        summary().accounts().forEach((name, account) -> {
            long twice = account.counted(Count.PLACED_TWICE.label());
            if (twice > 0) {
                faults.add("%s: orders that were there were placed again %d times".formatted(name, twice));
            }
            long believed = account.counted(Count.FORGERIES_ACKED.label());
            if (believed > 0) {
                faults.add("%s: %d forged or changed callbacks were acknowledged".formatted(name, believed));
            }
        });
        return faults;
    }

    /** What there is in sum. */
    public LedgerSummary summary() {
        Map<String, LedgerSummary.Account> accounts = new LinkedHashMap<>();
        Map<String, Sums> sums = new LinkedHashMap<>();
        for (BookedOrder order : book.page(0, Integer.MAX_VALUE)) {
            sums.computeIfAbsent(order.till().account().name(), name -> new Sums())
                    .add(order.entry());
        }
        for (Till till : office.tills()) {
            String name = till.account().name();
            Sums sum = sums.getOrDefault(name, new Sums());
            Map<String, Long> counts = new LinkedHashMap<>();
            for (Count count : Count.values()) {
                counts.put(count.label(), till.counted(count));
            }
            accounts.put(
                    name,
                    new LedgerSummary.Account(
                            till.account().gateway().dialect(),
                            sum.orders,
                            Map.copyOf(sum.byTruth),
                            sum.skimmed,
                            sum.paidMinor,
                            till.balanceMinor(),
                            counts));
        }
        return new LedgerSummary(
                startedAt, office.options().seed(), office.time().speed(), timetable.pending(), accounts);
    }

    /** The sums of one account while they are made. */
    private static final class Sums {
        private final Map<Truth, Long> byTruth = new EnumMap<>(Truth.class);
        private long orders;
        private long skimmed;
        private long paidMinor;

        void add(LedgerEntry entry) {
            orders++;
            byTruth.merge(entry.truth(), 1L, Long::sum);
            skimmed += entry.skimmed() ? 1 : 0;
            paidMinor += entry.paidMinor();
        }
    }
}
