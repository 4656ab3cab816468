package io.quittance.app;

import io.quittance.config.Account;
import io.quittance.config.FeeRule;
import io.quittance.config.Policy;
import io.quittance.config.Settings;
import io.quittance.config.Tolerance;
import io.quittance.events.Topic;
import io.quittance.gateways.AccountKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What settings say, in lines for a person, without any secret. */
final class SettingsSummary {
    private static final int PERCENT_DECIMALS = 4;

    private SettingsSummary() {}

    /** The summary's lines. */
    static List<String> of(Settings settings) {
        List<String> lines = new ArrayList<>();
        lines.add("kafka     " + settings.kafka().bootstrapServers());
        lines.add("registry  " + String.join(", ", settings.registry().urls()));
        lines.add("http      " + settings.http().host() + ":" + settings.http().port() + publicUrl(settings.http()));
        lines.add("topics    " + settings.topics().partitions() + " partitions each: " + topicNames(settings));
        lines.add("stores    " + settings.topology().stateDirectory() + ", at most "
                + (settings.topology().rocksdbMemoryBytes() >> 20) + " MB of memory");
        lines.add("balances  news is late after " + spoken(settings.balances().grace()));
        settings.accounts().values().forEach(account -> add(lines, account));
        for (Settings.Token token : settings.tokens()) {
            lines.add(
                    "token     " + token.name() + ": " + words(token.scopes()) + ", " + forAccounts(token.accounts()));
        }
        for (Settings.Webhook webhook : settings.webhooks()) {
            lines.add("webhook   " + webhook.name() + ": " + webhook.url() + ", " + forAccounts(webhook.accounts()));
        }
        return lines;
    }

    private static void add(List<String> lines, Account account) {
        lines.add("account   " + account.name() + ": gateway "
                + account.gateway().dialect().name() + ", merchant "
                + account.gateway().merchant() + ", ack "
                + word(account.ack()));
        for (AccountKey key : account.gateway().keys()) {
            lines.add("  key     " + key.id() + ": " + span(key)
                    + (key.addedAt() == Long.MIN_VALUE ? "" : ", added " + Instant.ofEpochMilli(key.addedAt())));
        }
        for (Policy policy : account.policies()) {
            lines.add("  policy  " + span(policy.from(), Long.MAX_VALUE) + ": amount " + word(policy.amount())
                    + (policy.amount() == Policy.AmountRule.WITHIN ? " " + policy.withinMinor() + " fen" : "")
                    + ", unplaced " + settleOrHold(policy.unplacedSettles()) + ", amountless "
                    + settleOrHold(policy.amountlessSettles()));
        }
        for (FeeRule rule : account.fees()) {
            lines.add("  fee     " + span(rule.from(), Long.MAX_VALUE) + ": " + word(rule.kind())
                    + (rule.channel() == null ? "" : " by " + rule.channel()) + " "
                    + BigDecimal.valueOf(rule.millionths(), PERCENT_DECIMALS)
                            .stripTrailingZeros()
                            .toPlainString()
                    + "% rounded " + word(rule.rounding()) + ", and " + rule.fixedMinor() + " fen");
        }
        for (Tolerance tolerance : account.tolerances()) {
            lines.add("  drift   " + span(tolerance.from(), Long.MAX_VALUE) + ": " + tolerance.driftMinor()
                    + " fen are tolerated");
        }
    }

    /** A duration in short, such as 15m. */
    private static String spoken(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    private static String publicUrl(Settings.Http http) {
        return http.publicUrl() == null ? "" : ", from outside " + http.publicUrl();
    }

    private static String topicNames(Settings settings) {
        List<String> names = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            names.add(topic.name(settings.topics().prefix()));
        }
        return String.join(", ", names);
    }

    /** When a key counts, in words. */
    static String span(AccountKey key) {
        return span(key.validFrom(), key.validTo());
    }

    private static String span(long from, long to) {
        if (from == Long.MIN_VALUE && to == Long.MAX_VALUE) {
            return "always";
        }
        String begin = from == Long.MIN_VALUE ? "" : "from " + Instant.ofEpochMilli(from);
        String end = to == Long.MAX_VALUE ? "" : "until " + Instant.ofEpochMilli(to);
        return (begin + " " + end).strip();
    }

    private static String settleOrHold(boolean settles) {
        return settles ? "settles" : "holds";
    }

    private static String forAccounts(Collection<String> accounts) {
        return accounts.isEmpty()
                ? "all accounts"
                : "accounts " + String.join(", ", accounts.stream().sorted().toList());
    }

    private static String words(Collection<? extends Enum<?>> values) {
        return String.join(
                ", ", values.stream().map(SettingsSummary::word).sorted().toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
