package io.quittance.topology;

import io.quittance.events.GatewayOrderClaim;
import io.quittance.events.Topic;
import io.quittance.topology.decisions.OrderDecision;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes down which gateway order an order or payout has, for the step that finds one used twice. */
final class Claims {
    private static final char SEPARATOR = '/';

    private Claims() {}

    /** The claim that comes of a decision; null where the evidence gave no id of the gateway that is new to the order. */
    static @Nullable GatewayOrderClaim of(Judged.Believed believed, String order, OrderDecision decision) {
        String id = decision.claim();
        if (id == null) {
            return null;
        }
        return new GatewayOrderClaim(
                believed.account().name(),
                OrderRows.kind(believed.kind()),
                id,
                order,
                believed.received().getId(),
                believed.received().getReceivedAt());
    }

    /** The partition in which that claim is looked for, of so many: that of its key, as Kafka's own partitioner has it. */
    static int partition(GatewayOrderClaim claim, int partitions) {
        return Topic.partitionOf(key(claim).getBytes(StandardCharsets.UTF_8), partitions);
    }

    /** {@code <account>/<kind>/<gateway order>}: a payout may have the gateway's id of a payment, as it may have our number of one. */
    static String key(GatewayOrderClaim claim) {
        return claim.getAccount() + SEPARATOR + claim.getKind().name() + SEPARATOR + claim.getGatewayOrder();
    }
}
