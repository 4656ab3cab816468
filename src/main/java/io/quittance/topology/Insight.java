package io.quittance.topology;

import io.quittance.config.Settings;

/**
 * What can be seen of a topology from outside while it runs.
 *
 * @param counters what it has decided
 * @param history what balances are and were
 */
public record Insight(SettlementCounters counters, BalanceHistory history) {

    /** Into a topology that is yet to be built for those settings. */
    public static Insight into(Settings settings) {
        return new Insight(new SettlementCounters(settings.accounts().keySet()), new BalanceHistory(settings));
    }
}
