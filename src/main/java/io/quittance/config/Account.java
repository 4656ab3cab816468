package io.quittance.config;

import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.Kind;
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
 * @param fees by {@code from}, oldest first; empty: the gateway takes none
 * @param tolerances by {@code from}, oldest first; before the first of them, none
 */
public record Account(
        GatewayAccount gateway,
        @Nullable URI returnUrl,
        List<Policy> policies,
        AckRule ack,
        List<Network> allowFrom,
        List<FeeRule> fees,
        List<Tolerance> tolerances) {

    /** An account whose gateway takes no fees, and whose balances must agree to the fen. */
    public Account(
            GatewayAccount gateway,
            @Nullable URI returnUrl,
            List<Policy> policies,
            AckRule ack,
            List<Network> allowFrom) {
        this(gateway, returnUrl, policies, ack, allowFrom, List.of(), List.of());
    }

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

    /**
     * What the gateway takes for an amount (in fen) that was received at that time: by the latest rule of that kind that names the
     * channel, else by the latest that names none, else nothing.
     */
    public long feeMinor(Kind kind, @Nullable String channel, long amountMinor, long receivedAt) {
        FeeRule inForce = null;
        for (FeeRule rule : fees) {
            boolean counts = rule.kind() == kind && rule.from() <= receivedAt;
            boolean names = rule.channel() != null && rule.channel().equals(channel);
            boolean general = rule.channel() == null && (inForce == null || inForce.channel() == null);
            if (counts && (names || general)) {
                inForce = rule;
            }
        }
        return inForce == null ? 0 : inForce.feeMinor(amountMinor);
    }

    /** The drift that is no conflict at that time (epoch milliseconds), in fen; 0 where none is written. */
    public long driftToleranceAt(long receivedAt) {
        long driftMinor = 0;
        for (Tolerance tolerance : tolerances) {
            if (tolerance.from() <= receivedAt) {
                driftMinor = tolerance.driftMinor();
            }
        }
        return driftMinor;
    }
}
