package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.config.Settings;
import io.quittance.topology.balances.Terms;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the settings say of accounts, for the balance join; of one that they no longer have, as little as possible. */
final class AccountTerms {
    private static final String NO_LONGER_KNOWN = "";

    private final Duration grace;
    private final Map<String, Terms> byAccount = new HashMap<>();

    AccountTerms(Settings settings) {
        grace = settings.balances().grace();
        settings.accounts().forEach((name, account) -> byAccount.put(name, new Known(account)));
    }

    Terms of(String account) {
        Terms known = byAccount.get(account);
        return known == null ? new Unknown() : known;
    }

    private final class Known implements Terms {
        private final Account account;

        Known(Account account) {
            this.account = account;
        }

        @Override
        public Duration grace() {
            return grace;
        }

        @Override
        public String gateway() {
            return account.gateway().dialect().name();
        }

        @Override
        public String merchant() {
            return account.gateway().merchant();
        }

        @Override
        public long driftToleranceAt(long receivedAt) {
            return account.driftToleranceAt(receivedAt);
        }

        @Override
        public boolean saysInsufficientBalance(@Nullable String code, long receivedAt) {
            return code != null && account.gateway().dialect().saysInsufficientBalance(code, receivedAt);
        }
    }

    private final class Unknown implements Terms {
        @Override
        public Duration grace() {
            return grace;
        }

        @Override
        public String gateway() {
            return NO_LONGER_KNOWN;
        }

        @Override
        public String merchant() {
            return NO_LONGER_KNOWN;
        }

        @Override
        public long driftToleranceAt(long receivedAt) {
            return 0;
        }

        @Override
        public boolean saysInsufficientBalance(@Nullable String code, long receivedAt) {
            return false;
        }
    }
}
