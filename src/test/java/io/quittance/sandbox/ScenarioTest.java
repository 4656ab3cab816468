package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.ConflictKind;
import io.quittance.events.OrderStatus;
import io.quittance.sandbox.Callback.Says;
import io.quittance.sandbox.Message.Trick;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private final Scenario scenario = new Scenario(new Run(1, 42, START));

    @Test
    void shouldGiveTheSameOrderToEveryStart() {
        var second = new Scenario(new Run(1, 42, START));

        List<DemoOrder> orders = orders(500);

        assertThat(second.order(499)).isEqualTo(orders.get(499));
        assertThat(LongStream.range(0, 500).mapToObj(second::order).toList()).isEqualTo(orders);
    }

    @Test
    void shouldGiveOtherOrdersToAnotherSeedAndAnotherRun() {
        var otherSeed = new Scenario(new Run(1, 43, START));
        var otherRun = new Scenario(new Run(2, 42, START));

        List<Truth> truths = truths(orders(50));

        assertThat(truths(LongStream.range(0, 50).mapToObj(otherSeed::order).toList()))
                .isNotEqualTo(truths);
        assertThat(truths(LongStream.range(0, 50).mapToObj(otherRun::order).toList()))
                .doesNotContainAnyElementsOf(truths);
    }

    @Test
    void shouldPlayEverythingAtEveryGatewayThatCan() {
        Set<String> possible = new HashSet<>();
        for (Gateway gateway : Gateway.values()) {
            for (Play play : Play.values()) {
                if (play.fits(gateway)) {
                    possible.add(gateway + " " + play);
                }
            }
        }

        Set<String> played = new HashSet<>();
        orders(4_000).forEach(order -> played.add(order.gateway() + " " + order.play()));

        assertThat(played).isEqualTo(possible);
    }

    @Test
    void shouldForgeInEveryWay() {
        Set<Trick> tricks = new HashSet<>();

        orders(2_000).forEach(order -> order.messages().forEach(message -> tricks.add(message.trick())));

        assertThat(tricks).containsExactlyInAnyOrder(Trick.values());
    }

    @Test
    void shouldNeverSettleWhatOnlyAForgerSaid() {
        for (DemoOrder order : orders(4_000)) {
            for (Truth truth : order.truths()) {
                boolean genuinelyPaid = order.messages().stream()
                        .anyMatch(message -> message.genuine()
                                && message.callback().flow() == truth.key().flow()
                                && message.callback().says() == Says.PAID
                                && message.callback().paidMinor()
                                        == truth.settledMinor().orElse(-1));

                assertThat(genuinelyPaid)
                        .as("%s %s", order.play(), truth)
                        .isEqualTo(truth.settledMinor().isPresent());
            }
        }
    }

    @Test
    void shouldKnowTheTruthOfAnAmountThatDoesNotFit() {
        DemoOrder held = first(Play.WRONG_AMOUNT);
        DemoOrder changed = first(Play.CHANGED_AMOUNT);

        Callback wrong = held.messages().getFirst().callback();
        Callback other = changed.messages().getLast().callback();

        assertThat(wrong.paidMinor()).isNotEqualTo(wrong.orderedMinor());
        assertThat(held.truths().getFirst().status()).isEqualTo(OrderStatus.HELD);
        assertThat(held.truths().getFirst().settledMinor()).isEmpty();
        assertThat(held.truths().getFirst().conflicts()).containsExactly(ConflictKind.AMOUNT_MISMATCH);
        assertThat(changed.truths().getFirst().settledMinor().orElseThrow()).isNotEqualTo(other.paidMinor());
        assertThat(changed.truths().getFirst().conflicts()).containsExactly(ConflictKind.AMOUNT_CHANGED);
    }

    @Test
    void shouldKnowTheTruthOfStatusesOutOfOrder() {
        Truth failedFirst = first(Play.FAILED_FIRST).truths().getFirst();
        Truth failedLate = first(Play.FAILED_LATE).truths().getFirst();
        Truth unknown = first(Play.UNKNOWN_ONLY).truths().getFirst();

        assertThat(failedFirst.settledMinor()).isPresent();
        assertThat(failedFirst.conflicts()).containsExactly(ConflictKind.LATE_SUCCESS);
        assertThat(failedLate.settledMinor()).isPresent();
        assertThat(failedLate.conflicts()).containsExactly(ConflictKind.CONTRADICTION);
        assertThat(unknown.settledMinor()).isEmpty();
        assertThat(unknown.status()).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void shouldSettleAPaymentAndAPayoutOfOneNumberEachForItself() {
        DemoOrder shared = first(Play.SHARED_NUMBER);

        List<Truth> truths = shared.truths();

        assertThat(truths).extracting(truth -> truth.key().flow()).containsExactlyInAnyOrder(Flow.PAYMENT, Flow.PAYOUT);
        assertThat(truths)
                .extracting(truth -> truth.key().order())
                .containsOnly(truths.getFirst().key().order());
        assertThat(truths).allSatisfy(truth -> assertThat(truth.settledMinor()).isPresent());
    }

    @Test
    void shouldMakeEveryTryOfAMessageFreshAndRepeatable() {
        DemoOrder order = first(Play.REPEATED);
        Message one = order.messages().get(0);
        Message two = order.messages().get(1);

        Freshness first = scenario.freshness(order, one, 0);

        assertThat(scenario.freshness(order, one, 0)).isEqualTo(first);
        assertThat(scenario.freshness(order, one, 1)).isNotEqualTo(first);
        assertThat(scenario.freshness(order, two, 0)).isNotEqualTo(first);
        assertThat(first.nonce()).hasSize(16);
    }

    @Test
    void shouldKeepOrderNumbersWithinTheGatewaysLimits() {
        DemoOrder late = new Scenario(new Run(999, 7, START)).order(999_999_999L);

        String id = late.truths().getFirst().key().order();

        assertThat(id).hasSizeLessThanOrEqualTo(20).matches("[A-Z]{2}999-999999999");
    }

    private List<DemoOrder> orders(int count) {
        return LongStream.range(0, count).mapToObj(scenario::order).toList();
    }

    private DemoOrder first(Play play) {
        return LongStream.range(0, 4_000)
                .mapToObj(scenario::order)
                .filter(order -> order.play() == play)
                .findFirst()
                .orElseThrow();
    }

    private static List<Truth> truths(List<DemoOrder> orders) {
        return orders.stream().flatMap(order -> order.truths().stream()).toList();
    }
}
