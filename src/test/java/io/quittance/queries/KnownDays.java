package io.quittance.queries;

import io.quittance.events.Break;
import io.quittance.events.Reconciliation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Books that a test has written down, kept by whoever keeps the account's partition of the orders. */
final class KnownDays implements Books {
    private final Map<String, DayBook> days = new ConcurrentHashMap<>();
    private volatile boolean keeping = true;

    void write(String account, String date, List<Reconciliation> lines, List<Break> breaks) {
        days.put(account + '/' + date, new DayBook(lines, breaks, breaks.size()));
    }

    void loseThem() {
        keeping = false;
    }

    @Override
    public String store() {
        return View.ORDERS.store();
    }

    @Override
    public boolean keeps(int partition) {
        return keeping;
    }

    @Override
    public DayBook day(int partition, String account, LocalDate date, int mostBreaks) {
        DayBook known = days.getOrDefault(account + '/' + date, new DayBook(List.of(), List.of(), 0));
        return new DayBook(
                known.lines(), known.breaks().stream().limit(mostBreaks).toList(), known.breakCount());
    }
}
