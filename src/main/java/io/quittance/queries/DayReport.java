package io.quittance.queries;

import io.quittance.config.Account;
import io.quittance.events.Break;
import io.quittance.events.EventKind;
import io.quittance.events.Reconciliation;
import io.quittance.gateways.GatewayAccount;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The books of an account's day in the order in which they are told, whoever asks: lines by channel, breaks by type.
 *
 * @param gateway name of the dialect; null where the settings do not have the account
 * @param merchant id at the gateway; null where the settings do not have the account
 * @param date in Beijing
 */
public record DayReport(
        String account, @Nullable String gateway, @Nullable String merchant, LocalDate date, DayBook book) {
    /** All amounts are in this. */
    public static final String CURRENCY = "CNY";

    private static final Comparator<String> UNKNOWN_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<Break> IN_ORDER = Comparator.comparing(Break::getType)
            .thenComparing(Break::getKind)
            .thenComparing(Break::getOrder, UNKNOWN_FIRST)
            .thenComparing(Break::getReportId, UNKNOWN_FIRST);

    /** The books of that account; {@code known} is what the settings say of it, null where they do not have it. */
    public static DayReport of(@Nullable Account known, String account, LocalDate date, DayBook book) {
        if (known == null) {
            return new DayReport(account, null, null, date, book);
        }
        GatewayAccount there = known.gateway();
        return new DayReport(account, there.dialect().name(), there.merchant(), date, book);
    }

    /** The lines of payments or payouts, one for each channel. */
    public List<Reconciliation> lines(EventKind kind) {
        return book.lines().stream()
                .filter(line -> line.getKind() == kind)
                .sorted(Comparator.comparing(Reconciliation::getChannel))
                .toList();
    }

    /** What the balance did; empty where none was reported. */
    public Optional<Reconciliation> balance() {
        return aboutTheDay().filter(line -> line.getOpeningMinor() != null || line.getClosingMinor() != null);
    }

    /** Id of the statement of payments that is compared; null while there is none. */
    public @Nullable String paymentStatement() {
        return aboutTheDay().map(Reconciliation::getPaymentStatement).orElse(null);
    }

    /** Id of the statement of payouts that is compared; null while there is none. */
    public @Nullable String payoutStatement() {
        return aboutTheDay().map(Reconciliation::getPayoutStatement).orElse(null);
    }

    /** The open breaks that are listed. */
    public List<Break> breaks() {
        return book.breaks().stream().sorted(IN_ORDER).toList();
    }

    private Optional<Reconciliation> aboutTheDay() {
        return lines(EventKind.BALANCE).stream().findFirst();
    }
}
