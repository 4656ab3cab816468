package io.quittance.config;

import io.quittance.gateways.GatewayAccount;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One merchant id at one gateway, with its keys and rules.
 *
 * @param returnUrl where a browser return is sent on to
 * @param policies by {@code from}, oldest first, never empty; the one in force at {@code receivedAt} counts
 * @param ack when a callback is acknowledged
 * @param allowFrom networks whose callbacks are accepted; empty: any
 */
public record Account(
        GatewayAccount gateway, @Nullable URI returnUrl, List<Policy> policies, AckRule ack, List<Network> allowFrom) {

    /** The account's name, {@code [a-z0-9-]+}. */
    public String name() {
        return gateway.name();
    }

    /** The policy in force at that time, in epoch milliseconds. */
    public Policy policyAt(long receivedAt) {
        Policy inForce = policies.getFirst();
        for (Policy policy : policies) {
            if (policy.from() <= receivedAt) {
                inForce = policy;
            }
        }
        return inForce;
    }
}
