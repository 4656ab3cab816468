package io.quittance.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.DialectFiles;
import io.quittance.events.EventKind;
import io.quittance.gateways.DialectDefinition.Pacing;
import io.quittance.gateways.DialectDefinition.QueryPace;
import io.quittance.gateways.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SpacingTest {
    private static final Inquiry BALANCE = Inquiry.balance("q", "a");

    private final Spacing spacing = new Spacing(() -> pacing(60, 180), 1_000);

    @Test
    void shouldAskNothingForAWholeTimeAfterTakingOver() {
        assertThat(spacing.earliest(order("A1"))).isEqualTo(61_000);
        assertThat(spacing.earliest(BALANCE)).isEqualTo(181_000);
    }

    @Test
    void shouldCountFromTheEndOfTheQuestionBefore() {
        spacing.begin(order("A1"));
        long meanwhile = spacing.earliest(order("A1"));
        spacing.end(order("A1"), 70_000);

        assertThat(meanwhile).isEqualTo(Spacing.BEING_ASKED);
        assertThat(spacing.earliest(order("A1"))).isEqualTo(130_000);
        assertThat(spacing.earliest(order("A2"))).isEqualTo(61_000);
    }

    @Test
    void shouldAskAtThePaceOfTheVersionInForce() {
        AtomicReference<Pacing> inForce = new AtomicReference<>(pacing(60, 180));
        Spacing changing = new Spacing(() -> Objects.requireNonNull(inForce.get()), 1_000);
        changing.begin(BALANCE);
        changing.end(BALANCE, 200_000);

        long before = changing.earliest(BALANCE);
        inForce.set(pacing(60, 600));

        assertThat(before).isEqualTo(380_000);
        assertThat(changing.earliest(BALANCE)).isEqualTo(800_000);
    }

    @Test
    void shouldAskJingsAboutAnOrderOnceAMinute() {
        Spacing ofJings = new Spacing(SpacingTest::jings, 0);

        ofJings.begin(order("A1"));
        ofJings.end(order("A1"), 70_000);

        assertThat(ofJings.earliest(order("A1"))).isEqualTo(130_000);
        assertThat(ofJings.earliest(order("A2"))).isEqualTo(60_000);
    }

    @Test
    void shouldAskJingsForTheBalanceOnceInThreeMinutes() {
        Spacing ofJings = new Spacing(SpacingTest::jings, 0);

        ofJings.begin(BALANCE);
        ofJings.end(BALANCE, 190_000);

        assertThat(ofJings.earliest(BALANCE)).isEqualTo(370_000);
    }

    @Test
    void shouldForgetOrdersThatMayBeAskedAboutAgain() {
        for (int i = 0; i < 100_000; i++) {
            spacing.end(order("A" + i), 70_000 + i * 100L);
        }

        assertThat(spacing.remembered()).isLessThan(3_000);
        assertThat(spacing.earliest(order("A99999"))).isEqualTo(70_000 + 9_999_900 + 60_000);
    }

    private static Pacing jings() {
        return Objects.requireNonNull(DialectFiles.load(null).get("jings"))
                .definition()
                .pacing();
    }

    private static Pacing pacing(int orderSeconds, int balanceSeconds) {
        return new Pacing(
                List.of(),
                0,
                Duration.ZERO,
                Map.of(
                        MessageType.PAYMENT_QUERY_REQUEST,
                        new QueryPace(Duration.ZERO, Duration.ofSeconds(orderSeconds)),
                        MessageType.BALANCE_QUERY_REQUEST,
                        new QueryPace(Duration.ZERO, Duration.ofSeconds(balanceSeconds))));
    }

    private static Inquiry order(String order) {
        return new Inquiry(
                "q",
                EventKind.PAYMENT,
                "a",
                order,
                MessageType.PAYMENT_QUERY_REQUEST,
                MessageType.PAYMENT_QUERY_RESPONSE,
                0,
                Long.MAX_VALUE,
                false,
                false,
                0);
    }
}
