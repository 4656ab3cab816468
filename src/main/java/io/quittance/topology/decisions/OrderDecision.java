package io.quittance.topology.decisions;

import io.quittance.events.Effect;
import io.quittance.events.OrderState;
import io.quittance.events.OrderStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of evidence did to an order.
 *
 * @param state the state after it; null where there was none and none was made
 * @param changed whether the state is another one than before, so that it and its row are written
 * @param from the status before; null where nothing was known of the order
 * @param to the status after; null where nothing is known of it still
 * @param settled whether this very evidence settled it
 * @param claim the gateway's own id of the order, where the gateway had not said before that it is that one
 */
public record OrderDecision(
        @Nullable OrderState state,
        boolean changed,
        Effect effect,
        @Nullable OrderStatus from,
        @Nullable OrderStatus to,
        boolean settled,
        List<Clash> clashes,
        @Nullable String claim) {}
