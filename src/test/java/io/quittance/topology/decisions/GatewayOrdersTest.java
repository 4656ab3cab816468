package io.quittance.topology.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.events.Effect;
import io.quittance.events.OrderState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ids of the gateway an order or payout claims: each once, whatever else a report does. */
class GatewayOrdersTest {
    private static final int MANY = 100;

    private final Story story = new Story(new PaymentRules(), Policy.DEFAULT);
    private final List<String> claims = new ArrayList<>();
    private int count;

    @Test
    void shouldClaimAnIdWithTheFirstReportThatNamesIt() {
        story.tell("placed 100");

        hear(Told.PENDING, "G1");
        hear(Told.PENDING, "G1");
        hear(Told.PAID, "G1");
        hear(Told.PAID, "G1");

        assertThat(claims).containsExactly("G1");
        assertThat(state().getGatewayOrder()).isEqualTo("G1");
        assertThat(state().getPaidGatewayOrder()).isEqualTo("G1");
        assertThat(state().getGatewayOrders()).isEmpty();
    }

    @Test
    void shouldClaimNothingWithoutAnId() {
        story.tell("placed 100, pending, paid 100, paid 100, failed");

        assertThat(story.last().claim()).isNull();
        assertThat(state().getGatewayOrder()).isNull();
    }

    @Test
    void shouldClaimNothingWithAReportThatSaysNothing() {
        hear(Told.UNKNOWN, "G1");

        assertThat(claims).isEmpty();
        assertThat(state().getGatewayOrder()).isNull();
    }

    @Test
    void shouldClaimASecondIdOfTheSameOrderOnceToo() {
        hear(Told.PENDING, "G1");
        hear(Told.PAID, "G2");
        hear(Told.PAID, "G1");
        hear(Told.PENDING, "G1");
        hear(Told.PAID, "G2");

        assertThat(claims).containsExactly("G1", "G2");
        assertThat(state().getGatewayOrders()).containsExactly("G1", "G2");
    }

    @ParameterizedTest
    @EnumSource(
            value = Told.class,
            names = {"UNKNOWN"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldClaimWithWhateverElseComesOfTheReport(Told late) {
        story.tell("placed 100, paid 100");

        OrderDecision first = hear(late, "G1");
        OrderDecision again = hear(late, "G1");

        assertThat(first.claim()).isEqualTo("G1");
        assertThat(first.changed()).isTrue();
        assertThat(again.claim()).isNull();
        assertThat(again.changed()).isFalse();
        assertThat(story.settlements()).isEqualTo(1);
    }

    @Test
    void shouldMoveNothingByAnIdAlone() {
        story.tell("placed 100, pending");

        OrderDecision decision = hear(Told.PENDING, "G1");

        assertThat(decision.effect()).isEqualTo(Effect.SAME);
        assertThat(decision.from()).isEqualTo(decision.to());
        assertThat(decision.clashes()).isEmpty();
        assertThat(state().getGatewayOrder()).isEqualTo("G1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldClaimTheSameIdsInAnyOrderOfArrival(boolean payments) {
        List<String> ids = List.of("G1", "G2", "G3", "G4");
        List<GatewayReport> reports = new ArrayList<>(List.of(
                report(Told.PENDING, "G1"),
                report(Told.PENDING, "G2"),
                report(Told.PAID, "G1"),
                report(Told.PAID, "G3"),
                report(Told.FAILED, "G4"),
                report(Told.UNKNOWN, "G5"),
                report(Told.PAID, null)));

        for (long seed = 1; seed <= MANY; seed++) {
            Collections.shuffle(reports, new Random(seed));
            Story any = new Story(payments ? new PaymentRules() : new PayoutRules(), Policy.DEFAULT);
            List<String> seen = reports.stream()
                    .map(report -> any.take(report).claim())
                    .filter(Objects::nonNull)
                    .toList();

            assertThat(seen).as("seed %d: %s", seed, reports).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void shouldKeepOnlySoManyIdsAndClaimTheOthersAgain() {
        for (int i = 0; i < MANY; i++) {
            hear(Told.PAID, "G" + i);
        }
        claims.clear();

        hear(Told.PAID, "G" + GatewayOrders.MAX_KEPT);
        hear(Told.PAID, "G" + (GatewayOrders.MAX_KEPT - 1));

        assertThat(state().getGatewayOrders()).hasSize(GatewayOrders.MAX_KEPT);
        assertThat(claims).containsExactly("G" + GatewayOrders.MAX_KEPT);
    }

    private OrderDecision hear(Told told, String gatewayOrder) {
        OrderDecision decision = story.take(report(told, gatewayOrder));
        if (decision.claim() != null) {
            claims.add(decision.claim());
        }
        return decision;
    }

    private GatewayReport report(Told told, @Nullable String gatewayOrder) {
        String id = "g" + ++count;
        Long paid = told == Told.PAID ? 10_000L : null;
        return new GatewayReport(id, 2_000L + count, told, paid, null, gatewayOrder, null, null, null);
    }

    private OrderState state() {
        return Objects.requireNonNull(story.state());
    }
}
