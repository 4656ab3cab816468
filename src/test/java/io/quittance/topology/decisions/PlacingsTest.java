package io.quittance.topology.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.events.AnswerGiven;
import io.quittance.events.OrderState;
import io.quittance.events.PlacementDecision;
import io.quittance.events.PlacingAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** At most one call, however the records of several edges interleave (DESIGN section 6). */
class PlacingsTest {
    private static final int SEEDS = Integer.getInteger("quittance.seeds", 300);
    private static final List<Told> ANSWERS = List.of(Told.ACCEPTED, Told.REJECTED, Told.UNKNOWN);

    /**
     * Edges place the same order at once. Each does what its decision tells it: a winner calls, or leaves and says so, or dies; one
     * of equals that sees the order freed tries again. Any of them may be late by any number of records.
     */
    @Test
    void shouldLetAtMostOneEdgeCallInAnyInterleaving() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            new Run(seed).play();
        }
    }

    @Test
    void shouldGiveTheOrderToWhoeverComesFirst() {
        List<Placing> attempts =
                List.of(placing("a1", "h1"), placing("a2", "h1"), placing("a3", "h2"), placing("a4", "h2"));
        for (List<Placing> order : permutations(attempts)) {
            Decided told = new Decided(order);

            assertThat(told.decisions.getFirst()).isEqualTo(PlacementDecision.WON);
            for (int i = 1; i < order.size(); i++) {
                boolean equal =
                        order.get(i).requestHash().equals(order.getFirst().requestHash());
                assertThat(told.decisions.get(i))
                        .as(order.toString())
                        .isEqualTo(equal ? PlacementDecision.SAME : PlacementDecision.TAKEN);
            }
        }
    }

    @Test
    void shouldSayNothingAboutPlacingOfOtherEvidence() {
        OrderRules rules = new PaymentRules();
        Evidence report = new GatewayReport("r1", 1, Told.PAID, 100L, null, null, null, null, null);

        OrderDecision decision = rules.decide(null, report, Policy.DEFAULT);

        assertThat(Placings.told(report, decision)).isNull();
        assertThat(Placings.told(new GaveUp("r2", 2, null), decision)).isNull();
    }

    private static Placing placing(String attempt, String hash) {
        return new Placing("r-" + attempt, 1, attempt, hash, 100L, 31_000L);
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (T first : items) {
            List<T> others = new ArrayList<>(items);
            others.remove(first);
            permutations(others).forEach(rest -> {
                List<T> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                all.add(order);
            });
        }
        return all;
    }

    /** What is told of placings in that order. */
    private static final class Decided {
        private final List<@Nullable PlacementDecision> decisions = new ArrayList<>();
        private @Nullable OrderState state;

        Decided(List<Placing> order) {
            for (Placing placing : order) {
                OrderDecision decision = new PaymentRules().decide(state, placing, Policy.DEFAULT);
                state = decision.state();
                decisions.add(Placings.told(placing, decision));
            }
        }
    }

    /** One seeded history of edges that race. */
    private static final class Run {
        private final long seed;
        private final Random random;
        private final OrderRules rules;
        private final List<Evidence> onTheWay = new ArrayList<>();
        private final Map<String, String> hashes = new HashMap<>();
        private final Set<String> uncalledWinners = new HashSet<>();
        private final Set<String> callers = new HashSet<>();
        private final List<String> log = new ArrayList<>();
        private @Nullable OrderState state;
        private @Nullable PlacingAnswer answer;
        private int attempts;
        private int records;

        Run(long seed) {
            this.seed = seed;
            random = new Random(seed);
            rules = random.nextBoolean() ? new PaymentRules() : new PayoutRules();
        }

        void play() {
            for (int edge = 0; edge < 4; edge++) {
                attempt();
            }
            while (!onTheWay.isEmpty()) {
                take(onTheWay.remove(random.nextInt(onTheWay.size())));
            }
            assertThat(callers).as(story()).hasSizeLessThanOrEqualTo(1);
        }

        private void attempt() {
            String attempt = "a" + ++attempts;
            String hash = random.nextInt(4) == 0 ? "other" : "same";
            hashes.put(attempt, hash);
            onTheWay.add(new Placing(next(), records, attempt, hash, 100L, null));
        }

        private void take(Evidence evidence) {
            OrderDecision decision = rules.decide(state, evidence, Policy.DEFAULT);
            state = decision.state();
            PlacementDecision told = Placings.told(evidence, decision);
            log.add(evidence + " -> " + told);
            if (told == null) {
                assertThat(evidence).as(story()).isNotInstanceOf(Placing.class);
                return;
            }
            switch (told) {
                case WON -> won(((Placing) evidence).attempt());
                case SAME -> same(((Placing) evidence).attempt());
                case TAKEN ->
                    assertThat(hashes.get(((Placing) evidence).attempt()))
                            .as(story())
                            .isNotEqualTo(state().getWinnerHash());
                case ANSWERED -> answered();
                case FREED -> freed(((NotCalled) evidence).attempt());
                case UNSPECIFIED -> throw new AssertionError(story());
            }
        }

        /** A winner calls and is answered or not, leaves and says so, or dies without a word. */
        private void won(String attempt) {
            assertThat(uncalledWinners).as(story()).isEmpty();
            assertThat(callers).as(story()).isEmpty();
            uncalledWinners.add(attempt);
            switch (random.nextInt(4)) {
                case 0 -> onTheWay.add(new NotCalled(next(), records, attempt));
                case 1 -> log.add(attempt + " dies");
                default -> {
                    uncalledWinners.remove(attempt);
                    callers.add(attempt);
                    log.add(attempt + " calls");
                    onTheWay.add(answerTo(attempt));
                }
            }
        }

        private PlaceAnswer answerTo(String attempt) {
            Told told = ANSWERS.get(random.nextInt(ANSWERS.size()));
            String id = next();
            AnswerGiven given = told == Told.UNKNOWN ? AnswerGiven.UNANSWERED : AnswerGiven.ACCEPTED;
            return new PlaceAnswer(
                    new GatewayReport(id, records, told, null, null, null, null, null, null),
                    attempt,
                    new PlacingAnswer(id, given, null, null, null, null));
        }

        private void same(String attempt) {
            assertThat(hashes.get(attempt)).as(story()).isEqualTo(state().getWinnerHash());
            assertThat(state().getAnswered()).as(story()).isEqualTo(answer);
        }

        private void answered() {
            answer = state().getAnswered();
            assertThat(answer).as(story()).isNotNull();
            attempt();
        }

        private void freed(String attempt) {
            assertThat(uncalledWinners.remove(attempt)).as(story()).isTrue();
            if (attempts < 12) {
                attempt();
            }
        }

        private OrderState state() {
            return Objects.requireNonNull(state, story());
        }

        private String next() {
            return "r" + ++records;
        }

        private String story() {
            return "seed " + seed + ":\n" + String.join("\n", log);
        }
    }
}
