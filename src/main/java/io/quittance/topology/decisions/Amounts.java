package io.quittance.topology.decisions;

import io.quittance.events.OrderState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The amounts of an order while it is decided on, in fen. */
final class Amounts {
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

    /** Whether that paid amount has been stated, or settled at, before. */
    boolean knows(long amountMinor) {
        return (paid != null && paid == amountMinor) || others.contains(amountMinor);
    }

    /** Records an amount that a believed report stated; the first one counts until the order settles. */
    void state(long amountMinor) {
        if (paid == null) {
            paid = amountMinor;
            confirmed = true;
            return;
        }
        others = with(others, amountMinor);
    }

    /** The amount at which the order settles; one that had been stated before stays known. */
    void settle(long amountMinor, boolean stated) {
        if (paid != null && paid != amountMinor) {
            others = with(others, paid);
        }
        paid = amountMinor;
        confirmed = stated;
    }

    static <T> List<T> with(List<T> list, T added) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(added);
        return longer;
    }
}
