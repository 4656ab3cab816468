package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.config.Settings;
import io.quittance.events.EventKind;
import io.quittance.gateways.DialectDefinition;
import io.quittance.gateways.DialectDefinition.Outbound;
import io.quittance.gateways.DialectDefinition.QueryPace;
import io.quittance.gateways.DialectDefinition.RequestRole;
import io.quittance.gateways.Kind;
import io.quittance.gateways.MessageType;
import io.quittance.topology.decisions.AskingPlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often the gateway of each account is asked, from its dialect and the settings; worked out once. */
final class AskingPlans {
    /** Where a dialect does not say: what the strictest of the documents asks for (gateways/README.md, "limits"). */
    private static final QueryPace USUAL = new QueryPace(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final Map<String, AskingPlan> payments = new HashMap<>();
    private final Map<String, AskingPlan> payouts = new HashMap<>();

    AskingPlans(Settings settings) {
        settings.accounts().forEach((name, account) -> {
            add(payments, account, Kind.PAYMENT, settings);
            add(payouts, account, Kind.PAYOUT, settings);
        });
    }

    /** The plan of that account and kind; null where its gateway cannot be asked. */
    @Nullable AskingPlan of(String account, EventKind kind) {
        return switch (kind) {
            case PAYMENT -> payments.get(account);
            case PAYOUT -> payouts.get(account);
            case BALANCE, UNSPECIFIED -> null;
        };
    }

    /** Whether that account's gateway can be asked to send the callback of an order of that kind again. */
    static boolean canResend(Account account, Kind kind) {
        Outbound query = query(account, kind);
        return account.gateway().baseUrl() != null
                && query != null
                && query.fields().values().stream().anyMatch(field -> field.role() == RequestRole.RESEND);
    }

    private static void add(Map<String, AskingPlan> plans, Account account, Kind kind, Settings settings) {
        if (account.gateway().baseUrl() == null || query(account, kind) == null) {
            return;
        }
        QueryPace pace =
                account.gateway().dialect().definition().pacing().queries().getOrDefault(type(kind), USUAL);
        Settings.Asking asking = settings.asking();
        plans.put(
                account.name(),
                new AskingPlan(
                        pace.first().toMillis(),
                        pace.every().toMillis(),
                        asking.validity().toMillis(),
                        settings.poller().timeout().toMillis(),
                        asking.longestInterval().toMillis(),
                        asking.giveUpAfter().toMillis(),
                        asking.hints(),
                        canResend(account, kind)));
    }

    private static @Nullable Outbound query(Account account, Kind kind) {
        DialectDefinition definition = account.gateway().dialect().definition();
        MessageType type = type(kind);
        return type == null ? null : definition.outbound().get(type);
    }

    private static @Nullable MessageType type(Kind kind) {
        return switch (kind) {
            case PAYMENT -> MessageType.PAYMENT_QUERY_REQUEST;
            case PAYOUT -> MessageType.PAYOUT_QUERY_REQUEST;
            case BALANCE -> null;
        };
    }
}
