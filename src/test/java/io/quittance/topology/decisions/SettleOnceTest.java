package io.quittance.topology.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.config.Policy.AmountRule;
import io.quittance.events.OrderState;
import io.quittance.events.OrderStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds over any history at all, operators, placings and unanswered questions included. */
class SettleOnceTest {
    private static final int SEEDS = Integer.getInteger("quittance.seeds", 300);
    private static final List<AmountRule> RULES = List.of(AmountRule.values());
    private static final List<String> EVENTS = List.of(
            "placed 100",
            "placed 99",
            "not-called a1",
            "unknown",
            "pending",
            "accepted",
            "rejected",
            "failed",
            "expired",
            "paid 100",
            "paid 90",
            "paid 100 of 100",
            "paid 90 of 100",
            "paid ?",
            "paid 100 G1",
            "paid 100 G2",
            "gave-up",
            "release 100",
            "release 90",
            "refuse 90",
            "release 100 stale",
            "refuse 100 stale");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSettleAtMostOnceAndNeverTakeItBack(boolean payments) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            Policy policy = new Policy(
                    Long.MIN_VALUE,
                    RULES.get(random.nextInt(RULES.size())),
                    100,
                    random.nextBoolean(),
                    random.nextBoolean());
            List<String> told = new ArrayList<>();
            Story story = new Story(payments ? new PaymentRules() : new PayoutRules(), policy);

            for (int i = 0; i < 20; i++) {
                told.add(EVENTS.get(random.nextInt(EVENTS.size())));
                story.tell(told.getLast());

                assertSound(story, "seed " + seed + ": " + told);
            }
        }
    }

    private static void assertSound(Story story, String history) {
        OrderState state = story.state();
        OrderDecision last = story.last();
        boolean settled = state != null && state.getSettled();
        assertThat(story.settlements()).as(history).isEqualTo(settled ? 1 : 0);
        if (state != null && settled) {
            assertThat(state.getStatus()).as(history).isEqualTo(OrderStatus.PAID);
            assertThat(state.getPaidMinor()).as(history).isPositive();
        }
        if (!last.changed()) {
            assertThat(last.clashes()).as(history).isEmpty();
            assertThat(last.from()).as(history).isEqualTo(last.to());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"placed 100", "pending", "expired", "failed", "paid 90 of 100", "paid ?", "unknown", ""})
    void shouldSettleWhateverHappenedBeforeAPaidReportInPolicy(String before) {
        Story story = new Story(new PaymentRules(), Policy.DEFAULT).tell(before);

        story.tell("paid 100 of 100");

        assertThat(story.settlements()).isEqualTo(1);
        assertThat(story.last().to()).isEqualTo(OrderStatus.PAID);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldPublishNoConflictTwiceForTheSameFacts(boolean payments) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            Story story = new Story(payments ? new PaymentRules() : new PayoutRules(), Policy.DEFAULT);
            List<String> reports = EVENTS.stream()
                    .filter(event -> !event.startsWith("re") && !event.startsWith("placed"))
                    .collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(reports, random);
            reports.forEach(story::tell);
            reports.forEach(story::tell);
            int conflicts = story.conflicts().size();

            reports.forEach(story::tell);

            assertThat(story.conflicts()).as("seed %d: %s", seed, reports).hasSize(conflicts);
        }
    }
}
