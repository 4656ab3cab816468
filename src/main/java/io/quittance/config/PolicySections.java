package io.quittance.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an account's {@code policies}. */
final class PolicySections {
    private static final Map<String, Policy.AmountRule> AMOUNTS =
            Map.of("exact", Policy.AmountRule.EXACT, "atLeast", Policy.AmountRule.AT_LEAST);
    private static final Map<String, Boolean> SETTLES = Map.of("settle", true, "hold", false);

    private PolicySections() {}

    /**
     * The policies, oldest first, never empty. Before the first that has a {@code from} the default was in force, and stays
     * it: what was decided then must be decided again on a rebuild.
     */
    static List<Policy> read(List<Section> sections) {
        List<Policy> policies = new ArrayList<>();
        Set<Long> times = new HashSet<>();
        for (Section section : sections) {
            Policy policy = policy(section);
            if (!times.add(policy.from())) {
                section.fault("from", "two policies begin at the same time; give each its own");
            }
            policies.add(policy);
        }
        if (!times.contains(Long.MIN_VALUE)) {
            policies.add(Policy.DEFAULT);
        }
        policies.sort(Comparator.comparingLong(Policy::from));
        return List.copyOf(policies);
    }

    private static Policy policy(Section section) {
        long from = section.optional("from", Values::time).orElse(Long.MIN_VALUE);
        Optional<Yaml.Entry> amount = section.written("amount");
        Policy.AmountRule rule = Policy.AmountRule.EXACT;
        long withinMinor = 0;
        if (amount.isPresent() && amount.get().value() instanceof Yaml.Mapping) {
            Section within = section.section("amount");
            rule = Policy.AmountRule.WITHIN;
            withinMinor = within.required("within", Values::fen).orElse(0L);
            within.tellUnknownNames();
        } else {
            rule = section.optional("amount", PolicySections::amount).orElse(Policy.AmountRule.EXACT);
        }
        boolean unplacedSettles =
                section.optional("unplaced", Values.oneOf(SETTLES)).orElse(true);
        boolean amountlessSettles =
                section.optional("amountless", Values.oneOf(SETTLES)).orElse(false);
        section.tellUnknownNames();
        return new Policy(from, rule, withinMinor, unplacedSettles, amountlessSettles);
    }

    private static Policy.AmountRule amount(String text) {
        Policy.AmountRule rule = AMOUNTS.get(text);
        if (rule == null) {
            throw new IllegalArgumentException("is no amount rule; write exact, atLeast or {within: \"0.99\"}");
        }
        return rule;
    }
}
