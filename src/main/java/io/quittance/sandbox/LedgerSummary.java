package io.quittance.sandbox;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * What a sandbox has done so far.
 *
 * @param speed how many times faster pauses and windows pass than the documents say
 * @param pending how many callbacks, payers and retries wait or are under way; 0: nothing more will happen by itself
 * @param accounts by the account's name
 */
public record LedgerSummary(Instant startedAt, long seed, int speed, int pending, Map<String, Account> accounts) {

    /** The account of that name, which the sandbox must serve. */
    public Account account(String name) {
        Account account = accounts.get(name);
        if (account == null) {
            throw new IllegalArgumentException("the sandbox has no account " + name);
        }
        return account;
    }

    /**
     * One account.
     *
     * @param orders how many orders and payouts were taken
     * @param byTruth how many of them have come to what
     * @param skimmed how many were paid and are called unpaid
     * @param paidMinor what was paid and paid out, in fen
     * @param balanceMinor what is in the account, in fen
     * @param counts everything else that is counted, violations of limits included, by its name
     */
    public record Account(
            String gateway,
            long orders,
            Map<Truth, Long> byTruth,
            long skimmed,
            long paidMinor,
            long balanceMinor,
            Map<String, Long> counts) {

        /** How often a limit of the gateway was broken. */
        public long violations() {
            return counted(Count.TOO_MANY_PLACEMENTS)
                    + counted(Count.TOO_MANY_QUERIES)
                    + counted(Count.TOO_MANY_BALANCE_QUERIES);
        }

        /** What was counted under that name; 0 where nothing is. */
        public long counted(String label) {
            return counts.getOrDefault(label, 0L);
        }

        private long counted(Count count) {
            return counted(count.label());
        }

        private Json json() {
            Json json = new Json().with("gateway", gateway).with("orders", orders);
            for (Truth truth : Truth.values()) {
                json.with(truth.name().toLowerCase(Locale.ROOT), byTruth.getOrDefault(truth, 0L));
            }
            json.with("skimmed", skimmed)
                    .with("paidAmount", Yuan.twoDecimals(paidMinor))
                    .with("balance", Yuan.twoDecimals(balanceMinor))
                    .with("violations", violations());
            counts.forEach(json::with);
            return json;
        }
    }

    Json json() {
        Json byName = new Json();
        accounts.forEach((name, account) -> byName.with(name, account.json()));
        return new Json()
                .with("startedAt", startedAt.toString())
                .with("seed", seed)
                .with("speed", speed)
                .with("pending", pending)
                .with("accounts", byName);
    }
}
