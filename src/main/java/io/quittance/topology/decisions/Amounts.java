package io.quittance.topology.decisions;

import io.quittance.events.OrderState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The amounts of an order while it is decided on, in fen. */
final class Amounts {
    /** So many amounts beside the one that counts are kept. */
    static final int MAX_OTHERS = 32;
    /** Stands for all further ones; no amount is negative. */
    static final Long MORE = -1L;

    @Nullable Long placed;

    @Nullable Long ordered;

    @Nullable Long paid;

    List<Long> others = List.of();
    boolean confirmed;

    void copy(OrderState state) {
        placed = state.getPlacedMinor();
        ordered = state.getStatedMinor();
        paid = state.getPaidMinor();
        others = state.getOtherMinors();
        confirmed = state.getAmountConfirmed();
    }

    /** The amount that a paid one must fit: what we placed, else what the same report states; null where neither is known. */
    @Nullable Long against(GatewayReport report) {
        return placed == null ? report.orderedMinor() : placed;
    }

    /** Whether that paid amount is no news: stated, or settled at, before, or one more than are kept. */
    boolean knows(long amountMinor) {
        return wasStated(amountMinor) || others.contains(MORE);
    }

    /** Whether that very amount is known to have been stated, or settled at, before. */
    boolean wasStated(long amountMinor) {
        return (paid != null && paid == amountMinor) || others.contains(amountMinor);
    }

    /** Whether the next amount that is news is the last one. */
    boolean isFull() {
        return others.size() == MAX_OTHERS;
    }

    /** Records an amount that a believed report stated; the first one counts until the order settles. */
    void state(long amountMinor) {
        if (paid == null) {
            paid = amountMinor;
            confirmed = true;
            return;
        }
        keep(amountMinor);
    }

    /** The amount at which the order settles; one that had been stated before stays known. */
    void settle(long amountMinor, boolean stated) {
        if (paid != null && paid != amountMinor) {
            keep(paid);
        }
        paid = amountMinor;
        confirmed = stated;
    }

    /** Beyond so many, one mark says that there were more. */
    private void keep(long amountMinor) {
        if (others.size() <= MAX_OTHERS) {
            others = with(others, isFull() ? MORE : (Long) amountMinor);
        }
    }

    static <T> List<T> with(List<T> list, T added) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(added);
        return longer;
    }
}
