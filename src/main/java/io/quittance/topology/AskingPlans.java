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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often the gateway of each account is asked, from its dialect and the settings; worked out once. */
final class AskingPlans {
    /** Where a dialect does not say: what the strictest of the documents asks for (gateways/README.md, "limits"). */
    private static final QueryPace USUAL = new QueryPace(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final Map<String, List<Version>> payments = new HashMap<>();
    private final Map<String, List<Version>> payouts = new HashMap<>();

    /** The plan under one version of a dialect; null where its gateway cannot be asked. */
    private record Version(long from, @Nullable AskingPlan plan) {}

    AskingPlans(Settings settings) {
        settings.accounts().forEach((name, account) -> {
            payments.put(name, versions(account, Kind.PAYMENT, settings));
            payouts.put(name, versions(account, Kind.PAYOUT, settings));
        });
    }

    /** The plan of that account and kind in force then, epoch milliseconds; null where its gateway cannot be asked. */
    @Nullable AskingPlan of(String account, EventKind kind, long at) {
        return switch (kind) {
            case PAYMENT -> inForce(payments.getOrDefault(account, List.of()), at);
            case PAYOUT -> inForce(payouts.getOrDefault(account, List.of()), at);
            case BALANCE, UNSPECIFIED -> null;
        };
    }

    /** Whether that account's gateway can then be asked to send the callback of an order of that kind again. */
    static boolean canResend(Account account, Kind kind, long at) {
        return canResend(account, account.gateway().dialect().definition(at), kind);
    }

    private static boolean canResend(Account account, DialectDefinition rules, Kind kind) {
        Outbound query = query(rules, kind);
        return account.gateway().baseUrl() != null
                && query != null
                && query.fields().values().stream().anyMatch(field -> field.role() == RequestRole.RESEND);
    }

    /** Before the first version, the first. */
    private static @Nullable AskingPlan inForce(List<Version> versions, long at) {
        AskingPlan plan = versions.isEmpty() ? null : versions.getFirst().plan();
        for (Version version : versions) {
            plan = version.from() <= at ? version.plan() : plan;
        }
        return plan;
    }

    private static List<Version> versions(Account account, Kind kind, Settings settings) {
        List<Version> versions = new ArrayList<>();
        for (DialectDefinition rules : account.gateway().dialect().definitions()) {
            versions.add(new Version(rules.from(), plan(account, rules, kind, settings)));
        }
        return versions;
    }

    private static @Nullable AskingPlan plan(Account account, DialectDefinition rules, Kind kind, Settings settings) {
        if (account.gateway().baseUrl() == null || query(rules, kind) == null) {
            return null;
        }
        QueryPace pace = rules.pacing().queries().getOrDefault(type(kind), USUAL);
        Settings.Asking asking = settings.asking();
        return new AskingPlan(
                pace.first().toMillis(),
                pace.every().toMillis(),
                asking.validity().toMillis(),
                settings.poller().timeout().toMillis(),
                asking.longestInterval().toMillis(),
                asking.giveUpAfter().toMillis(),
                asking.hints(),
                canResend(account, rules, kind));
    }

    private static @Nullable Outbound query(DialectDefinition rules, Kind kind) {
        MessageType type = type(kind);
        return type == null ? null : rules.outbound().get(type);
    }

    private static @Nullable MessageType type(Kind kind) {
        return switch (kind) {
            case PAYMENT -> MessageType.PAYMENT_QUERY_REQUEST;
            case PAYOUT -> MessageType.PAYOUT_QUERY_REQUEST;
            case BALANCE -> null;
        };
    }
}
