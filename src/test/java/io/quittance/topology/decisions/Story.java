package io.quittance.topology.decisions;

import io.quittance.config.Policy;
import io.quittance.events.ConflictKind;
import io.quittance.events.OrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An order's history, told event by event and decided by the real rules; what came of each is kept. */
final class Story {
    private final OrderRules rules;
    private final Policy policy;
    private final List<OrderDecision> decisions = new ArrayList<>();
    private @Nullable OrderState state;
    private int events;

    Story(OrderRules rules, Policy policy) {
        this.rules = rules;
        this.policy = policy;
    }

    /** Decides on that evidence. */
    OrderDecision take(Evidence evidence) {
        OrderDecision decision = rules.decide(state, evidence, policy);
        state = decision.state();
        decisions.add(decision);
        return decision;
    }

    /** Tells the words of a table row, for example {@code placed 100, paid 90 G2}. */
    Story tell(String words) {
        for (String event : words.split(",", -1)) {
            if (!event.isBlank()) {
                take(evidence(event.strip()));
            }
        }
        return this;
    }

    OrderDecision last() {
        return decisions.getLast();
    }

    @Nullable OrderState state() {
        return state;
    }

    long settlements() {
        return decisions.stream().filter(OrderDecision::settled).count();
    }

    List<ConflictKind> conflicts() {
        return clashes().stream().map(Clash::kind).toList();
    }

    List<Clash> clashes() {
        return decisions.stream()
                .flatMap(decision -> decision.clashes().stream())
                .toList();
    }

    /** A report in words: status, paid amount in yuan or {@code ?}, gateway order, {@code of} and another ordered amount. */
    private Evidence evidence(String words) {
        String id = "r" + ++events;
        long at = 1_000L + events;
        String[] word = words.split(" ", -1);
        return switch (word[0]) {
            case "placed" -> new Placing(id, at, "a" + events, "hash-" + word[1], fen(word[1]), null);
            case "not-called" -> new NotCalled(id, at, word[1]);
            case "gave-up" -> new GaveUp(id, at, null);
            case "release" -> operator(id, at, OperatorDecision.Action.RELEASE, word);
            case "refuse" -> operator(id, at, OperatorDecision.Action.REFUSE, word);
            case "paid" -> paid(id, at, word);
            default ->
                new GatewayReport(
                        id, at, Told.valueOf(word[0].toUpperCase(Locale.ROOT)), null, null, null, null, null, null);
        };
    }

    private static GatewayReport paid(String id, long at, String[] word) {
        Long ordered = null;
        String gatewayOrder = null;
        for (int i = 2; i < word.length; i++) {
            if (word[i].equals("of")) {
                ordered = fen(word[++i]);
            } else {
                gatewayOrder = word[i];
            }
        }
        return new GatewayReport(id, at, Told.PAID, fen(word[1]), ordered, gatewayOrder, null, null, null);
    }

    private OperatorDecision operator(String id, long at, OperatorDecision.Action action, String[] word) {
        boolean stale = word[word.length - 1].equals("stale");
        String seen = state == null || stale ? "something-older" : state.getLastEvidence();
        return new OperatorDecision(id, at, action, word.length > 1 ? fen(word[1]) : null, "looked at it", seen);
    }

    private static @Nullable Long fen(String yuan) {
        return yuan.equals("?") ? null : Long.parseLong(yuan) * 100;
    }
}
