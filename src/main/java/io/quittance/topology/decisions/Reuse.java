package io.quittance.topology.decisions;

import io.quittance.events.Conflict;
import io.quittance.events.ConflictKind;
import io.quittance.events.GatewayOrderClaim;
import io.quittance.events.GatewayOrderUse;
import java.util.List;
import java.util.Locale;

/** What is said of a gateway order that several orders claim (DESIGN section 5): pure functions of who claimed it so far and the next claim. */
public final class Reuse {
    /** So many further orders of one gateway order are told of; a gateway that gives all its orders one id floods nobody. */
    static final int MAX_TOLD = 32;

    private Reuse() {}

    /** The use that begins with that claim: nobody has claimed the gateway order before. */
    public static GatewayOrderUse first(GatewayOrderClaim claim) {
        return new GatewayOrderUse(claim.getOrder(), claim.getReportId(), List.of());
    }

    /** Whether that claim is one of a further order that is to be told of. */
    public static boolean isNews(GatewayOrderUse use, GatewayOrderClaim claim) {
        String order = claim.getOrder();
        return !order.equals(use.getOrder())
                && use.getOthers().size() < MAX_TOLD
                && !use.getOthers().contains(order);
    }

    /** The use with that further order. */
    public static GatewayOrderUse with(GatewayOrderUse use, GatewayOrderClaim claim) {
        return new GatewayOrderUse(use.getOrder(), use.getReportId(), Amounts.with(use.getOthers(), claim.getOrder()));
    }

    /** The conflict of the further order that claims it; both reports were believed, and nothing is taken back. */
    public static Conflict conflict(GatewayOrderUse use, GatewayOrderClaim claim) {
        boolean isLast = use.getOthers().size() == MAX_TOLD - 1;
        return new Conflict(
                ConflictKind.GATEWAY_ORDER_REUSED,
                claim.getKind(),
                claim.getAccount(),
                claim.getOrder(),
                claim.getReportId(),
                use.getReportId(),
                null,
                null,
                "the gateway's order " + claim.getGatewayOrder() + " is that of " + named(claim, claim.getOrder())
                        + " and of " + named(claim, use.getOrder()) + (isLast ? OrderDraft.NO_FURTHER : ""),
                claim.getReceivedAt());
    }

    private static String named(GatewayOrderClaim claim, String order) {
        return claim.getKind().name().toLowerCase(Locale.ROOT) + " " + order;
    }
}
