package io.quittance.config;

import io.quittance.config.FeeRule.Rounding;
import io.quittance.gateways.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what balances are projected by: the section {@code balances}, and an account's {@code fees} and {@code tolerances}. */
final class BalanceSections {
    private static final Duration SHORTEST_GRACE = Duration.ofSeconds(1);
    private static final Duration LONGEST_GRACE = Duration.ofDays(7);
    private static final Map<String, Kind> KINDS = Map.of("payment", Kind.PAYMENT, "payout", Kind.PAYOUT);
    private static final Map<String, Rounding> ROUNDINGS =
            Map.of("half-up", Rounding.HALF_UP, "up", Rounding.UP, "down", Rounding.DOWN);

    private BalanceSections() {}

    /** What two rules must not have in common. */
    private record Place(long from, Kind kind, @Nullable String channel) {}

    static Settings.Balances read(Section section) {
        Settings.Balances balances = new Settings.Balances(section.optional("grace", BalanceSections::grace)
                .orElse(Settings.Balances.usual().grace()));
        section.tellUnknownNames();
        return balances;
    }

    /** The rules, oldest first; none where nothing is written. */
    static List<FeeRule> fees(List<Section> sections) {
        List<FeeRule> rules = new ArrayList<>();
        Set<Place> places = new HashSet<>();
        for (Section section : sections) {
            FeeRule rule = fee(section);
            if (!places.add(new Place(rule.from(), rule.kind(), rule.channel()))) {
                section.fault(
                        "from", "two rules for the same kind and channel begin at the same time; give each its own");
            }
            rules.add(rule);
        }
        rules.sort(Comparator.comparingLong(FeeRule::from));
        return List.copyOf(rules);
    }

    private static FeeRule fee(Section section) {
        long from = section.optional("from", Values::time).orElse(Long.MIN_VALUE);
        Optional<String> channel = section.optional("channel", Values::text);
        Kind kind = section.optional("kind", Values.oneOf(KINDS)).orElse(Kind.PAYMENT);
        Optional<Integer> percent = section.optional("percent", Values::percent);
        Optional<Long> fixed = section.optional("fixed", Values::fen);
        Rounding rounding =
                section.optional("rounding", Values.oneOf(ROUNDINGS)).orElse(Rounding.HALF_UP);
        section.tellUnknownNames();
        if (section.written("percent").isEmpty() && section.written("fixed").isEmpty()) {
            section.fault(
                    "percent",
                    "is missing, and so is fixed; write either (percent: \"0\" where nothing is taken any more)");
        }
        return new FeeRule(from, kind, channel.orElse(null), percent.orElse(0), fixed.orElse(0L), rounding);
    }

    /** The tolerances, oldest first; none where nothing is written. */
    static List<Tolerance> tolerances(List<Section> sections) {
        List<Tolerance> tolerances = new ArrayList<>();
        Set<Long> times = new HashSet<>();
        for (Section section : sections) {
            long from = section.optional("from", Values::time).orElse(Long.MIN_VALUE);
            long driftMinor = section.required("drift", Values::fen).orElse(0L);
            section.tellUnknownNames();
            if (!times.add(from)) {
                section.fault("from", "two tolerances begin at the same time; give each its own");
            }
            tolerances.add(new Tolerance(from, driftMinor));
        }
        tolerances.sort(Comparator.comparingLong(Tolerance::from));
        return List.copyOf(tolerances);
    }

    private static Duration grace(String text) {
        Duration grace = Values.duration(text);
        if (grace.compareTo(SHORTEST_GRACE) < 0 || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new IllegalArgumentException("is out of range; write one from 1s to 7d");
        }
        return grace;
    }
}
