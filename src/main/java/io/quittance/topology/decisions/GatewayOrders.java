package io.quittance.topology.decisions;

import io.quittance.events.OrderState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ids that a gateway gives one order: nearly always none or one. Every id counts as a claim once, whatever the order's status, so
 * that it does not depend on the order of arrival which ids were heard.
 */
final class GatewayOrders {
    /** So many ids are kept of an order that has several. */
    static final int MAX_KEPT = 32;

    /** The id that the order's row shows. */
    @Nullable String named;

    /** The id in the first paid report that names one. */
    @Nullable String paid;

    private List<String> several = List.of();
    private @Nullable String claim;

    void copy(OrderState state) {
        named = state.getGatewayOrder();
        paid = state.getPaidGatewayOrder();
        several = state.getGatewayOrders();
    }

    /**
     * Takes note of the id in that report; true where that is to be kept. A report that says nothing of the order claims nothing, since
     * it may be unsigned (gateways/README.md, rule 12). An id beyond those that are kept is claimed whenever it comes.
     */
    boolean hear(GatewayReport report) {
        String id = report.gatewayOrder();
        if (id == null || report.told() == Told.UNKNOWN || isKnown(id)) {
            return false;
        }
        claim = id;
        String first = named;
        if (first == null) {
            named = id;
            return true;
        }
        if (several.size() >= MAX_KEPT) {
            return false;
        }
        several = several.isEmpty() ? List.of(first, id) : Amounts.with(several, id);
        return true;
    }

    /** The id in a report that moves the order, if it has one. */
    void describe(@Nullable String id) {
        named = id == null ? named : id;
    }

    /** The id that this evidence was the first to give; null where it gave none or one that is known. */
    @Nullable String claim() {
        return claim;
    }

    /** All ids, where there are several. */
    List<String> all() {
        return several;
    }

    private boolean isKnown(String id) {
        return several.isEmpty() ? id.equals(named) : several.contains(id);
    }
}
